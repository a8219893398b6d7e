// A chat without messages: what protects the first one, before it is written.
import type { Trust } from "../../../shared/contact";
import { t } from "../../i18n/i18n";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import sheet from "./EmptyLog.module.css";

const cx = classes(sheet);

export function EmptyLog({ name, trust }: { readonly name: string; readonly trust: Trust["status"] }) {
  return (
    <div className={cx("empty")}>
      <Icon name={trust === "unknown" ? "key" : "lock"} />
      <p>{t(trust === "unknown" ? "chat.empty.noKey" : "chat.empty.ready", { name })}</p>
    </div>
  );
}
