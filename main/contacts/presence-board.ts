// Who is there right now, in memory only: presence is a moment, not a record. While we are not connected
// nothing is known of anybody, so nobody is shown as online.
import type { Presence } from "../../shared/contact";
import type { Address, Millis } from "../../shared/ids";

export type PresenceStatus = "online" | "away" | "offline";

export const isThere = (status: PresenceStatus | undefined): boolean => status === "online" || status === "away";

export interface PresenceBoard {
  /** Notes a status; returns the one before, if any was known. */
  update(address: Address, status: PresenceStatus, now: Millis): PresenceStatus | undefined;
  /** Not followed any more. */
  forget(address: Address): void;
  /** Forgets everybody; returns who was known and how they were. */
  clear(): ReadonlyMap<Address, PresenceStatus>;
  of(address: Address, lastSeen: Millis | undefined): Presence;
}

interface Entry {
  readonly status: PresenceStatus;
  readonly since: Millis;
}

export function createPresenceBoard(): PresenceBoard {
  const entries = new Map<Address, Entry>();
  return {
    update(address, status, now) {
      const before = entries.get(address)?.status;
      if (before !== status) entries.set(address, { status, since: now });
      return before;
    },
    forget: (address) => void entries.delete(address),
    clear() {
      const known = new Map([...entries].map(([address, { status }]) => [address, status]));
      entries.clear();
      return known;
    },
    of(address, lastSeen) {
      const seen = lastSeen === undefined ? {} : { lastSeen };
      const entry = entries.get(address);
      if (entry === undefined) return { status: "unknown", ...seen };
      if (entry.status === "offline") return { status: "offline", ...seen };
      return { status: entry.status, since: entry.since };
    },
  };
}
