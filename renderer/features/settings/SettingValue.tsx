// A value at the end of a row of settings, where others have a control.
import { classes } from "../../ui/classes";
import sheet from "./SettingValue.module.css";

const cx = classes(sheet);

export function SettingValue({ children }: { readonly children: string }) {
  return <span className={cx("value")}>{children}</span>;
}
