// A small word with a tone, beside a heading or inside a field.
import type { ReactNode } from "react";
import { classes } from "./classes";
import sheet from "./Chip.module.css";

const cx = classes(sheet);

export type ChipTone = "plain" | "accent" | "success" | "warning" | "danger";

export function Chip({ tone = "plain", children }: { readonly tone?: ChipTone; readonly children: ReactNode }) {
  return <span className={cx("chip", tone)}>{children}</span>;
}
