// How far something is; without a known part it only says that it goes on.
import { useId } from "react";
import { classes } from "./classes";
import sheet from "./ProgressBar.module.css";

const cx = classes(sheet);

interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1. */
  readonly fraction: number | undefined;
}

export function ProgressBar({ label, fraction }: ProgressBarProps) {
  const id = useId();
  return (
    <div className={cx("progress")}>
      <p id={id} role="status">
        {label}
      </p>
      <div
        className={cx("track")}
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(fraction === undefined ? {} : { "aria-valuenow": Math.round(fraction * 100) })}
      >
        <div
          className={cx("part", fraction === undefined && "unknown")}
          style={fraction === undefined ? undefined : { inlineSize: `${Math.round(fraction * 100)}%` }}
        />
      </div>
    </div>
  );
}
