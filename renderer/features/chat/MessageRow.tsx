// One message with what stands over it (a new day, the first unread) and under it (its state in words).
import { memo, useState, type KeyboardEvent, type MouseEvent } from "react";
import type { ContactId, MessageId, Millis } from "../../../shared/ids";
import { dayHeading } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useSpoken } from "../../i18n/use-spoken";
import { useApp, useCommands } from "../../store/context";
import { selectDelivery } from "../../store/selectors";
import { classes } from "../../ui/classes";
import { IconButton } from "../../ui/Button";
import { menuPoint, type MenuPoint } from "../../ui/Menu";
import { useDayStart } from "../../ui/use-now";
import { Bubble } from "./Bubble";
import { MessageMenu } from "./MessageMenu";
import sheet from "./MessageRow.module.css";
import { NoteRow } from "./NoteRow";
import type { ChatRow } from "./rows";
import { StateLine } from "./StateLine";

const cx = classes(sheet);

interface MessageRowProps {
  readonly contactId: ContactId;
  readonly row: ChatRow;
  readonly newest: boolean;
  readonly opensUnread: boolean;
  /** The log was called to it: it is lit up for a moment. */
  readonly called: boolean;
  /** The pointer went to this message: the arrows go on from here. */
  readonly onUse: (id: MessageId) => void;
}

function nothingSelected(): boolean {
  return document.getSelection()?.isCollapsed !== false;
}

function DayHeading({ contactId, day }: { readonly contactId: ContactId; readonly day: Millis }) {
  const commands = useCommands();
  const words = dayHeading(day, useDayStart());
  return (
    <h3 className={cx("day")}>
      <button
        type="button"
        tabIndex={-1}
        className={cx("dayButton")}
        aria-label={t("chat.dateOfDay", { day: words })}
        title={t("chat.date")}
        onClick={() => {
          commands.showDialog({ type: "go-to-date", contactId, at: day });
        }}
      >
        {words}
      </button>
    </h3>
  );
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { contactId, row, newest, opensUnread, called, onUse } = props;
  const failed = useApp((state) => selectDelivery(state, contactId, row.id)?.status === "failed");
  const chosen = useApp((state) => state.ui.panel?.type === "message" && state.ui.panel.messageId === row.id);
  const [menuAt, setMenuAt] = useState<MenuPoint | undefined>(undefined);
  const commands = useCommands();
  useSpoken();
  const own = row.kind === "own";

  const openMenu = (at: MenuPoint): void => {
    onUse(row.id);
    setMenuAt(at);
  };
  const showDetails = (): void => {
    commands.togglePanel({ type: "message", messageId: row.id });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter") showDetails();
    else if (event.key.toLowerCase() === "r" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      commands.quote(contactId, row.id);
    }
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      // The row is as wide as the log; the menu belongs to the bubble in it.
      openMenu(menuPoint(event.currentTarget.querySelector("[data-bubble]") ?? event.currentTarget));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onContextMenu = (event: MouseEvent): void => {
    if (!nothingSelected()) return;
    event.preventDefault();
    openMenu({ x: event.clientX, y: event.clientY });
  };

  const above = (
    <>
      {row.day === undefined ? null : <DayHeading contactId={contactId} day={row.day} />}
      {opensUnread ? <div className={cx("unread")}>{t("chat.unreadBelow")}</div> : null}
    </>
  );
  if (row.kind === "note") {
    return (
      <div className={cx("row", newest && "newest")}>
        {above}
        <div role="note" tabIndex={-1} data-message={row.id} className={cx("noted", called && "called")}>
          <NoteRow contactId={contactId} messageId={row.id} />
        </div>
      </div>
    );
  }
  return (
    <div className={cx("row", newest && "newest")}>
      {above}
      <div
        role="article"
        tabIndex={-1}
        data-message={row.id}
        className={cx("message", own ? "own" : "peer", row.first && "first", called && "called")}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
      >
        <div className={cx("line")}>
          <Bubble
            contactId={contactId}
            messageId={row.id}
            first={row.first}
            last={row.last}
            failed={failed}
            chosen={chosen}
            onClick={() => {
              if (nothingSelected()) showDetails();
            }}
          />
          <span className={cx("more")}>
            <IconButton
              small
              icon="more"
              label={t("message.actions")}
              tabIndex={-1}
              onClick={(event) => {
                openMenu(menuPoint(event.currentTarget));
              }}
            />
          </span>
        </div>
        {own ? <StateLine contactId={contactId} messageId={row.id} /> : null}
      </div>
      {menuAt === undefined ? null : (
        <MessageMenu
          contactId={contactId}
          messageId={row.id}
          at={menuAt}
          onClose={() => {
            setMenuAt(undefined);
          }}
        />
      )}
    </div>
  );
});
