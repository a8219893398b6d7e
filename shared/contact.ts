// What the window knows of a contact: who it is, whether it is there, what protects the chat.
import type { CapabilityCarrier, CapabilityKnowledge, ProtocolLevel, ProtocolOutlook } from "./capability";
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
}

export type Trust =
  | { readonly status: "unknown" }
  | { readonly status: "pinned"; readonly key: KeyView }
  | { readonly status: "verified"; readonly key: KeyView; readonly at: Millis }
  | { readonly status: "changed"; readonly key: KeyView; readonly offered: KeyView; readonly wasVerified: boolean };

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
