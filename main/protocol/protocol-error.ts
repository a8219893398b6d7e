// What becomes of a message that could not be opened (spec 2.4, steps 3 and 4). One table, no opinion elsewhere.
import type { ReadErrorCode } from "../../shared/errors";

/**
 * park: kept and tried again when a key comes or is accepted, or the app is updated.
 * quarantine: kept for the record, one line in the conversation. drop: a copy of what is there already.
 */
export type ReadErrorReaction = "park" | "quarantine" | "drop";

/** May open once the sender's key is known, or once another key of the sender is. */
const WAITS_FOR_A_KEY: readonly ReadErrorCode[] = ["bad-signature", "cms-bad-signature", "cms-wrong-signer"];
/** Waits for the key, a newer app, or the user's look (an older protocol than the pin, spec 1.9). */
const WAITS: readonly ReadErrorCode[] = ["no-certificate", "unknown-stp", "unknown-amp", "below-pin"];

/** `senderHasKey`: a certificate of the sender is known, so a wrong signature may be a changed key. */
export function reactionTo(code: ReadErrorCode, senderHasKey: boolean): ReadErrorReaction {
  if (code === "replay") return "drop";
  if (WAITS.includes(code) || (senderHasKey && WAITS_FOR_A_KEY.includes(code))) return "park";
  return "quarantine";
}
