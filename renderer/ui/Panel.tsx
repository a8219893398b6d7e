// A pane at the side: title and close, sections parted by hairlines, rows of name and value, a foot.
import type { ReactNode } from "react";
import { IconButton } from "./Button";
import { classes } from "./classes";
import sheet from "./Panel.module.css";
import { Raw } from "./Raw";

const cx = classes(sheet);

interface PanelProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

export function Panel({ title, closeLabel, onClose, wide, children, foot }: PanelProps) {
  return (
    <aside className={cx("panel", wide === true && "wide")} aria-label={title}>
      <header className={cx("bar")}>
        <h2 className={cx("title")}>{title}</h2>
        <IconButton icon="close" label={closeLabel} onClick={onClose} />
      </header>
      <div className={cx("body")}>{children}</div>
      {foot === undefined ? null : <footer className={cx("foot")}>{foot}</footer>}
    </aside>
  );
}

interface SectionProps {
  readonly title: string;
  readonly chip?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, chip, children }: SectionProps) {
  return (
    <section className={cx("section")}>
      <h3 className={cx("heading")}>
        <span className={cx("headingText")}>{title}</span>
        {chip}
      </h3>
      {children}
    </section>
  );
}

export function Rows({ wide, children }: { readonly wide?: boolean; readonly children: ReactNode }) {
  return <dl className={cx("rows", wide === true && "wideNames")}>{children}</dl>;
}

interface RowProps {
  readonly name: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** Small and in monospace, under the value. */
  readonly raw?: string;
  readonly mono?: boolean;
}

export function Row({ name, children, action, raw, mono }: RowProps) {
  return (
    <div className={cx("row")}>
      <dt className={cx("name")}>{name}</dt>
      <dd className={cx("value")}>
        <span className={cx("valueText", mono === true && "mono")}>{children}</span>
        {raw === undefined || raw === "" ? null : <div className={cx("raw")}><Raw>{raw}</Raw></div>}
      </dd>
      {action === undefined ? null : <dd className={cx("action")}>{action}</dd>}
    </div>
  );
}
