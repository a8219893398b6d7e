// The messages of a chat. Only what is near the screen is in the document; the arrows move through the
// messages, Enter opens the details of an own one, the menu key what can be done with it.
import { useMemo, useRef, type Ref } from "react";
import { Virtualizer, type CustomContainerComponentProps } from "virtua";
import type { ContactId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectChat, selectContact } from "../../store/selectors";
import { classes } from "../../ui/classes";
import { useNames } from "../contact/use-names";
import { DRAWN_AHEAD, rowsToKeep } from "./drawn-rows";
import { EmptyLog } from "./EmptyLog";
import { JumpButton } from "./JumpButton";
import sheet from "./MessageLog.module.css";
import { MessageRow } from "./MessageRow";
import { rowsOf } from "./rows";
import { useActiveRow } from "./use-active-row";
import { useLogScroll } from "./use-log-scroll";

const cx = classes(sheet);

/**
 * The rows keep hearing the pointer while the log scrolls. The list would turn that off for all of them and on again, and each
 * time every element in the log gets its style anew: with each text that is sent, in the frame that shows it.
 */
function Rows({ style: { pointerEvents: _whileScrolling, ...style }, ref, children }: CustomContainerComponentProps & { readonly ref?: Ref<HTMLDivElement> }) {
  return (
    <div ref={ref} style={style}>
      {children}
    </div>
  );
}

export function MessageLog({ contactId }: { readonly contactId: ContactId }) {
  const rows = useApp((state) => rowsOf(selectChat(state, contactId)));
  const shift = useApp((state) => selectChat(state, contactId).changedAtStart);
  const unreadFrom = useApp((state) => selectChat(state, contactId).unreadFrom);
  const loaded = useApp((state) => selectChat(state, contactId).loaded);
  const generation = useApp((state) => selectChat(state, contactId).generation);
  const newer = useApp((state) => selectChat(state, contactId).newer);
  const address = useApp((state) => selectContact(state, contactId)?.address ?? "");
  const trust = useApp((state) => selectContact(state, contactId)?.trust.status ?? "unknown");
  const commands = useCommands();
  const names = useNames(contactId);
  const log = useRef<HTMLDivElement>(null);
  const active = useActiveRow(contactId, rows, log);
  const scroll = useLogScroll(contactId, rows, log, active.call);
  const keepMounted = useMemo(() => rowsToKeep(rows.length, scroll.tail, active.index), [active.index, scroll.tail, rows.length]);

  return (
    <div className={cx("frame")}>
      <div
        ref={log}
        role="log"
        aria-live="off"
        aria-label={t("chat.log", { name: names.full })}
        tabIndex={0}
        className={cx("log")}
        onKeyDown={(event) => {
          scroll.onTakeOver();
          active.onKeyDown(event, scroll.list.current ?? undefined);
        }}
        onWheel={scroll.onWheel}
        onPointerDown={scroll.onTakeOver}
      >
        <div className={cx("spring")} />
        {loaded && rows.length === 0 ? <EmptyLog address={address} name={names.short} trust={trust} /> : null}
        <Virtualizer
          key={generation}
          ref={scroll.list}
          data={rows}
          shift={shift}
          bufferSize={DRAWN_AHEAD}
          as={Rows}
          keepMounted={keepMounted}
          onScroll={scroll.onScroll}
          onScrollEnd={scroll.onScrollEnd}
          onResize={scroll.onResize}
        >
          {(row, index) => (
            <MessageRow
              key={row.id}
              contactId={contactId}
              row={row}
              newest={index === rows.length - 1 && !newer}
              opensUnread={row.id === unreadFrom}
              called={row.id === active.called}
              onUse={active.use}
            />
          )}
        </Virtualizer>
      </div>
      {scroll.away || newer ? (
        <JumpButton
          contactId={contactId}
          onJump={() => {
            commands.toNewest(contactId);
          }}
        />
      ) : null}
    </div>
  );
}
