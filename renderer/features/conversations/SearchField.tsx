// The filter over the list. Ctrl+K comes here, arrow down goes into the rows, Enter opens the first one,
// Esc clears first and then gives the keyboard back to the composer.
import { useRef } from "react";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { useCall } from "../../ui/use-call";
import sheet from "./SearchField.module.css";

const cx = classes(sheet);

export function SearchField({ onDown, onEnter }: { readonly onDown: () => void; readonly onEnter: () => void }) {
  const filter = useApp((state) => state.ui.filter);
  const calls = useApp((state) => state.ui.searchCalls);
  const commands = useCommands();
  const input = useRef<HTMLInputElement>(null);

  useCall(calls, () => {
    input.current?.focus();
    input.current?.select();
  });

  return (
    <div className={cx("search")} role="search">
      <Icon name="search" size="small" />
      <input
        ref={input}
        className={cx("input")}
        type="text"
        aria-label={t("list.search")}
        placeholder={t("list.search")}
        spellCheck={false}
        value={filter}
        onChange={(event) => {
          commands.show({ filter: event.target.value });
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") onDown();
          else if (event.key === "Enter" && filter.trim() !== "") onEnter();
          else if (event.key === "Escape" && filter !== "") commands.show({ filter: "" });
          else if (event.key === "Escape") commands.callComposer();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {filter === "" ? (
        <kbd className={cx("key")} aria-hidden="true">
          {t("key.search")}
        </kbd>
      ) : (
        <IconButton
          small
          icon="close"
          label={t("list.clearSearch")}
          onClick={() => {
            commands.show({ filter: "" });
            input.current?.focus();
          }}
        />
      )}
    </div>
  );
}
