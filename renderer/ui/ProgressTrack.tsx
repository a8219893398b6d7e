// The bar of a progress, without its words. Without a known part it only says that it goes on.
import { classes } from "./classes";
import sheet from "./ProgressTrack.module.css";

const cx = classes(sheet);

interface ProgressTrackProps {
  /** 0 to 1. */
  readonly fraction: number | undefined;
  /** Within a line of text, or under one: thinner. */
  readonly thin?: boolean;
  /** What it is the progress of, where no words beside it say so. */
  readonly label?: string;
  readonly labelledBy?: string;
}

export function ProgressTrack({ fraction, thin, label, labelledBy }: ProgressTrackProps) {
  const percent = fraction === undefined ? undefined : Math.round(fraction * 100);
  return (
    <span
      className={cx("track", thin === true && "thin")}
      role="progressbar"
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span
        className={cx("part", percent === undefined && "unknown")}
        style={percent === undefined ? undefined : { inlineSize: `${percent}%` }}
      />
    </span>
  );
}
