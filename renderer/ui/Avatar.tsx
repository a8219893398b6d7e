// A rounded square with initials on a quiet ground, like the thing the app is named after.
import { classes } from "./classes";
import sheet from "./Avatar.module.css";

const cx = classes(sheet);

export type AvatarTone = 1 | 2 | 3 | 4 | 5 | 6;
export type AvatarDot = "filled" | "ring" | undefined;

interface AvatarProps {
  readonly initials: string;
  readonly tone: AvatarTone;
  readonly size?: "small" | "regular" | "large" | "huge";
  readonly dot?: AvatarDot;
}

/** Says nothing to a screen reader: the name stands beside it. */
export function Avatar({ initials, tone, size = "regular", dot }: AvatarProps) {
  return (
    <span className={cx("avatar", `tone${tone}`, size)} aria-hidden="true">
      {initials}
      {dot === undefined ? null : <i className={cx("dot", dot === "ring" && "ring")} />}
    </span>
  );
}
