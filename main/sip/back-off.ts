// How long to wait before trying again: doubling, capped, and widely spread by chance, since a server that went down
// lost all its clients in the same moment and would get them all back in one. So would one that asked them all for the
// same patience: what comes on top of that is spread as well.
import type { Millis } from "../../shared/ids";
import type { Random } from "../messaging/ports";

export interface BackOff {
  readonly first: Millis;
  readonly longest: Millis;
}

const JITTER = 0.8;
/** On top of what the server asked for, at most this part of it. */
const PATIENCE_SPREAD = 0.5;

/**
 * Delay before try number `attempt` + 1, where 0 tries have failed since the last success; ±80 %. Never less than
 * `least`, for which the server asked (Retry-After).
 */
export function backOffDelay(backOff: BackOff, attempt: number, random: Random, least: Millis = 0): Millis {
  const base = Math.min(backOff.first * 2 ** Math.min(attempt, 30), backOff.longest);
  const chance = random.fraction();
  return Math.round(Math.max(base * (1 - JITTER + 2 * JITTER * chance), least * (1 + PATIENCE_SPREAD * chance)));
}
