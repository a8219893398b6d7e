// Opens the account without asking when the app starts: with the key store, or with the passphrase that a test or a
// demonstration brought; not when it was signed out or fully locked before.
import { errorFacts, type Log } from "../platform/log";
import { isSignedOut } from "./account-folder";
import type { AccountSession } from "./account-session";
import { codeOf } from "./closed-phase";
import type { AccountGate } from "./gate";

interface Options {
  /** Folder of the profile's account. */
  readonly folder: string;
  readonly log: Log;
  readonly passphrase?: string | undefined;
}

/** Never rejects; the phase says why not. */
export async function openAtStart<Session extends AccountSession>(
  gate: AccountGate<Session>,
  { folder, log, passphrase }: Options,
): Promise<void> {
  const locked = gate.phase;
  if (locked.phase !== "locked" || isSignedOut(folder)) return;
  if (passphrase === undefined && !locked.methods.includes("os")) return;
  const opening = { ...locked, opening: true } as const;
  gate.explain(locked, opening);
  try {
    await gate.unlock(passphrase === undefined ? { type: "os" } : { type: "passphrase", passphrase });
  } catch (error) {
    log("warn", "not-opened-at-start", errorFacts(error));
    gate.explain(opening, { ...locked, problem: codeOf(error) });
  }
}
