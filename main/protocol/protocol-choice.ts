// Which protocol a message to a contact goes with, or why it must wait (spec 1.7). One pure function, whose reason is
// what the contact panel shows. Presence is not authenticated, so a list that shrank must never pull a chat below
// what the contact has proved, and silence must never pull it down to S/MIME.
import {
  compareLevels,
  LEVEL_CAPABILITY,
  type ChoiceReason,
  type HoldReason,
  type MinimumProtocol,
  type ProtocolLevel,
} from "../../shared/capability";
import type { ProtocolPin } from "../../shared/contact";
import type { StpRef } from "./stp-codec";

export interface ChoicePolicy {
  readonly minimum: MinimumProtocol;
}

export type ChoicePin = Pick<ProtocolPin, "level" | "by">;

export type ProtocolChoice =
  | {
      readonly type: "use";
      readonly level: ProtocolLevel;
      readonly stp: StpRef;
      /** Form of a text; acks are notifications, type 2 version 1. */
      readonly amp: StpRef;
      /** What carries acks; 1.0 has nothing for them. */
      readonly auth?: StpRef;
      readonly reason: ChoiceReason;
    }
  | { readonly type: "hold"; readonly reason: HoldReason };

type NumberedLevel = keyof typeof LEVEL_CAPABILITY;

const NEWEST_FIRST: readonly NumberedLevel[] = ["2.2", "2.1", "2.0"];

const PROTOCOLS = {
  "1.0": { stp: { type: 1, version: 1 }, amp: { type: 1, version: 1 } },
  "2.0": { stp: { type: 2, version: 1 }, amp: { type: 1, version: 2 }, auth: { type: 4, version: 1 } },
  "2.1": { stp: { type: 2, version: 2 }, amp: { type: 1, version: 2 }, auth: { type: 4, version: 1 } },
  "2.2": { stp: { type: 2, version: 3 }, amp: { type: 1, version: 2 }, auth: { type: 4, version: 2 } },
} as const satisfies Record<ProtocolLevel, { stp: StpRef; amp: StpRef; auth?: StpRef }>;

/**
 * `peerCapabilities` is what is known of the contact's app, absent or empty when nothing is. Whether the contact's key
 * or a block forbids sending at all is decided by who knows them.
 */
export function chooseProtocol(
  ownCapabilities: readonly string[],
  peerCapabilities: readonly string[] | undefined,
  pin: ChoicePin | undefined,
  policy: ChoicePolicy,
): ProtocolChoice {
  const own = levelsOf(ownCapabilities);
  const known = peerCapabilities !== undefined && peerCapabilities.length > 0;
  const peer = known ? levelsOf(peerCapabilities) : provedLevels(pin);
  const common = peer.find((level) => own.includes(level));
  const offered = common ?? "1.0";
  const barrier = belowPin(offered, pin) ?? belowMinimum(offered, peer, known, pin, policy);
  if (barrier !== undefined) return { type: "hold", reason: barrier };
  if (common === undefined) return use("1.0", allowsOldest(pin) ? "no-capabilities-user-allows" : "no-capabilities-policy-allows");
  return use(common, peer[0] === common ? "newest-common" : "own-limit");
}

function belowPin(offered: ProtocolLevel, pin: ChoicePin | undefined): HoldReason | undefined {
  if (pin === undefined || compareLevels(offered, pin.level) >= 0) return undefined;
  return { code: "below-pin", offered, pinned: pin.level };
}

/** S/MIME is for peers without any newer protocol, and only where the user allows it, for all or for this contact. */
function belowMinimum(
  offered: ProtocolLevel,
  peer: readonly NumberedLevel[],
  known: boolean,
  pin: ChoicePin | undefined,
  { minimum }: ChoicePolicy,
): HoldReason | undefined {
  if (offered === "1.0" && peer.length === 0) {
    if (minimum === "allow-1.0" || (minimum === "proved" && allowsOldest(pin))) return undefined;
    if (!known && !allowsOldest(pin)) return { code: "capability-unknown" };
  }
  const required = minimum === "2.2" ? "2.2" : "2.0";
  return compareLevels(offered, required) >= 0 ? undefined : { code: "below-minimum", offered, minimum: required };
}

/** A pin at 1.0 that a message proved allows nothing: it is where every contact begins. */
function allowsOldest(pin: ChoicePin | undefined): boolean {
  return pin?.level === "1.0" && pin.by === "user";
}

function use(level: ProtocolLevel, code: ChoiceReason["code"]): ProtocolChoice {
  return { type: "use", level, ...PROTOCOLS[level], reason: { code } };
}

/** Newest first. A string means itself: 3.1.2.2 does not announce 3.1.2. */
function levelsOf(capabilities: readonly string[]): readonly NumberedLevel[] {
  return NEWEST_FIRST.filter((level) => capabilities.includes(LEVEL_CAPABILITY[level]));
}

/** A message that was opened proves what its sender's app can do, even while nothing else is known of it. */
function provedLevels(pin: ChoicePin | undefined): readonly NumberedLevel[] {
  return pin?.by === "proved" ? NEWEST_FIRST.filter((level) => level === pin.level) : [];
}
