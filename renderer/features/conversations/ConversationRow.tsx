// One conversation in the list: who, when, the last line, unread. 62 px high.
import type { KeyboardEvent } from "react";
import type { ContactId } from "../../../shared/ids";
import { listTime } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { classes } from "../../ui/classes";
import { useDayStart } from "../../ui/use-now";
import { ContactAvatar } from "../contact/ContactAvatar";
import { fullName, shortName } from "../contact/names";
import { DeliveryMark } from "../delivery/DeliveryMark";
import sheet from "./ConversationRow.module.css";
import { rowLine } from "./row-line";

const cx = classes(sheet);

interface ConversationRowProps {
  readonly contactId: ContactId;
  readonly selected: boolean;
  /** The row that Tab reaches. */
  readonly reachable: boolean;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

export function ConversationRow({ contactId, selected, reachable, onKeyDown }: ConversationRowProps) {
  const contact = useApp((state) => selectContact(state, contactId));
  const conversation = useApp((state) => state.conversations[contactId]);
  const draft = useApp((state) => state.drafts[contactId]?.text ?? "");
  const commands = useCommands();
  const today = useDayStart();
  if (contact === undefined || conversation === undefined) return null;

  const line = rowLine(conversation, draft, shortName(contact), selected);
  const unread = conversation.unread > 0;
  return (
    <li
      role="option"
      aria-selected={selected}
      tabIndex={reachable ? 0 : -1}
      data-contact={contactId}
      className={cx("row", selected && "selected", unread && "unread")}
      onClick={() => {
        commands.openChat(contactId);
      }}
      onKeyDown={onKeyDown}
    >
      <ContactAvatar contactId={contactId} />
      <div className={cx("words")}>
        <div className={cx("first")}>
          <span className={cx("name")} dir="auto">{fullName(contact)}</span>
          <time className={cx("time")}>{listTime(conversation.lastActivity, today)}</time>
        </div>
        <div className={cx("second", line.tone)}>
          {line.mark === undefined ? null : <DeliveryMark status={line.mark} />}
          {line.label === undefined ? null : <span className={cx("label")}>{line.label} </span>}
          <span className={cx("line")} dir="auto">
            {line.text}
          </span>
          {unread ? (
            <span className={cx("badge")} role="img" aria-label={t("list.unread", { count: conversation.unread })}>
              {conversation.unread > 99 ? t("list.manyUnread") : conversation.unread}
            </span>
          ) : null}
        </div>
      </div>
    </li>
  );
}
