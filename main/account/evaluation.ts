// Evaluation mode: where only an old, unpatched runtime can be had, the app still runs for a look around, with a
// banner and with servers on this computer only. The oldest runtime that counts as maintained is version 35.
import { StampError } from "../../shared/errors";

const OLDEST_MAINTAINED_RUNTIME = 35;

/** `electronVersion` as in `process.versions.electron`; plain Node (tests, the demo without windows) is no evaluation. */
export function isEvaluationRuntime(electronVersion: string | undefined): boolean {
  return electronVersion !== undefined && Number.parseInt(electronVersion, 10) < OLDEST_MAINTAINED_RUNTIME;
}

/** Throws StampError `evaluation-only-loopback` for a server on another computer while in evaluation mode. */
export function assertServerAllowed(server: { readonly loopback: boolean }, evaluation: boolean): void {
  if (evaluation && !server.loopback) throw new StampError("evaluation-only-loopback");
}
