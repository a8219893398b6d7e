// The connection slice: the state as main tells it, and since when there has been none, which outlives
// the short "connecting" of every new try.
import type { Connection } from "../../shared/connection";
import type { Millis } from "../../shared/ids";

export interface ConnectionSlice {
  readonly current: Connection;
  /** Start of the present outage; absent while online and during the first connecting. */
  readonly downSince?: Millis;
}

export const NO_CONNECTION: ConnectionSlice = { current: { status: "stopped" } };

export function withConnection(slice: ConnectionSlice, current: Connection): ConnectionSlice {
  if (current.status === "online" || current.status === "stopped") return { current };
  if (slice.downSince !== undefined) return { current, downSince: slice.downSince };
  return current.status === "connecting" ? { current } : { current, downSince: current.since };
}
