// Many runs, one after the other, and what they found together.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeAccounts } from "../person";
import { PRESENCE_ATTACKS } from "./hostile-presence";
import { runScenario, type RunResult } from "./scenario";

export interface DowngradeReport extends RunResult {
  readonly runs: number;
  readonly seed: number;
  /** Seeds of the runs in which something was wrong. */
  readonly wrongRuns: readonly number[];
}

export interface DowngradeOptions {
  readonly runs: number;
  readonly seed: number;
  /** For the files of the accounts. */
  readonly folder: string;
}

/** Runs at the same time: while the files of one are written, the signatures of another are made. */
const AT_ONCE = 2;

export async function runDowngrades({ runs, seed, folder }: DowngradeOptions): Promise<DowngradeReport> {
  // One run of this seed is the first of many: a run that went wrong is repeated alone.
  const seeds = Array.from({ length: runs }, (_, index) => seed + index);
  const accounts = await makeAccounts(folder, ["alice", "bob", "carol"]);
  const results = new Map<number, RunResult>();
  const waiting = [...seeds].reverse();

  async function work(): Promise<void> {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const own = join(folder, String(next));
      mkdirSync(own);
      results.set(next, await runScenario(next, accounts, own));
      rmSync(own, { recursive: true });
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const total = [...results.values()].reduce(add, NOTHING);
  const wrongRuns = [...results].filter(([, result]) => isWrong(result)).map(([own]) => own);
  return { runs, ...total, seed, wrongRuns };
}

/** Everything that must never be. */
export const isWrong = ({ belowPin, belowMinimum, wrongReason, lost, duplicated }: RunResult): boolean =>
  belowPin + belowMinimum + wrongReason + lost + duplicated > 0;

const NOTHING: RunResult = {
  messages: 0,
  presenceAttacks: { stripped: 0, emptied: 0, delayed: 0, replayed: 0, swapped: 0, dropped: 0 },
  belowPin: 0,
  belowMinimum: 0,
  held: 0,
  released: 0,
  wrongReason: 0,
  lost: 0,
  duplicated: 0,
};

function add(a: RunResult, b: RunResult): RunResult {
  const attacks = PRESENCE_ATTACKS.map((kind) => [kind, a.presenceAttacks[kind] + b.presenceAttacks[kind]] as const);
  return {
    messages: a.messages + b.messages,
    presenceAttacks: Object.fromEntries(attacks) as RunResult["presenceAttacks"],
    belowPin: a.belowPin + b.belowPin,
    belowMinimum: a.belowMinimum + b.belowMinimum,
    held: a.held + b.held,
    released: a.released + b.released,
    wrongReason: a.wrongReason + b.wrongReason,
    lost: a.lost + b.lost,
    duplicated: a.duplicated + b.duplicated,
  };
}
