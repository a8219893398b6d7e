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
