// Tells whoever watches about a task that may take over a second.
import type { Progress } from "../../shared/app-state";

export type ReportProgress = (progress: Progress) => void;

/** Announces start and end of `work`, also when it fails. */
export async function withProgress<T>(report: ReportProgress, task: Progress["task"], work: () => Promise<T>): Promise<T> {
  report({ task, state: "started" });
  try {
    return await work();
  } finally {
    report({ task, state: "done" });
  }
}

/** Tells how much of `task` is done, but only when its share in whole percents has grown. */
export function createShare(report: ReportProgress, task: Progress["task"], total: number): (done: number) => void {
  let told = -1;
  return (done) => {
    const percents = Math.floor((done / total) * 100);
    if (percents <= told) return;
    told = percents;
    report({ task, state: "running", fraction: percents / 100 });
  };
}
