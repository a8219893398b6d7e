// Eight messages in flight through the product's path, which takes them to Node's thread pool, beside the bare calls on one
// thread: four build texts in v3 and four open them, as in a lively chat. The main thread has to stay free meanwhile.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { runBenchmark, type Effort } from "./lib/benchmark";
import type { Growth } from "./lib/growth";
import { interleave, type Operation } from "./lib/interleave";
import { figure, type Figure } from "./lib/row";
import { stpCases, USUAL_TEXT } from "./lib/stp-cases";
import { percentile } from "../scripts/runs/percentile";

const IN_FLIGHT = 8;
/** Each of those in flight does so many one after the other in one turn, so that the eight are together nearly all the time. */
const IN_A_ROW = 4;
const LOOP_DELAY_LIMIT_MS = 16;

interface Sides {
  /** The operation of one in flight. */
  readonly ours: (number: number) => Operation;
  readonly raw: (number: number) => Operation;
}

async function sides(): Promise<Sides> {
  const v3 = (await stpCases(USUAL_TEXT)).find(({ name }) => name === "stp-v3");
  if (v3 === undefined) throw new Error("stp-v3 is missing");
  return {
    ours: (number) => (number % 2 === 0 ? v3.build : v3.open),
    raw: (number) => (number % 2 === 0 ? v3.raw.build : v3.raw.open),
  };
}

async function inFlight(count: number, inARow: number, { ours }: Sides): Promise<void> {
  const one = async (number: number): Promise<void> => {
    for (let done = 0; done < inARow; done += 1) await ours(number)();
  };
  await Promise.all(Array.from({ length: count }, (_, number) => one(number)));
}

async function oneThread({ raw }: Sides): Promise<void> {
  for (let number = 0; number < IN_FLIGHT * IN_A_ROW; number += 1) await raw(number)();
}

async function figures({ quick }: Effort): Promise<readonly Figure[]> {
  const both = await sides();
  const ours = (): Promise<void> => inFlight(IN_FLIGHT, IN_A_ROW, both);
  const measured = await interleave(ours, () => oneThread(both), { rounds: quick ? 150 : 1000, each: 2 });

  const delays = monitorEventLoopDelay({ resolution: 1 });
  await ours();
  delays.enable();
  for (const start = performance.now(); performance.now() - start < (quick ? 2000 : 10_000); ) await ours();
  delays.disable();
  const delay = delays.percentile(99) / 1e6;
  return [
    figure({ name: "stp-async", metric: "times one thread", value: measured.ratio, limit: 1, target: 1.15, against: "clock" }),
    figure({ name: "stp-async", metric: "loop delay p99 ms", value: delay, limit: LOOP_DELAY_LIMIT_MS, target: 1, against: "clock" }),
  ];
}

/** All at once, as after a night in which messages waited. */
async function growth({ quick }: Effort): Promise<readonly Growth[]> {
  const both = await sides();
  const counts = [IN_FLIGHT, 10 * IN_FLIGHT, 100 * IN_FLIGHT];
  const times = counts.map((): number[] => []);
  for (let round = 0; round < (quick ? 5 : 20); round += 1) {
    for (const [index, count] of counts.entries()) {
      const start = performance.now();
      await inFlight(count, 1, both);
      times[index]?.push(performance.now() - start);
    }
  }
  const points = counts.map((data, index) => ({ data, value: percentile(times[index] ?? [], 50) }));
  return [{ name: "stp-async", of: "messages at once", cost: "all", unit: "ms", points }];
}

runBenchmark({ name: "stp-async", figures, growth });
