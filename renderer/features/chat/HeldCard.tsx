// The decision a held message waits for: what happened, what it means, two choices. It stands under the
// newest held message of the chat and decides for all of them; "wait" folds it to a line.
import type { HoldReason } from "../../../shared/capability";
import type { ContactId, MessageId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectChat, selectOwn } from "../../store/selectors";
import type { Action } from "../../store/use-action";
import { summarizeOwnTexts } from "../../store/waiting";
import { Button, LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { DeliveryMark } from "../delivery/DeliveryMark";
import { holdWords } from "../delivery/delivery-text";
import sheet from "./HeldCard.module.css";
import { useHoldChoices } from "./hold-choices";

const cx = classes(sheet);

interface HeldCardProps {
  readonly contactId: ContactId;
  readonly messageId: MessageId;
  readonly reason: HoldReason;
  readonly name: string;
  readonly action: Action;
}

export function HeldCard({ contactId, messageId, reason, name, action }: HeldCardProps) {
  const newest = useApp((state) => summarizeOwnTexts(selectChat(state, contactId)).newestHeld === messageId);
  const folded = useApp((state) => state.ui.postponed.includes(messageId));
  const held = useApp((state) => state.conversations[contactId]?.held ?? 0);
  const attempts = useApp((state) => selectOwn(state, contactId, messageId)?.attempts ?? 0);
  const commands = useCommands();
  const choices = useHoldChoices(contactId, messageId, reason, name);
  if (!newest) return null;
  const words = holdWords(reason, attempts, name);

  if (folded) {
    return (
      <div className={cx("folded")}>
        <span>{words.short}</span>
        <LinkButton
          onClick={() => {
            commands.resume(messageId);
          }}
        >
          {t("hold.decide")}
        </LinkButton>
      </div>
    );
  }
  return (
    <div className={cx("card")} role="group" aria-label={t("delivery.held")}>
      <div className={cx("head")}>
        <span className={cx("mark")}>
          <DeliveryMark status="held" silent />
        </span>
        <p>
          <strong className={cx("lead")}>{words.lead}</strong> {words.rest}
          {held > 1 ? ` ${t("hold.several", { count: held })}` : null}
        </p>
      </div>
      <div className={cx("choices")}>
        {choices.map((choice) => (
          <Button
            key={choice.label}
            size="small"
            variant={choice.primary === true ? "primary" : "plain"}
            onClick={() => void action.run(choice.take)}
          >
            {choice.label}
          </Button>
        ))}
      </div>
    </div>
  );
}
