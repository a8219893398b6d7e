// What a machine says, as it says it: a code, capability strings. Under the words that explain it; can be selected for
// asking somebody.
import type { ReactNode } from "react";
import { classes } from "./classes";
import sheet from "./Raw.module.css";

const cx = classes(sheet);

export function Raw({ children }: { readonly children: ReactNode }) {
  return <span className={cx("raw")}>{children}</span>;
}
