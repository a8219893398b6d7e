// Who is there right now, in memory only: presence is a moment, not a record. While we are not connected
// nothing is known of anybody, so nobody is shown as online.
import type { Presence } from "../../shared/contact";
import type { Address, Millis } from "../../shared/ids";

export type PresenceStatus = "online" | "away" | "offline";

export interface PresenceBoard {
  /** Notes a status; false when nothing changed. */
  update(address: Address, status: PresenceStatus, now: Millis): boolean;
  /** Forgets everybody; returns who was known. */
  clear(): readonly Address[];
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
      if (entries.get(address)?.status === status) return false;
      entries.set(address, { status, since: now });
      return true;
    },
    clear() {
      const known = [...entries.keys()];
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
