// What a contact's app supports, and the floor below which we do not go with it (spec 1.7). Presence is not
// authenticated, so it can offer protocols but never lower the pin; absent or empty presence keeps what is known.
import { compareLevels, RECEIPTS_CAPABILITY, type CapabilityKnowledge, type ProtocolLevel } from "../../shared/capability";
import type { ProtocolPin } from "../../shared/contact";
import type { ContactId, Millis } from "../../shared/ids";
import type { Store } from "../db/store";
import { parseCapabilities } from "../protocol/capabilities";
import { chooseProtocol } from "../protocol/protocol-choice";

/**
 * Notes a report; false when it changes nothing. An empty list says nothing. Of signed statements the one with the
 * greatest signed time wins, however late another one arrives (spec 1.6).
 */
export function learnCapabilities({ capabilities }: Store, contactId: ContactId, report: CapabilityKnowledge): boolean {
  const strings = parseCapabilities(report.strings);
  if (strings.length === 0) return false;
  const signed = report.carrier === "statement";
  if (signed && report.since <= (capabilities.newestStatementTime(contactId) ?? -Infinity)) return false;
  const known = capabilities.newest(contactId);
  if (known !== undefined && sameStrings(known.strings, strings) && (!signed || known.carrier === "statement")) {
    if (signed) capabilities.confirmNewest(contactId, report.since);
    return false;
  }
  capabilities.insert(contactId, { ...report, strings });
  return true;
}

function sameStrings(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((string) => b.includes(string));
}

/** Since when the contact's app has been sending receipts without a break; undefined when it does not. */
export function receiptsSince({ capabilities }: Store, contactId: ContactId): Millis | undefined {
  let since: Millis | undefined;
  for (const report of capabilities.history(contactId)) {
    if (!report.strings.includes(RECEIPTS_CAPABILITY)) break;
    since = report.since;
  }
  return since;
}

/** A message of this contact opened with `level`: the pin rises to it; returns false when it was there already. */
export function proveLevel(store: Store, contactId: ContactId, level: ProtocolLevel, now: Millis): boolean {
  const pin = store.contacts.find(contactId)?.pin;
  if (pin !== undefined && compareLevels(level, pin.level) <= 0) return false;
  store.contacts.setPin(contactId, { level, since: now, by: "proved" });
  return true;
}

/** What a signed list proves: the newest level that is in it and that our app has, too. */
export function levelProvedBy(strings: readonly string[], ownCapabilities: readonly string[]): ProtocolLevel | undefined {
  const choice = chooseProtocol(ownCapabilities, strings, undefined, { minimum: "proved" });
  return choice.type === "use" ? choice.level : undefined;
}

/**
 * Weighs the statements once more: our app may do more than when they were read, and then they prove more. Those from
 * before the user lowered the pin stay without effect. Returns false when the pin is where it was.
 */
export function proveStatements(store: Store, contactId: ContactId, ownCapabilities: readonly string[], now: Millis): boolean {
  const levels = store.capabilities.binding(contactId).flatMap((strings) => levelProvedBy(strings, ownCapabilities) ?? []);
  const newest = levels.sort(compareLevels).at(-1);
  return newest !== undefined && proveLevel(store, contactId, newest, now);
}

/**
 * The user allows an older protocol for this contact. Returns the new pin; a higher one is not set by hand. 1.0 can be
 * allowed for a contact of whom nothing is known, and counts as allowed only when the user said so.
 */
export function lowerPin(store: Store, contactId: ContactId, level: ProtocolLevel, now: Millis): ProtocolPin | undefined {
  const pin = store.contacts.find(contactId)?.pin;
  if (level !== "1.0" && (pin === undefined || compareLevels(level, pin.level) >= 0)) return pin;
  const lowered: ProtocolPin = { level, since: now, by: "user" };
  store.contacts.setPin(contactId, lowered);
  store.capabilities.overrule(contactId);
  return lowered;
}
