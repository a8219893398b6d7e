// A quiet block that says something about what is above it. A tone other than plain is news: screen readers say it, and as
// they look out for what is new in the page, each tone is a block of its own.
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./icons";
import sheet from "./Notice.module.css";

const cx = classes(sheet);

interface NoticeProps {
  readonly tone?: "plain" | "success" | "warning" | "danger";
  readonly icon?: IconName;
  readonly children: ReactNode;
}

export function Notice({ tone = "plain", icon = "info", children }: NoticeProps) {
  return (
    <div key={tone} className={cx("notice", tone)} role={tone === "plain" ? undefined : tone === "danger" ? "alert" : "status"}>
      <Icon name={icon} />
      <div className={cx("words")}>{children}</div>
    </div>
  );
}
