// Capability strings that come from a peer, by presence, card or statement (spec 1.7): a list means exactly its
// strings. Unknown ones are kept and shown; too many or too long ones are cut off, never an error.
import { MAX_CAPABILITIES, MAX_CAPABILITY_LENGTH } from "../../shared/capability";

/** Trimmed, without empty and repeated ones, in the order given; at most 64 strings of at most 32 characters. */
export function parseCapabilities(strings: readonly string[]): readonly string[] {
  const kept = new Set<string>();
  for (const string of strings) {
    const capability = string.trim().slice(0, MAX_CAPABILITY_LENGTH);
    if (capability !== "") kept.add(capability);
    if (kept.size === MAX_CAPABILITIES) break;
  }
  return [...kept];
}
