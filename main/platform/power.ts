// Sleep and wake of the computer. Suspended time spends no attempt, and a wake is a reason to connect at once
// (spec 2.3, step 5).
import { powerMonitor } from "electron";
import type { Millis } from "../../shared/ids";

/** Calls back on every wake; the returned function stops it. To be used after the app is ready. */
export function onResume(callback: () => void): () => void {
  powerMonitor.on("resume", callback);
  return () => {
    powerMonitor.off("resume", callback);
  };
}

/** Calls back when the computer goes to sleep, and where the system tells when its screen is locked. */
export function onSleep(callback: () => void): void {
  powerMonitor.on("suspend", callback);
  powerMonitor.on("lock-screen", callback);
}

/** Time since a key or the mouse was used anywhere; 0 where the system does not tell. */
export function systemIdleTime(): Millis {
  return powerMonitor.getSystemIdleTime() * 1000;
}
