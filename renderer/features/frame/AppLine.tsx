// A line over the whole window: what is wrong, what it means, and the one thing to do about it.
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
  readonly action?: { readonly label: string; readonly take: () => Promise<unknown> };
}

export function AppLine({ icon, lead, children, action }: AppLineProps) {
  const taking = useAction();
  return (
    <div className={cx("line")} role="status">
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
    </div>
  );
}
