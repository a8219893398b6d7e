// A decision that somebody's message waits for: what happened, what it means, and the choices as buttons that say the
// result. Folded by "wait" or "not now" it is a line with the way back.
import { t } from "../../i18n/i18n";
import type { Action } from "../../store/use-action";
import { Button, LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { DeliveryMark } from "../delivery/DeliveryMark";
import sheet from "./DecisionCard.module.css";

const cx = classes(sheet);

export interface DecisionChoice {
  readonly label: string;
  readonly variant?: "primary" | "ghostDanger";
  readonly take: () => Promise<unknown>;
}

interface DecisionCardProps {
  /** Name for screen readers. */
  readonly label: string;
  /** What happened, in bold. */
  readonly lead: string;
  /** What it means, a paragraph each. */
  readonly rest: readonly string[];
  readonly choices: readonly DecisionChoice[];
  /** Its problem is told by who has it. */
  readonly action: Action;
}

export function DecisionCard({ label, lead, rest, choices, action }: DecisionCardProps) {
  const [first = "", ...others] = rest;
  return (
    <div className={cx("card")} role="group" aria-label={label}>
      <div className={cx("head")}>
        <span className={cx("mark")}>
          <DeliveryMark status="held" silent />
        </span>
        <div className={cx("words")}>
          <p>
            <strong className={cx("lead")}>{lead}</strong> {first}
          </p>
          {others.map((paragraph) => (
            <p key={paragraph} className={cx("more")}>
              {paragraph}
            </p>
          ))}
        </div>
      </div>
      <div className={cx("choices")}>
        {choices.map((choice) => (
          <Button
            key={choice.label}
            size="small"
            variant={choice.variant ?? "plain"}
            onClick={() => void action.run(choice.take)}
          >
            {choice.label}
          </Button>
        ))}
      </div>
    </div>
  );
}

interface FoldedDecisionProps {
  readonly text: string;
  readonly onDecide: () => void;
}

export function FoldedDecision({ text, onDecide }: FoldedDecisionProps) {
  return (
    <div className={cx("folded")}>
      <span>{text}</span>
      <LinkButton onClick={onDecide}>{t("hold.decide")}</LinkButton>
    </div>
  );
}
