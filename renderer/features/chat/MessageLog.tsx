// The messages of a chat. Only what is near the screen is in the document; the arrows move through the
// messages, Enter opens the details of an own one, the menu key what can be done with it.
import { useCallback, useEffect, useMemo, useState, type KeyboardEvent } from "react";
import { Virtualizer } from "virtua";
import type { ContactId, MessageId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { selectChat, selectContact } from "../../store/selectors";
import { classes } from "../../ui/classes";
import { useNames } from "../contact/use-names";
import { EmptyLog } from "./EmptyLog";
import { JumpButton } from "./JumpButton";
import sheet from "./MessageLog.module.css";
import { MessageRow } from "./MessageRow";
import { rowsOf } from "./rows";
import { useLogScroll } from "./use-log-scroll";

const cx = classes(sheet);

/** The message that the arrows start from; `take` when they moved there and bring the keyboard along. */
interface Active {
  readonly id: MessageId | undefined;
  readonly take: boolean;
}

export function MessageLog({ contactId }: { readonly contactId: ContactId }) {
  const rows = useApp((state) => rowsOf(selectChat(state, contactId)));
  const shift = useApp((state) => selectChat(state, contactId).changedAtStart);
  const unreadFrom = useApp((state) => selectChat(state, contactId).unreadFrom);
  const loaded = useApp((state) => selectChat(state, contactId).loaded);
  const trust = useApp((state) => selectContact(state, contactId)?.trust.status ?? "unknown");
  const names = useNames(contactId);
  const scroll = useLogScroll(contactId, rows);
  const { log } = scroll;
  const [active, setActive] = useState<Active>({ id: undefined, take: false });
  const activeIndex = rows.findIndex((row) => row.id === active.id);
  const keepMounted = useMemo(() => (activeIndex < 0 ? [] : [activeIndex]), [activeIndex]);

  useEffect(() => {
    if (!active.take) return;
    log.current?.querySelector<HTMLElement>(`[data-message="${active.id}"]`)?.focus({ preventScroll: true });
  }, [active, log]);

  const onRowUsed = useCallback((id: MessageId) => {
    setActive({ id, take: false });
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const atRow = event.target instanceof HTMLElement && event.target.dataset["message"] !== undefined;
    if (event.target !== log.current && !atRow) return;
    const here = activeIndex < 0 ? rows.length : activeIndex;
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: Math.max(0, here - 1),
      ArrowDown: Math.min(rows.length - 1, here + 1),
      Home: 0,
      End: rows.length - 1,
    };
    const next = steps[event.key];
    if (event.altKey || next === undefined || rows[next] === undefined) return;
    event.preventDefault();
    setActive({ id: rows[next].id, take: true });
    scroll.list.current?.scrollToIndex(next, { align: "nearest" });
  };

  return (
    <div className={cx("frame")}>
      <div
        ref={log}
        role="log"
        aria-live="off"
        aria-label={t("chat.log", { name: names.full })}
        tabIndex={0}
        className={cx("log")}
        onKeyDown={onKeyDown}
      >
        <div className={cx("spring")} />
        {loaded && rows.length === 0 ? <EmptyLog name={names.short} trust={trust} /> : null}
        <Virtualizer
          ref={scroll.list}
          data={rows}
          shift={shift}
          keepMounted={keepMounted}
          onScroll={scroll.onScroll}
          onResize={scroll.onResize}
        >
          {(row, index) => (
            <MessageRow
              key={row.id}
              contactId={contactId}
              row={row}
              newest={index === rows.length - 1}
              opensUnread={row.id === unreadFrom}
              onUse={onRowUsed}
            />
          )}
        </Virtualizer>
      </div>
      {scroll.away ? <JumpButton contactId={contactId} onJump={scroll.jumpToEnd} /> : null}
    </div>
  );
}
