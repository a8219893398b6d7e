// A row of what a search found. The keyboard stays in the search field, which names the active row to screen readers.
import type { ReactNode } from "react";
import { classes } from "../../ui/classes";
import { ListRow } from "../../ui/ListRow";
import sheet from "./FoundRow.module.css";

const cx = classes(sheet);

export interface FoundRowProps {
  readonly id: string;
  /** Enter in the search field opens it. */
  readonly active: boolean;
  readonly onOpen: () => void;
  readonly picture: ReactNode;
  readonly title: ReactNode;
  readonly time?: string;
  /** A word before the second line. */
  readonly lead?: string | undefined;
  /** The second line may take two. */
  readonly long?: boolean;
  readonly children: ReactNode;
}

export function FoundRow({ id, active, onOpen, picture, title, time, lead, long, children }: FoundRowProps) {
  return (
    <ListRow
      lazy
      id={id}
      picture={picture}
      title={title}
      time={time}
      chosen={active}
      // The keyboard stays where it is.
      onMouseDown={(event) => { event.preventDefault(); }}
      onClick={onOpen}
    >
      <div className={cx("second", long === true && "long")} dir="auto">
        {lead === undefined ? null : <span className={cx("lead")}>{lead} </span>}
        {children}
      </div>
    </ListRow>
  );
}
