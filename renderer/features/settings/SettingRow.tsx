// A card of settings, and a row in it: what it is, what it means, the control.
import type { ReactNode } from "react";
import { classes } from "../../ui/classes";
import sheet from "./SettingRow.module.css";

const cx = classes(sheet);

export function SettingGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className={cx("groupTitle")}>{title}</h3>
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
  readonly children?: ReactNode;
}

export function SettingRow({ title, description, mono, raw, children }: SettingRowProps) {
  return (
    <div className={cx("row")}>
      <div className={cx("words")}>
        <div className={cx("title", mono === true && "mono")}>{title}</div>
        {description === undefined ? null : <p className={cx("description")}>{description}</p>}
        {raw === undefined ? null : <p className={cx("raw")}>{raw}</p>}
      </div>
      {children}
    </div>
  );
}
