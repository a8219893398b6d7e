// The left pane: new message, search, requests, the conversations, and who we are.
import { useEffect, useMemo } from "react";
import { Virtualizer } from "virtua";
import { t } from "../../i18n/i18n";
import { useApp, useServices } from "../../store/context";
import { IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { SearchResults } from "../search/SearchResults";
import { useSearch } from "../search/use-search";
import sheet from "./ConversationList.module.css";
import { ConversationRow } from "./ConversationRow";
import { listedConversations, requestIds } from "./list-order";
import { ListMenu } from "./ListMenu";
import { OwnFooter } from "./OwnFooter";
import { SearchField } from "./SearchField";
import { useRowKeys } from "./use-row-keys";

const cx = classes(sheet);

export function ConversationList() {
  const ids = useApp(listedConversations);
  const requests = useApp((state) => requestIds(state).length);
  const open = useApp((state) => state.ui.openChat);
  const view = useApp((state) => state.ui.view.type);
  const search = useSearch();
  const { store, commands } = useServices();
  const reachable = useMemo(() => (open !== undefined && ids.includes(open) ? open : ids[0]), [ids, open]);
  const rows = useRowKeys(ids, reachable, commands.callComposer);
  const { list } = rows;

  // The chat that was opened by a key, a search or a notification is seen in the list.
  useEffect(() => {
    const index = open === undefined ? -1 : listedConversations(store.getState()).indexOf(open);
    if (index >= 0) list.current?.scrollToIndex(index, { align: "nearest" });
  }, [open, store, list]);

  return (
    <nav className={cx("list")} aria-label={t("list.label")}>
      <div className={cx("bar")}>
        <h1 className={cx("title")}>{t("list.title")}</h1>
        <ListMenu />
        <IconButton
          icon="compose"
          label={t("list.newMessage")}
          onClick={() => {
            commands.showDialog({ type: "new-message" });
          }}
        />
      </div>
      <SearchField search={search} onDown={rows.focusFirst} />
      {search.open ? <SearchResults search={search} /> : null}
      {requests === 0 || search.open ? null : (
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
      {ids.length === 0 && !search.open ? <p className={cx("nothing")}>{t("list.none")}</p> : null}
      <div ref={rows.box} hidden={search.open} className={cx("rows")} role="listbox" aria-label={t("list.label")} onFocus={rows.onFocus}>
        <Virtualizer ref={rows.list} data={ids} keepMounted={rows.kept}>
          {(id, index) => (
            <ConversationRow
              key={id}
              contactId={id}
              place={index + 1}
              of={ids.length}
              selected={view === "chats" && id === open}
              reachable={id === reachable}
              onKeyDown={rows.onKeyDown}
            />
          )}
        </Virtualizer>
      </div>
      <OwnFooter />
    </nav>
  );
}
