// What every benchmark file has in common: it measures its figures, or with `--growth` what they cost with more data, and
// leaves both in the folder that the suite (scripts/bench.mjs) names. Alone, it prints them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Growth } from "./growth";
import type { Figure } from "./row";

export interface Benchmark {
  /** As its file is called. */
  readonly name: string;
  readonly figures: (effort: Effort) => Promise<readonly Figure[]>;
  readonly growth?: (effort: Effort) => Promise<readonly Growth[]>;
}

/** `quick`: what CI can afford; enough to see a loss of a fifth, not for the tables. */
export interface Effort {
  readonly quick: boolean;
}

export interface Outcome {
  readonly figures: readonly Figure[];
  readonly growth: readonly Growth[];
}

/** What the suite asked for, from the environment: window benchmarks run inside of a test runner. */
export function askedFor(): Effort & { readonly growth: boolean; readonly folder: string | undefined } {
  const { STAMP_BENCH_QUICK, STAMP_BENCH_GROWTH, STAMP_BENCH_FOLDER } = process.env;
  return { quick: STAMP_BENCH_QUICK !== undefined, growth: STAMP_BENCH_GROWTH !== undefined, folder: STAMP_BENCH_FOLDER };
}

/** Measures what was asked for and leaves it. */
export async function measure({ name, figures, growth }: Benchmark): Promise<void> {
  const asked = askedFor();
  const outcome = asked.growth ? { figures: [], growth: (await growth?.(asked)) ?? [] } : { figures: await figures(asked), growth: [] };
  leave(name, outcome);
}

function leave(name: string, outcome: Outcome): void {
  const { folder } = askedFor();
  if (folder === undefined) {
    console.log(JSON.stringify(outcome, undefined, 2));
    return;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(outcome));
}

/** The whole of a benchmark that is a program of its own; ends the process, whatever still listens in it. */
export function runBenchmark(benchmark: Benchmark): void {
  measure(benchmark).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.stack : error);
      process.exit(2);
    },
  );
}
