// A list of things to know, each with a sign whose colour says what kind of thing it is.
import { classes } from "./classes";
import { Icon, type IconName } from "./icons";
import sheet from "./Points.module.css";

const cx = classes(sheet);

export interface Point {
  readonly icon: IconName;
  readonly text: string;
  readonly tone?: "good" | "aware";
}

export function Points({ points }: { readonly points: readonly Point[] }) {
  return (
    <ul className={cx("points")}>
      {points.map(({ icon, text, tone }) => (
        <li key={text} className={cx("point", tone)}>
          <Icon name={icon} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
