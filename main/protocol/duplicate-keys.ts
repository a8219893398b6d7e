// What the memories against duplicates remember (spec 1.8): hashes only, each bound to its sender where that matters.
import type { Address } from "../../shared/ids";
import { sha256 } from "../crypto/hash";

/** An address holds no line break, so address and rest cannot run into each other. */
const SEPARATOR = "\n";

/** SHA-256 of (sender, SIP body): recognises the same bytes sent again. */
export function rawCopyKey(sender: Address, body: string): Uint8Array {
  return sha256(sender, SEPARATOR, body);
}

/** SHA-256 of (sender, request, text): recognises an unencrypted text that the server hands over twice (spec 1.12). */
export function plainCopyKey(sender: Address, requestId: string, text: string): Uint8Array {
  return sha256(sender, SEPARATOR, requestId, SEPARATOR, text);
}

/** SHA-256 of (sender, replay key of an opened message): recognises what was opened before, however it is wrapped. */
export function replayMemoryKey(sender: Address, replayKey: Uint8Array): Uint8Array {
  return sha256(sender, SEPARATOR, replayKey);
}

/** SHA-256 of a text: with its AMP nonce it tells a manual resend from another text. */
export function textKey(text: string): Uint8Array {
  return sha256(text);
}
