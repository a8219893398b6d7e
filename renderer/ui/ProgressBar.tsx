// How far something is, with what it is in words over it.
import { useId } from "react";
import { classes } from "./classes";
import sheet from "./ProgressBar.module.css";
import { ProgressTrack } from "./ProgressTrack";

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
      <ProgressTrack fraction={fraction} labelledBy={id} />
    </div>
  );
}
