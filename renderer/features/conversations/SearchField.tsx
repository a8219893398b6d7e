// The search over the list. Ctrl+K comes here; while something is typed the arrows move among what was found and Enter opens
// it, else arrow down goes into the rows. Esc clears first and then gives the keyboard back to the composer.
import { useRef } from "react";
import { MAX_QUERY } from "../../../shared/search-query";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { useCall } from "../../ui/use-call";
import { idOfItem, RESULTS_ID, type Search } from "../search/use-search";
import sheet from "./SearchField.module.css";

const cx = classes(sheet);

export function SearchField({ search, onDown }: { readonly search: Search; readonly onDown: () => void }) {
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
        role="combobox"
        aria-expanded={search.open}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        {...(search.open ? { "aria-controls": RESULTS_ID } : {})}
        {...(search.open && search.active !== undefined ? { "aria-activedescendant": idOfItem(search.active) } : {})}
        maxLength={MAX_QUERY}
        aria-label={t("list.search")}
        placeholder={t("list.search")}
        spellCheck={false}
        value={filter}
        onChange={(event) => {
          commands.search(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.altKey || (event.shiftKey && event.key === "Escape")) return;
          if (search.open && event.key === "ArrowDown") search.move(1);
          else if (search.open && event.key === "ArrowUp") search.move(-1);
          else if (search.open && event.key === "Enter") search.openActive();
          else if (event.key === "ArrowDown") onDown();
          else if (event.key === "Escape" && filter !== "") commands.search("");
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
            commands.search("");
            input.current?.focus();
          }}
        />
      )}
    </div>
  );
}
