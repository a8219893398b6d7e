// The decision a held message waits for: what happened, what it means, two choices. It stands under the
// newest held message of the chat and decides for all of them; "wait" folds it to a line.
import type { HoldReason } from "../../../shared/capability";
import type { ContactId, MessageId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectChat, selectOwn } from "../../store/selectors";
import type { Action } from "../../store/use-action";
import { summarizeOwnTexts } from "../../store/waiting";
import { holdWords } from "../delivery/delivery-text";
import { DecisionCard, FoldedDecision } from "./DecisionCard";
import { useHoldChoices } from "./hold-choices";

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
      <FoldedDecision
        text={words.short}
        onDecide={() => {
          commands.resume(messageId);
        }}
      />
    );
  }
  const rest = held > 1 ? `${words.rest} ${t("hold.several", { count: held })}` : words.rest;
  return (
    <DecisionCard
      label={t("delivery.held")}
      lead={words.lead}
      rest={[rest, ...choices.flatMap(({ means }) => means ?? [])]}
      choices={choices}
      action={action}
    />
  );
}
