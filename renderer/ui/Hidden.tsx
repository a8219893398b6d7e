// Words that are only for screen readers.
import type { ReactNode } from "react";
import { classes } from "./classes";
import sheet from "./Hidden.module.css";

const cx = classes(sheet);

interface HiddenProps {
  readonly id?: string;
  readonly live?: "polite";
  readonly children?: ReactNode;
}

export function Hidden({ id, live, children }: HiddenProps) {
  return (
    <span id={id} className={cx("hidden")} aria-live={live}>
      {children}
    </span>
  );
}
