// A chat without messages: what protects the first one, before it is written.
import type { Trust } from "../../../shared/contact";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import sheet from "./EmptyLog.module.css";

const cx = classes(sheet);

interface EmptyLogProps {
  readonly address: string;
  readonly name: string;
  readonly trust: Trust["status"];
}

export function EmptyLog({ address, name, trust }: EmptyLogProps) {
  const isEcho = useApp((state) => state.account?.tryHere === true) && address.startsWith("echo@");
  return (
    <div className={cx("empty")}>
      <Icon name={trust === "unknown" ? "key" : "lock"} />
      {isEcho ? <p>{t("chat.empty.echo")}</p> : null}
      <p>{t(trust === "unknown" ? "chat.empty.noKey" : "chat.empty.ready", { name })}</p>
    </div>
  );
}
