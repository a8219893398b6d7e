// A run: the targets take turns, and time or the number of turns ends it. Which inputs come, and in which order, depends
// on the seed alone. One JSON line for each target and one for all; what was found is in them.
import { examine, MOST_BYTES, MOST_MS, tidyMemory, type Examined } from "./examine";
import { fuzzRandom } from "./random";
import { listenForStrayErrors, type Stray } from "./stray-errors";
import type { FuzzTarget } from "./target";

export interface FuzzOptions {
  readonly targets: readonly FuzzTarget[];
  readonly seed: number;
  /** Ends before the turn that would begin later than this. */
  readonly seconds?: number;
  readonly turns?: number;
}

type Trouble = "untyped" | "slow" | "large";

interface Found {
  readonly trouble: Trouble;
  /** What failed, or how long or how much it was. */
  readonly what: string;
  /** Its number among the inputs of its target: the same seed makes it again. */
  readonly input: number;
  readonly base64: string;
  /** The input is longer than what is shown of it. */
  readonly cut?: true;
}

interface Tally {
  readonly target: FuzzTarget;
  inputs: number;
  accepted: number;
  rejected: number;
  readonly troubles: Record<Trouble, number>;
  maxMs: number;
  readonly found: Map<string, Found>;
}

/** Of one kind the first is shown, and of a target so many kinds. */
const MOST_FOUND = 20;
const LONGEST_SHOWN = 8 * 1024;

/** Calls `print` with the lines; the number of inputs that did what they must not. */
export async function runFuzz(options: FuzzOptions, print: (line: string) => void): Promise<number> {
  const { targets, seed, seconds = Infinity, turns = Infinity } = options;
  const end = performance.now() + seconds * 1000;
  const tallies = targets.map(newTally);
  const stray = listenForStrayErrors();
  try {
    for (let turn = 0; turn < turns; turn++) {
      tidyMemory();
      for (const tally of tallies) {
        if (performance.now() >= end) return report(tallies, seed, print);
        await takeTurn(tally, seed, stray);
      }
    }
    return report(tallies, seed, print);
  } finally {
    stray.stop();
  }
}

function newTally(target: FuzzTarget): Tally {
  const troubles = { untyped: 0, slow: 0, large: 0 };
  return { target, inputs: 0, accepted: 0, rejected: 0, troubles, maxMs: 0, found: new Map() };
}

async function takeTurn(tally: Tally, seed: number, stray: Stray): Promise<void> {
  const { target } = tally;
  for (let count = 0; count < target.perTurn; count++) {
    const input = target.generate(fuzzRandom(seed, target.name, tally.inputs));
    note(tally, input, await examine(target, input, Math.min(tally.maxMs, MOST_MS), stray));
    tally.inputs += 1;
  }
}

function note(tally: Tally, input: Uint8Array, { outcome, ms, bytes }: Examined): void {
  tally.maxMs = Math.max(tally.maxMs, ms);
  if (outcome.type !== "untyped") tally[outcome.type] += 1;
  else noteFound(tally, "untyped", outcome.what, outcome.what, input);
  if (ms > MOST_MS) noteFound(tally, "slow", "", `${ms.toFixed(1)} ms`, input);
  if (bytes > MOST_BYTES) noteFound(tally, "large", "", `${(bytes / 2 ** 20).toFixed(1)} MiB`, input);
}

function noteFound(tally: Tally, trouble: Trouble, kind: string, what: string, input: Uint8Array): void {
  tally.troubles[trouble] += 1;
  const name = `${trouble} ${kind}`;
  if (tally.found.has(name) || tally.found.size >= MOST_FOUND) return;
  const base64 = Buffer.from(input.subarray(0, LONGEST_SHOWN)).toString("base64");
  const cut = input.length > LONGEST_SHOWN ? { cut: true as const } : {};
  tally.found.set(name, { trouble, what, input: tally.inputs, base64, ...cut });
}

function report(tallies: readonly Tally[], seed: number, print: (line: string) => void): number {
  const sum = (count: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + count(tally), 0);
  for (const { target, inputs, accepted, rejected, troubles, maxMs, found } of tallies) {
    const shown = found.size === 0 ? {} : { found: [...found.values()] };
    print(JSON.stringify({ target: target.name, inputs, accepted, rejected, ...troubles, maxMs: rounded(maxMs), seed, ...shown }));
  }
  const counts = {
    inputs: sum(({ inputs }) => inputs),
    accepted: sum(({ accepted }) => accepted),
    rejected: sum(({ rejected }) => rejected),
    untyped: sum(({ troubles }) => troubles.untyped),
    slow: sum(({ troubles }) => troubles.slow),
    large: sum(({ troubles }) => troubles.large),
  };
  const maxMs = rounded(Math.max(0, ...tallies.map((tally) => tally.maxMs)));
  print(JSON.stringify({ target: "total", ...counts, maxMs, seed }));
  return counts.untyped + counts.slow + counts.large;
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
