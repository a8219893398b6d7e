// What is known today of a key that was used for a message: whether it is still the contact's, and whether it was compared.
import type { ContactId, Millis } from "../../shared/ids";
import type { UsedKey } from "../../shared/message";
import { FORMER_KEY_GRACE } from "../contacts/trust";
import type { ContactKeyRow } from "../db/contact-key-repository";
import type { Store } from "../db/store";
import { UNOPENED_KEPT } from "./housekeeping";

/** `fingerprint`: lower-case hex SHA-256 of a public key of the contact. */
export function usedKey({ keys }: Store, contactId: ContactId, fingerprint: string): UsedKey {
  const row = keys.ofContact(contactId).find((one) => one.fingerprint === fingerprint);
  return row === undefined ? { fingerprint, now: "forgotten" } : toUsedKey(row);
}

/**
 * The key that signed something which came at that time. Which one it was is not written down with the message, so it is
 * told only where just one of the contact's keys comes into question.
 */
export function signingKey({ keys }: Store, contactId: ContactId, at: Millis): UsedKey | undefined {
  const candidates = keys.ofContact(contactId).filter((row) => row.role !== "offered" && mayHaveSigned(row, at));
  const [only] = candidates;
  return only === undefined || candidates.length > 1 ? undefined : toUsedKey(only);
}

/**
 * Until some days after it was replaced. It may have been seen later than what it signed came: that waits for the key,
 * which may be the one that took the place of another, for as long as unopened messages are kept.
 */
function mayHaveSigned({ firstSeenAt, retiredAt }: ContactKeyRow, at: Millis): boolean {
  return firstSeenAt <= at + UNOPENED_KEPT && (retiredAt === undefined || at <= retiredAt + FORMER_KEY_GRACE);
}

function toUsedKey({ fingerprint, role, verifiedAt }: ContactKeyRow): UsedKey {
  return { fingerprint, now: role, ...(verifiedAt === undefined ? {} : { comparedAt: verifiedAt }) };
}
