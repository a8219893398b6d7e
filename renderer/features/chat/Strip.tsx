// One line over the messages for what concerns the whole chat.
import type { ReactNode } from "react";
import { classes } from "../../ui/classes";
import sheet from "./Strip.module.css";

const cx = classes(sheet);

interface StripProps {
  readonly mark: ReactNode;
  readonly text: string;
  readonly children?: ReactNode;
}

export function Strip({ mark, text, children }: StripProps) {
  return (
    <div className={cx("strip")} role="status">
      <span className={cx("mark")}>{mark}</span>
      <span className={cx("text")}>{text}</span>
      {children}
    </div>
  );
}
