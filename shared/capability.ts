// Words for capability strings and protocol levels (spec 1.7). The decision itself is main/protocol/protocol-choice.

/** What people see as the protocol's number. 1.0 is S/MIME, 2.x are STPSimple. */
export const PROTOCOL_LEVELS = ["1.0", "2.0", "2.1", "2.2"] as const;
export type ProtocolLevel = (typeof PROTOCOL_LEVELS)[number];

/** Negative when `a` is the older protocol, 0 when equal, positive when `a` is the newer one. */
export function compareLevels(a: ProtocolLevel, b: ProtocolLevel): number {
  return PROTOCOL_LEVELS.indexOf(a) - PROTOCOL_LEVELS.indexOf(b);
}

/** Capability string that announces each level; 1.0 is announced by silence. */
export const LEVEL_CAPABILITY = { "2.0": "3.1.2", "2.1": "3.1.2.1", "2.2": "3.1.2.2" } as const satisfies Partial<
  Record<ProtocolLevel, string>
>;

/** Delivery acks, capability statements and meaningful sequence numbers. */
export const RECEIPTS_CAPABILITY = "3.1.3";

/** Everything this version of Stamp supports; published in presence and statements. */
export const OWN_CAPABILITIES: readonly string[] = [...Object.values(LEVEL_CAPABILITY), RECEIPTS_CAPABILITY];

/** Limits for lists that come from a peer: longer lists and strings are cut off, never an error. */
export const MAX_CAPABILITIES = 64;
export const MAX_CAPABILITY_LENGTH = 32;

/** How we learned what a contact's app supports. A statement is signed by the contact; presence and cards are not. */
export type CapabilityCarrier = "presence" | "statement" | "card";

export interface CapabilityKnowledge {
  readonly strings: readonly string[];
  readonly carrier: CapabilityCarrier;
  /** When we learned it (presence, card) or when it was signed (statement). */
  readonly since: number;
}

/** The oldest protocol the user allows: "proved" = never below what a contact has proved (the default). */
export type MinimumProtocol = "proved" | "2.2" | "allow-1.0";

/** Why the choice fell as it did; the contact panel has one sentence for each. */
export type ChoiceReason =
  | { readonly code: "newest-common" }
  /** The peer has newer ones, we were told to use less (own capabilities are cut for a test). */
  | { readonly code: "own-limit" }
  | { readonly code: "no-capabilities-policy-allows" }
  /** The user allowed 1.0 for this contact. */
  | { readonly code: "no-capabilities-user-allows" };

export type HoldReason =
  /** Another key is offered and not accepted yet: nothing is sent. */
  | { readonly code: "key-changed" }
  /** The same, while the contact's card named another one and no key counts. */
  | { readonly code: "unlike-card" }
  /** The newest common protocol is older than what the two have proved, or than the policy allows. */
  | { readonly code: "below-pin"; readonly offered: ProtocolLevel; readonly pinned: ProtocolLevel }
  | { readonly code: "below-minimum"; readonly offered: ProtocolLevel; readonly minimum: ProtocolLevel }
  /** Nothing is known of the peer's app, and the default is not to fall to 1.0. */
  | { readonly code: "capability-unknown" }
  | { readonly code: "blocked" };

/** Outcome of the choice as the contact panel shows it. */
export type ProtocolOutlook =
  | { readonly type: "use"; readonly level: ProtocolLevel; readonly reason: ChoiceReason }
  /** Without any protection: the user allowed it, and of this contact's key and app nothing is known (spec 1.12). */
  | { readonly type: "plain" }
  | { readonly type: "hold"; readonly reason: HoldReason };
