// How long to wait before trying again: doubling, capped, with jitter so that the clients of a server that
// came back do not arrive together.
import type { Millis } from "../../shared/ids";
import type { Random } from "../messaging/ports";

export interface BackOff {
  readonly first: Millis;
  readonly longest: Millis;
}

const JITTER = 0.2;

/** Delay before try number `attempt` + 1, where 0 tries have failed since the last success; ±20 %. */
export function backOffDelay(backOff: BackOff, attempt: number, random: Random): Millis {
  const base = Math.min(backOff.first * 2 ** Math.min(attempt, 30), backOff.longest);
  return Math.round(base * (1 - JITTER + 2 * JITTER * random.fraction()));
}
