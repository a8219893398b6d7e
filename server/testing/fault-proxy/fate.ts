// What can become of one frame on its way, and dice that choose it: rates are chances per frame, so a seed repeats the
// choice as long as the frames come in the same order.
import type { Direction, Frame } from "./frame";

export type Fate =
  | { readonly type: "pass" }
  | { readonly type: "lose" }
  | { readonly type: "duplicate" }
  /** Goes behind the next so many frames of its direction, at the latest after so many ms. */
  | { readonly type: "reorder"; readonly behind: number; readonly atMost: number }
  /** This one frame comes so many ms later; all others pass it. */
  | { readonly type: "late"; readonly by: number }
  /** The whole direction stands still for so many ms, this frame first in line. */
  | { readonly type: "delay"; readonly by: number }
  /** A request is not passed on but answered with this status. */
  | { readonly type: "answer"; readonly status: number; readonly headers?: readonly string[] }
  /** The server's side is gone; the client's stays open, and nothing more comes out of it. */
  | { readonly type: "half-open" }
  /** Nothing is read or written on either side for so many ms. */
  | { readonly type: "freeze"; readonly for: number }
  /** For so many ms whoever is to get this frame reads one in `pause` ms. */
  | { readonly type: "slow-reader"; readonly for: number; readonly pause: number }
  /** Half of the frame's bytes arrive, then the connection is reset. */
  | { readonly type: "reset" };

export type MadeUpAnswer = Extract<Fate, { readonly type: "answer" }>;

export type ChooseFate = (frame: Frame) => Fate;

/** Chances in [0, 1] for each request and response; together at most 1. Keep-alives always pass. */
export interface FaultRates {
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly late: number;
  readonly delayed: number;
  readonly halfOpen: number;
  readonly frozen: number;
  readonly slowReader: number;
  readonly reset: number;
  /** For requests to which `answers` has some; others and responses pass. */
  readonly answered: number;
}

/** How long the faults last, in ms. */
export interface FaultTimes {
  readonly reorder: number;
  readonly late: number;
  readonly delay: number;
  readonly freeze: number;
  readonly slow: number;
  readonly slowPause: number;
}

export interface DiceOptions {
  /** Uniform in [0, 1). */
  readonly fraction: () => number;
  readonly rates: Readonly<Record<Direction, FaultRates>>;
  readonly times: FaultTimes;
  /** What may be made up, by the request's method. */
  readonly answers: Readonly<Record<Direction, Readonly<Record<string, readonly MadeUpAnswer[]>>>>;
}

const MOST_OVERTAKING = 3;
const PASS: Fate = { type: "pass" };

export function faultDice({ fraction, rates, times, answers }: DiceOptions): ChooseFate {
  const upTo = (most: number): number => 1 + Math.floor(fraction() * most);

  return (frame) => {
    if (frame.kind === "keep-alive") return PASS;
    const rate = rates[frame.direction];
    let rest = fraction();
    /** True for a share of the draws as wide as `chance`, each share after the last one. */
    const falls = (chance: number): boolean => (rest -= chance) < 0;
    if (falls(rate.lost)) return { type: "lose" };
    if (falls(rate.duplicated)) return { type: "duplicate" };
    if (falls(rate.reordered)) return { type: "reorder", behind: upTo(MOST_OVERTAKING), atMost: upTo(times.reorder) };
    if (falls(rate.late)) return { type: "late", by: upTo(times.late) };
    if (falls(rate.delayed)) return { type: "delay", by: upTo(times.delay) };
    if (falls(rate.halfOpen)) return { type: "half-open" };
    if (falls(rate.frozen)) return { type: "freeze", for: upTo(times.freeze) };
    if (falls(rate.slowReader)) return { type: "slow-reader", for: times.slow, pause: times.slowPause };
    if (falls(rate.reset)) return { type: "reset" };
    if (!falls(rate.answered) || frame.kind !== "request") return PASS;
    const possible = answers[frame.direction][frame.method] ?? [];
    return possible[Math.floor(fraction() * possible.length)] ?? PASS;
  };
}
