// A card of settings, and a row in it: what it is, what it means, the control.
import type { ReactNode } from "react";
import { classes } from "../../ui/classes";
import { Raw } from "../../ui/Raw";
import sheet from "./SettingRow.module.css";

const cx = classes(sheet);

interface SettingGroupProps {
  readonly title: string;
  /** Of all rows in it. */
  readonly description?: string;
  readonly children: ReactNode;
}

export function SettingGroup({ title, description, children }: SettingGroupProps) {
  return (
    <section>
      <h3 className={cx("groupTitle")}>{title}</h3>
      {description === undefined ? null : <p className={cx("about")}>{description}</p>}
      <div className={cx("group")}>{children}</div>
    </section>
  );
}

interface SettingRowProps {
  readonly title: ReactNode;
  readonly description?: string;
  readonly mono?: boolean;
  /** Small and in monospace, under the description. */
  readonly raw?: string;
  /** Why what was done here did not work. */
  readonly problem?: string | undefined;
  readonly children?: ReactNode;
}

export function SettingRow({ title, description, mono, raw, problem, children }: SettingRowProps) {
  return (
    <div className={cx("row")}>
      <div className={cx("words")}>
        <div className={cx("title", mono === true && "mono")}>{title}</div>
        {description === undefined ? null : <p className={cx("description")}>{description}</p>}
        {raw === undefined ? null : <p className={cx("raw")}><Raw>{raw}</Raw></p>}
        {problem === undefined ? null : (
          <p className={cx("problem")} role="alert">
            {problem}
          </p>
        )}
      </div>
      {children}
    </div>
  );
}
