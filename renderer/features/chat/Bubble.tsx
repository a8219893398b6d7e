// A bubble: the text, what a reader must know of how it came, the time and (own texts) the mark.
// The mark is a component of its own: when the delivery changes, nothing else draws again.
import type { MouseEventHandler } from "react";
import type { ContactId, MessageId } from "../../../shared/ids";
import { isoTime, shortDate, startOfDay, timeOfDay } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { selectDelivery, selectMessage } from "../../store/selectors";
import { classes } from "../../ui/classes";
import { Hidden } from "../../ui/Hidden";
import { useDayStart } from "../../ui/use-now";
import { useNames } from "../contact/use-names";
import { DeliveryMark } from "../delivery/DeliveryMark";
import sheet from "./Bubble.module.css";
import { MessageMarks } from "./MessageMarks";
import { MessageText } from "./MessageText";

const cx = classes(sheet);

interface MessageProps {
  readonly contactId: ContactId;
  readonly messageId: MessageId;
}

interface BubbleProps extends MessageProps {
  readonly first: boolean;
  readonly last: boolean;
  readonly failed: boolean;
  /** Its details are open. */
  readonly chosen: boolean;
  readonly onClick: MouseEventHandler<HTMLDivElement>;
}

function OwnMark({ contactId, messageId }: MessageProps) {
  const status = useApp((state) => selectDelivery(state, contactId, messageId)?.status);
  return status === undefined ? null : <DeliveryMark status={status} />;
}

/** Its time; with the date when it was sent on another day than the one it stands under. */
function SentTime({ contactId, messageId }: MessageProps) {
  const sentAt = useApp((state) => selectMessage(state, contactId, messageId)?.sentAt ?? 0);
  const arrivedAt = useApp((state) => selectMessage(state, contactId, messageId)?.arrivedAt ?? 0);
  const today = useDayStart();
  const words =
    startOfDay(sentAt) === startOfDay(arrivedAt)
      ? timeOfDay(sentAt)
      : t("moment.otherDay", { date: shortDate(sentAt, today), time: timeOfDay(sentAt) });
  return <time dateTime={isoTime(sentAt)}>{words}</time>;
}

export function Bubble({ contactId, messageId, first, last, failed, chosen, onClick }: BubbleProps) {
  const text = useApp((state) => {
    const message = selectMessage(state, contactId, messageId);
    return message === undefined || message.kind === "note" ? "" : message.text;
  });
  const own = useApp((state) => selectMessage(state, contactId, messageId)?.kind === "own");
  const names = useNames(contactId);
  return (
    <div
      data-bubble
      className={cx(
        "bubble",
        own ? "own" : "peer",
        first && "first",
        last && "last",
        failed && "failed",
        chosen && "chosen",
      )}
      onClick={onClick}
    >
      <Hidden>{own ? t("message.fromYou") : t("message.from", { name: names.full })} </Hidden>
      <MessageMarks contactId={contactId} messageId={messageId} />
      <MessageText contactId={contactId} messageId={messageId} text={text} />
      <span className={cx("meta")}>
        <SentTime contactId={contactId} messageId={messageId} />
        {own ? <OwnMark contactId={contactId} messageId={messageId} /> : null}
      </span>
    </div>
  );
}
