// Entry of the thread that does one job on an account's files (upkeep-thread.ts starts it) and ends.
import { parentPort, workerData } from "node:worker_threads";
import { StampError } from "../../shared/errors";
import { errorFacts } from "../platform/log";
import { runUpkeepJob, type UpkeepJob } from "./upkeep-job";
import type { UpkeepNews } from "./upkeep-thread";

const tell = (news: UpkeepNews): void => {
  parentPort?.postMessage(news);
};

try {
  const report = runUpkeepJob(workerData as UpkeepJob, (fraction) => { tell({ type: "progress", fraction }); });
  tell({ type: "done", report });
} catch (error) {
  const code = error instanceof StampError ? error.code : "internal";
  tell({ type: "failed", code, facts: errorFacts(error instanceof StampError && error.cause !== undefined ? error.cause : error) });
}
