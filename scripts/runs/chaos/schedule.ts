// What happens in a run, cycle by cycle, decided before it begins and by the seed alone: who dies at which kind of
// moment, how long it is away, and up to which number the others have written by then. Threads and disks keep their own
// time, so two runs of one schedule are alike and not the same.
import { seededRandom } from "../../../main/messaging/testing/seeded-random";
import type { Millis } from "../../../shared/ids";
import { chance, oneOf } from "../chance";
import { APP_POINTS, SERVER_POINTS, type Trap } from "./kill-points";

export const SERVER_KINDS = ["embedded", "kamailio"] as const;
export type ServerKind = (typeof SERVER_KINDS)[number];
export type Victim = "alice" | "bob" | "server";

export type Moment =
  /** So long after the burst began, whatever goes on then. */
  | { readonly type: "at-random"; readonly delay: Millis }
  /** By its own hand, at a place in the code. */
  | { readonly type: "at-point"; readonly trap: Trap }
  /** At random, and once more at a place while it comes back. */
  | { readonly type: "and-while-starting"; readonly delay: Millis; readonly trap: Trap };

export interface Cycle {
  readonly victim: Victim;
  readonly moment: Moment;
  /** Before it is started again. */
  readonly away: Millis;
  /** Both apps are online before the burst; else one may still be on its way back from the cycle before. */
  readonly calm: boolean;
  /** Number of the last text that each app writes in this cycle's burst, counted over the whole run. */
  readonly upTo: number;
  /** Between the texts of a burst. */
  readonly gap: Millis;
}

export interface ScheduleOptions {
  readonly cycles: number;
  /** Of each app, over the whole run; the last burst comes after the last cycle. */
  readonly messages: number;
  readonly seed: number;
  readonly server: ServerKind;
}

const LONGEST_DELAY: Millis = 600;
const LONGEST_AWAY: Millis = 300;
const LONGEST_GAP: Millis = 25;
/** A commit takes about a third of it. */
const LONGEST_COMMIT_MICROS = 400;
/** How often a point is passed for one text that is written and one that comes, about. */
const PASSED_PER_TEXT = { "before-write": 20, "after-write": 20, "in-commit": 4, "after-commit": 4 } as const;
const WRITES_OF_A_START = 8;

export function makeSchedule({ cycles, messages, seed, server }: ScheduleOptions): readonly Cycle[] {
  const random = seededRandom(seed);
  const upToAny = (most: number): number => Math.floor(random.fraction() * (most + 1));
  const burst = Math.max(1, Math.round(messages / (cycles + 1)));

  function trap(points: readonly Trap["point"][]): Trap {
    const point = oneOf(random, points);
    const often = point in PASSED_PER_TEXT ? PASSED_PER_TEXT[point as keyof typeof PASSED_PER_TEXT] : 1;
    return { point, count: 1 + upToAny(burst * often - 1), micros: upToAny(LONGEST_COMMIT_MICROS) };
  }

  function momentOf(victim: Victim): Moment {
    const delay = upToAny(LONGEST_DELAY);
    // Kamailio is somebody else's program: nothing of ours is inside.
    if (victim === "server" && (server === "kamailio" || chance(random, 0.4))) return { type: "at-random", delay };
    // It writes one thing for each message that it keeps, and most are not kept.
    if (victim === "server") return { type: "at-point", trap: { ...trap(SERVER_POINTS), count: 1 + upToAny(3) } };
    const kind = random.fraction();
    if (kind < 0.3) return { type: "at-random", delay };
    if (kind < 0.9) return { type: "at-point", trap: trap(APP_POINTS) };
    return { type: "and-while-starting", delay, trap: { point: "before-write", count: 1 + upToAny(WRITES_OF_A_START), micros: 0 } };
  }

  return Array.from({ length: cycles }, (_, index) => {
    const victim = oneOf(random, ["alice", "bob", "server"] as const);
    return {
      victim,
      moment: momentOf(victim),
      away: upToAny(LONGEST_AWAY),
      calm: chance(random, 0.8),
      upTo: Math.floor((messages * (index + 1)) / (cycles + 1)),
      gap: upToAny(LONGEST_GAP),
    };
  });
}
