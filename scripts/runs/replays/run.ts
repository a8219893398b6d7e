// Copies by the thousand, round after round, and what they brought together.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "../../../main/messaging/testing/seeded-random";
import { makeAccounts } from "../person";
import { playRound, type RoundResult } from "./round";

export interface ReplayReport extends RoundResult {
  readonly tries: number;
  readonly seed: number;
}

export interface ReplayOptions {
  readonly tries: number;
  readonly seed: number;
  /** For the files of the accounts. */
  readonly folder: string;
}

const TRIES_PER_ROUND = 500;

export async function runReplays({ tries, seed, folder }: ReplayOptions): Promise<ReplayReport> {
  // The app's own draws must not move what is tried.
  const [random, appsRandom] = [seededRandom(2 * seed), seededRandom(2 * seed + 1)];
  const [receiver, modern, old, other] = await makeAccounts(folder, ["receiver", "modern", "old", "other"]);
  if (receiver === undefined || modern === undefined || old === undefined || other === undefined) throw new Error("no accounts");
  let total: RoundResult = { shown: 0, acks: 0, kinds: {}, circumstances: {}, forgedAcks: 0, changed: 0 };
  for (let done = 0; done < tries; done += TRIES_PER_ROUND) {
    const own = join(folder, `round-${String(done)}`);
    mkdirSync(own);
    const round = await playRound(Math.min(tries - done, TRIES_PER_ROUND), { receiver, modern, old, other }, { folder: own, random, appsRandom });
    total = add(total, round);
    rmSync(own, { recursive: true });
  }
  return { tries, ...total, seed };
}

export const isWrong = ({ shown, acks, changed }: RoundResult): boolean => shown + acks + changed > 0;

function add(a: RoundResult, b: RoundResult): RoundResult {
  return {
    shown: a.shown + b.shown,
    acks: a.acks + b.acks,
    kinds: addCounts(a.kinds, b.kinds),
    circumstances: addCounts(a.circumstances, b.circumstances),
    forgedAcks: a.forgedAcks + b.forgedAcks,
    changed: a.changed + b.changed,
  };
}

function addCounts(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}
