// What a contact's app supports, and the floor below which we do not go with it (spec 1.7). Presence is not
// authenticated, so it can offer protocols but never lower the pin; absent or empty presence keeps what is known.
import { compareLevels, type CapabilityKnowledge, type ProtocolLevel } from "../../shared/capability";
import type { ProtocolPin } from "../../shared/contact";
import type { ContactId, Millis } from "../../shared/ids";
import type { Store } from "../db/store";
import { parseCapabilities } from "../protocol/capabilities";

/** Notes a report; false when it says nothing new. An empty list says nothing. */
export function learnCapabilities(store: Store, contactId: ContactId, report: CapabilityKnowledge): boolean {
  const strings = parseCapabilities(report.strings);
  if (strings.length === 0) return false;
  const known = store.capabilities.newest(contactId);
  if (known !== undefined && sameStrings(known.strings, strings)) return false;
  store.capabilities.insert(contactId, { ...report, strings });
  return true;
}

function sameStrings(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((string) => b.includes(string));
}

/** A message of this contact opened with `level`: the pin rises to it; returns false when it was there already. */
export function proveLevel(store: Store, contactId: ContactId, level: ProtocolLevel, now: Millis): boolean {
  const pin = store.contacts.find(contactId)?.pin;
  if (pin !== undefined && compareLevels(level, pin.level) <= 0) return false;
  store.contacts.setPin(contactId, { level, since: now, by: "proved" });
  return true;
}

/** The user allows an older protocol for this contact. Returns the new pin; a higher one is not set by hand. */
export function lowerPin(store: Store, contactId: ContactId, level: ProtocolLevel, now: Millis): ProtocolPin | undefined {
  const pin = store.contacts.find(contactId)?.pin;
  if (pin === undefined || compareLevels(level, pin.level) >= 0) return pin;
  const lowered: ProtocolPin = { level, since: now, by: "user" };
  store.contacts.setPin(contactId, lowered);
  return lowered;
}
