// The text of the QR code beside the safety number (spec 1.10): both addresses and both fingerprints, in an order that
// does not depend on who writes it, so that both people have the same text. Scanning is a comparison of this text.
//
//   stamp-safety:1 ADDRESS FINGERPRINT ADDRESS FINGERPRINT
//
// Addresses are canonical and never contain a blank; the smaller one comes first. Anything that is not exactly this is
// no such code.

export interface CodeSide {
  readonly address: string;
  /** Lower-case hex SHA-256 of the public key (SPKI). */
  readonly fingerprint: string;
}

const PREFIX = "stamp-safety:1";
const CODE = /^stamp-safety:1 ([^\s@]+@[^\s@]+) ([0-9a-f]{64}) ([^\s@]+@[^\s@]+) ([0-9a-f]{64})$/;

export function writeSafetyCode(one: CodeSide, other: CodeSide): string {
  const sides = one.address < other.address ? [one, other] : [other, one];
  return [PREFIX, ...sides.flatMap(({ address, fingerprint }) => [address, fingerprint])].join(" ");
}

export type CodeComparison =
  | "match"
  /** The other app has another key for us than ours. */
  | "own-key"
  /** The other app's own key is another than the one we have for it. */
  | "contact-key"
  | "both-keys"
  /** A code of two people of whom at least one is somebody else. */
  | "other-people"
  | "not-a-code";

/** Compares what was scanned with what we have. */
export function compareSafetyCode(scanned: string, own: CodeSide, contact: CodeSide): CodeComparison {
  if (scanned === writeSafetyCode(own, contact)) return "match";
  const [, first = "", firstKey = "", second = "", secondKey = ""] = CODE.exec(scanned) ?? [];
  if (first === "" || first >= second) return "not-a-code";
  const keys = new Map([[first, firstKey], [second, secondKey]]);
  const ownKey = keys.get(own.address);
  const contactKey = keys.get(contact.address);
  if (ownKey === undefined || contactKey === undefined) return "other-people";
  if (ownKey === own.fingerprint) return "contact-key";
  return contactKey === contact.fingerprint ? "own-key" : "both-keys";
}
