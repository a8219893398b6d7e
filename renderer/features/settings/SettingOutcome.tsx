// What came of something that leaves no other trace. Always in the page, so that screen readers hear what appears in it.
import { classes } from "../../ui/classes";
import sheet from "./SettingOutcome.module.css";

const cx = classes(sheet);

export function SettingOutcome({ children }: { readonly children: string | undefined }) {
  return (
    <p className={cx("outcome")} role="status">
      {children}
    </p>
  );
}
