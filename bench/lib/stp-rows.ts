// Building and opening are measured alike: each protocol beside its bare calls, and with texts 10 and 100 times as long.
import type { Growth } from "./growth";
import type { Effort } from "./benchmark";
import { interleave, type Operation } from "./interleave";
import { percentile } from "../../scripts/runs/percentile";
import { figure, type Figure } from "./row";
import { stpCases, USUAL_TEXT } from "./stp-cases";

export type Direction = "build" | "open";

/** One turn: long enough for the clock, so short that whatever disturbs the machine, and a collection of garbage, hits few of them. */
const TURN_MS = 1;
const WARM_UP_MS = 300;

export async function stpFigures(direction: Direction, { quick }: Effort): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { name, target, raw, ...ours } of await stpCases(USUAL_TEXT)) {
    await warmUp(ours[direction]);
    const each = await operationsIn(TURN_MS, raw[direction]);
    const measured = await interleave(ours[direction], raw[direction], { rounds: quick ? 600 : 4000, each });
    const { ours: value, raw: limit, ratio, p50, p99 } = measured;
    const [protocol = "", version] = name.split("-");
    const row = [protocol, direction, version].filter((part) => part !== undefined).join("-");
    figures.push(figure({ name: row, metric: "operations/s", value, limit, ratio, target, against: "raw", p50, p99 }));
  }
  return figures;
}

export async function stpGrowth(direction: Direction, { quick }: Effort): Promise<readonly Growth[]> {
  const sizes = [USUAL_TEXT, 10 * USUAL_TEXT, 100 * USUAL_TEXT];
  const bySize = await Promise.all(sizes.map(stpCases));
  const growths: Growth[] = [];
  for (const [index, { name }] of (bySize[0] ?? []).entries()) {
    const operations = bySize.map((cases) => cases[index]?.[direction] ?? missing(name));
    const times = operations.map((): number[] => []);
    for (let round = 0; round < (quick ? 100 : 500); round += 1) {
      for (const [size, operation] of operations.entries()) times[size]?.push(await timeOf(operation));
    }
    const points = times.map((each, size) => ({ data: sizes[size] ?? 0, value: percentile(each, 50) }));
    growths.push({ name: `${name} ${direction}`, of: name === "auth" ? "size of an ack" : "characters of a text", cost: "all", unit: "ms", points });
  }
  return growths;
}

/** How many of them fill so much time, at least two. */
async function operationsIn(milliseconds: number, operation: Operation): Promise<number> {
  const times = await warmUp(operation);
  return Math.max(2, Math.round(milliseconds / percentile(times, 50)));
}

/** Until the compiler has made of it what it will. Times of each in ms. */
async function warmUp(operation: Operation): Promise<readonly number[]> {
  const times: number[] = [];
  for (const start = performance.now(); times.length < 50 || performance.now() - start < WARM_UP_MS; ) times.push(await timeOf(operation));
  return times;
}

async function timeOf(operation: Operation): Promise<number> {
  const start = performance.now();
  await operation();
  return performance.now() - start;
}

function missing(name: string): never {
  throw new Error(`${name} is missing`);
}
