// Ours and the bare libraries measured in turns within one run, so that whatever the machine does besides hits both. The
// ratio is the middle one of all rounds: a round that was disturbed does not count.
import { percentile } from "../../scripts/runs/percentile";

/** Does one operation; what it needs is made ready before. */
export type Operation = () => void | Promise<void>;

export interface Rounds {
  /** Turns of each side after the warm-up. */
  readonly rounds: number;
  /** Operations in one turn. */
  readonly each: number;
}

export interface Interleaved {
  /** Operations a second, the middle of all rounds. */
  readonly ours: number;
  readonly raw: number;
  /** ours / raw, the middle of all rounds. */
  readonly ratio: number;
  /** Milliseconds of one operation of ours. */
  readonly p50: number;
  readonly p99: number;
}

export async function interleave(ours: Operation, raw: Operation, { rounds, each }: Rounds): Promise<Interleaved> {
  await turn(raw, each);
  await turn(ours, each);
  const times: number[] = [];
  const rates: { ours: number; raw: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Who comes second finds warm caches: each is first every other time.
    const first = round % 2 === 0;
    const before = first ? await turn(raw, each) : undefined;
    const own = await turn(ours, each);
    const bare = before ?? (await turn(raw, each));
    times.push(...own.times);
    rates.push({ ours: own.perSecond, raw: bare.perSecond });
  }
  return {
    ours: percentile(rates.map((rate) => rate.ours), 50),
    raw: percentile(rates.map((rate) => rate.raw), 50),
    ratio: percentile(rates.map((rate) => rate.ours / rate.raw), 50),
    p50: percentile(times, 50),
    p99: percentile(times, 99),
  };
}

async function turn(operation: Operation, each: number): Promise<{ times: readonly number[]; perSecond: number }> {
  const times: number[] = [];
  const begun = performance.now();
  for (let number = 0; number < each; number += 1) {
    const start = performance.now();
    await operation();
    times.push(performance.now() - start);
  }
  return { times, perSecond: (each * 1000) / (performance.now() - begun) };
}
