// Runs a job on an account's files in a thread of its own. The key crosses in memory only; errors cross as codes.
import { Worker } from "node:worker_threads";
import type { RepairReport } from "../../shared/app-state";
import { StampError, type ErrorCode } from "../../shared/errors";
import type { Log, LogFacts } from "../platform/log";
import type { RunUpkeepJob } from "./upkeep-job";

/** What the thread says, in this order: progress, and one of the others. */
export type UpkeepNews =
  | { readonly type: "progress"; readonly fraction: number }
  | { readonly type: "done"; readonly report: RepairReport | undefined }
  | { readonly type: "failed"; readonly code: ErrorCode; readonly facts: LogFacts };

/** `worker`: the bundle of upkeep-worker.ts. */
export function createUpkeepThread(worker: string, log: Log): RunUpkeepJob {
  return (job, progress) =>
    new Promise((resolve, reject) => {
      const thread = new Worker(worker, { workerData: job });
      thread.on("message", (news: UpkeepNews) => {
        if (news.type === "progress") progress(news.fraction);
        if (news.type === "done") resolve(news.report);
        if (news.type !== "failed") return;
        log("warn", "upkeep-failed", { job: job.type, ...news.facts, problem: news.code });
        reject(new StampError(news.code));
      });
      thread.on("error", reject);
      thread.on("exit", () => {
        reject(new StampError("internal"));
      });
    });
}
