// One input under examination: does the reader accept or refuse it as it may, in how much time, with how much memory?
// Other programs run on the same machine and garbage is collected when it pleases, so whatever looks too slow or too
// large is tried again alone before it is said.
import { writeFileSync } from "node:fs";
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { StampError } from "../../shared/errors";
import type { Stray } from "./stray-errors";
import type { FuzzTarget } from "./target";

export const MOST_MS = 50;
export const MOST_BYTES = 16 * 1024 * 1024;

export type Outcome =
  | { readonly type: "accepted" | "rejected" }
  /** It failed in a way that its contract does not have; `what` names error and place. */
  | { readonly type: "untyped"; readonly what: string };

export interface Examined {
  readonly outcome: Outcome;
  /** Wall time; of what took long, the best of six. */
  readonly ms: number;
  /** How far memory grew, garbage included; of what took much, the middle of five. */
  readonly bytes: number;
}

const AGAIN = 5;
/** Shorter times are not worth a second look. */
const NOTABLE_MS = 2;

/** `slowest` is the longest time that is known already. */
export async function examine(target: FuzzTarget, input: Uint8Array, slowest: number, stray: Stray): Promise<Examined> {
  const first = await measure(target, input, stray);
  const ms = await shortestTime(target, input, first.ms, Math.max(slowest, NOTABLE_MS), stray);
  const bytes = first.bytes > MOST_BYTES ? await usualBytes(target, input, stray) : first.bytes;
  return { outcome: first.outcome, ms, bytes };
}

/** Tries again while it takes longer than `notable`. */
async function shortestTime(target: FuzzTarget, input: Uint8Array, first: number, notable: number, stray: Stray): Promise<number> {
  let shortest = first;
  for (let time = 0; time < AGAIN && shortest > notable; time++) {
    shortest = Math.min(shortest, (await measure(target, input, stray)).ms);
  }
  return shortest;
}

/** The middle one, as also what was let go of before counts, on the other side. */
async function usualBytes(target: FuzzTarget, input: Uint8Array, stray: Stray): Promise<number> {
  const all: number[] = [];
  for (let time = 0; time < AGAIN; time++) {
    tidyMemory();
    all.push((await measure(target, input, stray)).bytes);
  }
  return all.sort((a, b) => a - b)[(AGAIN - 1) / 2] ?? 0;
}

async function measure(target: FuzzTarget, input: Uint8Array, stray: Stray): Promise<Examined> {
  const reading = await target.prepare(input);
  const [held, peak] = [heldBytes(), peakBytes()];
  const started = performance.now();
  const outcome = await outcomeOf(target, reading);
  const ms = performance.now() - started;
  const bytes = Math.max(heldBytes() - held, peakBytes() - peak);
  await reading.end?.();
  // What nobody has caught is told after the microtasks.
  await new Promise(setImmediate);
  const error = stray.take();
  return { outcome: error === undefined ? outcome : { type: "untyped", what: nameOf(error) }, ms, bytes };
}

async function outcomeOf(target: FuzzTarget, reading: { read(): boolean | Promise<boolean> }): Promise<Outcome> {
  try {
    return { type: (await reading.read()) ? "accepted" : "rejected" };
  } catch (error) {
    const isExpected = error instanceof StampError && target.codes.includes(error.code);
    return isExpected ? { type: "rejected" } : { type: "untyped", what: nameOf(error) };
  }
}

/** Class and code of an error and where it came from: two inputs with the same name have found the same. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = error instanceof StampError ? ` ${error.code}` : "";
  const place = /\n\s+at ([^\n]*)/.exec(error.stack ?? "")?.[1] ?? "";
  return `${error.name}${code}: ${error.message.slice(0, 100)} at ${place}`;
}

/** In the JavaScript heap and in buffers beside it. */
function heldBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

/** The most that the process ever had; also what libraries had for a moment shows here. */
function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Collects garbage and, where the system can, takes the peak down to what is held now, so that the next one shows. */
export function tidyMemory(): void {
  // What the first one lets go of is given back in the background, at the latest in the second.
  collectGarbage();
  collectGarbage();
  try {
    // Linux, proc(5): 5 resets the peak of the resident set.
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // Elsewhere a peak below an earlier one stays unseen.
  }
}
