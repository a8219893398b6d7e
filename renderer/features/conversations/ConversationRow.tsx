// One conversation in the list: who, when, the last line, unread; what can be done with it in a menu.
import { useCallback, useState, type KeyboardEvent } from "react";
import type { ContactId } from "../../../shared/ids";
import { listTime } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { ListRow } from "../../ui/ListRow";
import { menuPoint, type MenuPoint } from "../../ui/Menu";
import { useDayStart } from "../../ui/use-now";
import { ContactAvatar } from "../contact/ContactAvatar";
import { fullName, shortName } from "../contact/names";
import { DeliveryMark } from "../delivery/DeliveryMark";
import sheet from "./ConversationRow.module.css";
import { rowLine } from "./row-line";
import { RowMenu } from "./RowMenu";
import { mutedWords, useMutedUntil } from "./use-muted";

const cx = classes(sheet);

interface ConversationRowProps {
  readonly contactId: ContactId;
  /** Its number in the list, from 1, and how many there are: only some of them are in the document. */
  readonly place: number;
  readonly of: number;
  readonly selected: boolean;
  /** The row that Tab reaches. */
  readonly reachable: boolean;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

export function ConversationRow({ contactId, place, of, selected, reachable, onKeyDown }: ConversationRowProps) {
  const contact = useApp((state) => selectContact(state, contactId));
  const conversation = useApp((state) => state.conversations[contactId]);
  const draft = useApp((state) => state.drafts[contactId]?.text ?? "");
  const commands = useCommands();
  const today = useDayStart();
  const muted = useMutedUntil(contactId);
  const [menuAt, setMenuAt] = useState<MenuPoint | undefined>(undefined);
  const closeMenu = useCallback(() => {
    setMenuAt(undefined);
  }, []);
  if (contact === undefined || conversation === undefined) return null;

  const line = rowLine(conversation, draft, shortName(contact), selected);
  const unread = conversation.unread > 0;
  return (
    <>
      <ListRow
        picture={<ContactAvatar contactId={contactId} />}
        title={fullName(contact)}
        time={listTime(conversation.lastActivity, today)}
        chosen={selected}
        strong={unread}
        aria-posinset={place}
        aria-setsize={of}
        tabIndex={reachable ? 0 : -1}
        data-contact={contactId}
        onClick={() => {
          commands.openChat(contactId);
        }}
        onKeyDown={(event) => {
          if (event.key !== "ContextMenu" && !(event.key === "F10" && event.shiftKey)) {
            onKeyDown(event);
            return;
          }
          event.preventDefault();
          event.stopPropagation();
          setMenuAt(menuPoint(event.currentTarget, { inset: 16, gap: -8 }));
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenuAt({ x: event.clientX, y: event.clientY });
        }}
      >
        <div className={cx("second", line.tone, unread && "unread")}>
          {line.mark === undefined ? null : <DeliveryMark status={line.mark} />}
          {line.label === undefined ? null : <span className={cx("label")}>{line.label} </span>}
          <span className={cx("line")} dir="auto">
            {line.text}
          </span>
          {muted === undefined ? null : (
            <span className={cx("muted")} role="img" aria-label={mutedWords(muted, today)} title={mutedWords(muted, today)}>
              <Icon name="bellOff" size="tiny" />
            </span>
          )}
          {unread ? (
            <span className={cx("badge", muted !== undefined && "quiet")} role="img" aria-label={t("list.unread", { count: conversation.unread })}>
              {conversation.unread > 99 ? t("list.manyUnread") : conversation.unread}
            </span>
          ) : null}
        </div>
      </ListRow>
      {menuAt === undefined ? null : <RowMenu contactId={contactId} at={menuAt} onClose={closeMenu} />}
    </>
  );
}
