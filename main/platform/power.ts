// Sleep and wake of the computer. Suspended time spends no attempt, and a wake is a reason to connect at once
// (spec 2.3, step 5).
import { powerMonitor } from "electron";

/** Calls back on every wake; the returned function stops it. To be used after the app is ready. */
export function onResume(callback: () => void): () => void {
  powerMonitor.on("resume", callback);
  return () => {
    powerMonitor.off("resume", callback);
  };
}
