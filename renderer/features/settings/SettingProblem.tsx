// Why a change was not taken.
import type { ReactNode } from "react";
import { classes } from "../../ui/classes";
import sheet from "./SettingProblem.module.css";

const cx = classes(sheet);

export function SettingProblem({ children }: { readonly children: ReactNode }) {
  return (
    <p className={cx("problem")} role="alert">
      {children}
    </p>
  );
}
