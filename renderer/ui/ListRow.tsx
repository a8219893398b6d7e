// A row of a list of people or of what they wrote: a picture, the title with a time, and what stands under it. 62 px high
// with one line there.
import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";
import sheet from "./ListRow.module.css";

const cx = classes(sheet);

interface ListRowProps extends Omit<ComponentProps<"div">, "className" | "title"> {
  readonly picture: ReactNode;
  readonly title: ReactNode;
  readonly time?: string | undefined;
  /** The one that is open, or that Enter opens. */
  readonly chosen: boolean;
  /** Something in it is new. */
  readonly strong?: boolean;
  /** Of a long list that is in the document as a whole: drawn once it is on screen. */
  readonly lazy?: boolean;
}

export function ListRow({ picture, title, time, chosen, strong = false, lazy = false, children, ...rest }: ListRowProps) {
  return (
    <div {...rest} role="option" aria-selected={chosen} className={cx("row", chosen && "chosen", strong && "strong", lazy && "lazy")}>
      {picture}
      <div className={cx("words")}>
        <div className={cx("first")}>
          <span className={cx("title")} dir="auto">
            {title}
          </span>
          {time === undefined ? null : <time className={cx("time")}>{time}</time>}
        </div>
        {children}
      </div>
    </div>
  );
}
