// A line over the whole window: what is wrong or new, what it means, and the one thing to do about it.
import type { ReactNode } from "react";
import { errorSentence } from "../../i18n/error-text";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon, type IconName } from "../../ui/icons";
import sheet from "./AppLine.module.css";

const cx = classes(sheet);

interface AppLineProps {
  readonly icon: IconName;
  readonly lead: string;
  readonly children?: ReactNode;
  /** Nothing is wrong: it is only to be known. */
  readonly calm?: boolean;
  readonly action?: { readonly label: string; readonly take: () => Promise<unknown> };
  /** Puts the line away. */
  readonly later?: { readonly label: string; readonly take: () => void };
}

export function AppLine({ icon, lead, children, calm, action, later }: AppLineProps) {
  const taking = useAction();
  return (
    <div className={cx("line", calm === true && "calm")} role="status">
      <Icon name={icon} />
      <p className={cx("words")}>
        <strong className={cx("lead")}>{lead}</strong> {children}
        {taking.problem === undefined ? null : <span className={cx("problem")}> {errorSentence(taking.problem)}</span>}
      </p>
      {action === undefined ? null : (
        <Button size="small" onClick={() => void taking.run(action.take)}>
          {action.label}
        </Button>
      )}
      {later === undefined ? null : (
        <Button size="small" variant="ghost" onClick={later.take}>
          {later.label}
        </Button>
      )}
    </div>
  );
}
