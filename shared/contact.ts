// What the window knows of a contact: who it is, whether it is there, what protects the chat.
import type { CapabilityCarrier, CapabilityKnowledge, HoldReason, ProtocolLevel, ProtocolOutlook } from "./capability";
import type { Address, ContactId, Millis } from "./ids";

/** `request`: a stranger wrote to us. `none`: removed; pins and trust outlive the removal (spec 1.10). */
export type Relation = "accepted" | "request" | "blocked" | "none";

export type Presence =
  | { readonly status: "unknown"; readonly lastSeen?: Millis }
  | { readonly status: "online"; readonly since: Millis }
  | { readonly status: "away"; readonly since: Millis }
  | { readonly status: "offline"; readonly lastSeen?: Millis };

export interface KeyView {
  /** Lower-case hex SHA-256 of the public key (SPKI). */
  readonly fingerprint: string;
  readonly notBefore: Millis;
  readonly notAfter: Millis;
  readonly firstSeen: Millis;
  /** The user's authority that signed the certificate, and how long that counts. */
  readonly confirmedBy?: { readonly authority: string; readonly until: Millis };
}

/** A key that a contact card named by its fingerprint; the certificate has not come yet. */
export interface AnnouncedKey {
  /** Lower-case hex SHA-256 of the public key (SPKI). */
  readonly fingerprint: string;
  readonly announcedAt: Millis;
}

export type Trust =
  | { readonly status: "unknown"; readonly announced?: AnnouncedKey }
  | { readonly status: "pinned"; readonly key: KeyView }
  | { readonly status: "verified"; readonly key: KeyView; readonly at: Millis }
  | { readonly status: "changed"; readonly key: KeyView; readonly offered: KeyView; readonly wasVerified: boolean }
  /** The first certificate that came is for another key than the contact's card named. */
  | { readonly status: "unlike-card"; readonly announced: AnnouncedKey; readonly offered: KeyView };

/** The key that waits for the user's decision; until then nothing is sent. */
export function offeredKey(trust: Trust): KeyView | undefined {
  return trust.status === "changed" || trust.status === "unlike-card" ? trust.offered : undefined;
}

/** Why nothing is sent while a key waits for the user's decision. */
export function keyHold({ status }: Trust): HoldReason | undefined {
  if (status === "changed") return { code: "key-changed" };
  return status === "unlike-card" ? { code: "unlike-card" } : undefined;
}

/** Unencrypted text may be allowed: a contact, of whose key nothing is known (spec 1.12). Main looks at more. */
export function mayAllowPlainText({ relation, trust, pin, capabilities }: Contact): boolean {
  return relation === "accepted" && knowsNothingBetter(trust, pin, capabilities?.strings);
}

/** Nothing was ever learned of the contact that a protocol could use, or that was worth a protocol's pin. */
export function knowsNothingBetter(
  trust: Trust,
  pin: ProtocolPin | undefined,
  capabilities: readonly string[] | undefined,
): boolean {
  return trust.status === "unknown" && trust.announced === undefined && pin === undefined && (capabilities ?? []).length === 0;
}

/** The key whose digits the two people read to each other: the offered one, as that is what the contact has now. */
export function keyToCompare(trust: Trust): KeyView | undefined {
  return trust.status === "pinned" || trust.status === "verified" ? trust.key : offeredKey(trust);
}

export interface ProtocolPin {
  readonly level: ProtocolLevel;
  readonly since: Millis;
  /** `proved`: a message opened with it or a signed statement. `user`: lowered by hand. */
  readonly by: "proved" | "user";
}

export interface Contact {
  readonly id: ContactId;
  readonly address: Address;
  /** The name the user gave; the address stands in when there is none. */
  readonly localName?: string;
  readonly relation: Relation;
  readonly presence: Presence;
  readonly capabilities?: CapabilityKnowledge;
  readonly outlook: ProtocolOutlook;
  /** The user allows unencrypted text with this contact (spec 1.12). */
  readonly plainTextAllowed: boolean;
  readonly pin?: ProtocolPin;
  readonly trust: Trust;
  readonly sendsReceipts: boolean;
}

/** One line of the history of capability changes. */
export interface CapabilityChange {
  readonly at: Millis;
  readonly carrier: CapabilityCarrier;
  readonly strings: readonly string[];
}
