// The left pane: new message, search, requests, the conversations, and who we are.
import { useMemo, useRef, type KeyboardEvent } from "react";
import { useShallow } from "zustand/react/shallow";
import type { ContactId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import sheet from "./ConversationList.module.css";
import { ConversationRow } from "./ConversationRow";
import { listedConversations, requestIds } from "./list-order";
import { OwnFooter } from "./OwnFooter";
import { SearchField } from "./SearchField";

const cx = classes(sheet);

function useRowKeys(ids: readonly ContactId[], onEscape: () => void) {
  const commands = useCommands();
  const list = useRef<HTMLUListElement>(null);
  const focusRow = (id: ContactId | undefined): void => {
    if (id !== undefined) list.current?.querySelector<HTMLElement>(`[data-contact="${id}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const here = Number(event.currentTarget.dataset["contact"]) as ContactId;
    const index = ids.indexOf(here);
    const next: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(index + 1, ids.length - 1),
      ArrowUp: Math.max(index - 1, 0),
      Home: 0,
      End: ids.length - 1,
    };
    const target = next[event.key];
    if (event.key === "Enter" || event.key === " ") commands.openChat(here);
    else if (event.key === "Escape") onEscape();
    else if (target !== undefined && !event.altKey) focusRow(ids[target]);
    else return;
    event.preventDefault();
  };
  return { list, onKeyDown, focusFirst: () => { focusRow(ids[0]); } };
}

export function ConversationList() {
  const ids = useApp(useShallow(listedConversations));
  const requests = useApp((state) => requestIds(state).length);
  const open = useApp((state) => state.ui.openChat);
  const view = useApp((state) => state.ui.view.type);
  const filter = useApp((state) => state.ui.filter);
  const commands = useCommands();
  const rows = useRowKeys(ids, commands.callComposer);
  const reachable = useMemo(() => (open !== undefined && ids.includes(open) ? open : ids[0]), [ids, open]);

  return (
    <nav className={cx("list")} aria-label={t("list.label")}>
      <div className={cx("bar")}>
        <h1 className={cx("title")}>{t("list.title")}</h1>
        <IconButton
          icon="compose"
          label={t("list.newMessage")}
          onClick={() => {
            commands.showDialog({ type: "new-message" });
          }}
        />
      </div>
      <SearchField
        onDown={rows.focusFirst}
        onEnter={() => {
          if (ids[0] !== undefined) commands.openChat(ids[0]);
        }}
      />
      {requests === 0 ? null : (
        <button
          type="button"
          className={cx("requests", view === "requests" && "current")}
          aria-current={view === "requests"}
          onClick={() => {
            commands.showView({ type: "requests" });
          }}
        >
          <Icon name="inbox" />
          <span className={cx("requestsWord")}>{t("requests.title")}</span>
          <span className={cx("count")}>{requests}</span>
        </button>
      )}
      {ids.length === 0 ? (
        <p className={cx("nothing")}>{filter.trim() === "" ? t("list.none") : t("list.noMatch")}</p>
      ) : null}
      <ul ref={rows.list} className={cx("rows")} role="listbox" aria-label={t("list.label")}>
        {ids.map((id) => (
          <ConversationRow
            key={id}
            contactId={id}
            selected={view === "chats" && id === open}
            reachable={id === reachable}
            onKeyDown={rows.onKeyDown}
          />
        ))}
      </ul>
      <OwnFooter />
    </nav>
  );
}
