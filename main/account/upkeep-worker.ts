// Entry of the thread that does one job on an account's files (upkeep-thread.ts starts it) and ends.
import { parentPort, workerData } from "node:worker_threads";
import { StampError } from "../../shared/errors";
import { errorFacts } from "../platform/log";
import { runUpkeepJob, type UpkeepJob } from "./upkeep-job";
import type { UpkeepNews } from "./upkeep-thread";

const tell = (news: UpkeepNews): void => {
  parentPort?.postMessage(news);
};

const job = workerData as UpkeepJob;
try {
  const report = runUpkeepJob(job, (fraction) => { tell({ type: "progress", fraction }); });
  tell({ type: "done", report });
} catch (error) {
  const code = error instanceof StampError ? error.code : "internal";
  tell({ type: "failed", code, facts: errorFacts(error instanceof StampError && error.cause !== undefined ? error.cause : error) });
} finally {
  // This thread's own copy.
  job.key.fill(0);
}
