// `npm run fuzz -- --seconds N --seed S [--target NAME]…`: gives the product's readers inputs that nobody would send in
// good faith, as many as the time allows. Nothing is found if each was accepted or refused with a code, within 50 ms and
// 16 MiB. `npm run fuzz -- --flips N --seed S`: flips N single bits in sealed messages of each version of each protocol.
// One JSON line for each target or version, exit 0 only if nothing was found. The seed makes the same inputs again.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readCorpus, type Corpus } from "./fuzz/corpus";
import { flipBits } from "./fuzz/flips";
import { runFuzz } from "./fuzz/run";
import { SMIME, STPS } from "./fuzz/sealing";
import { allTargets } from "./fuzz/targets/all";
import { exitWith } from "./lib/exit-with";

/** dist/scripts, where the bundle of this program lies, is two folders below the repository's. */
const ROOT = join(__dirname, "..", "..");
const USAGE = "Usage: npm run fuzz -- [--seconds N | --flips N] [--seed S] [--target NAME]…";

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string", default: "60" },
      seed: { type: "string", default: String(Date.now() % 2 ** 32) },
      target: { type: "string", multiple: true },
      flips: { type: "string" },
    },
  });
  const seed = wholeNumber(values.seed);
  const corpus = await readCorpus(ROOT);
  if (values.flips !== undefined) return flip(corpus, wholeNumber(values.flips), seed);
  const targets = await allTargets(corpus);
  const names = targets.map(({ name }) => name);
  const wanted = values.target ?? names;
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`There is no target ${unknown}, only ${names.join(", ")}.`);
  const chosen = targets.filter(({ name }) => wanted.includes(name));
  return runFuzz({ targets: chosen, seed, seconds: wholeNumber(values.seconds) }, (line) => console.log(line));
}

async function flip(corpus: Corpus, flips: number, seed: number): Promise<number> {
  let wrong = 0;
  for (const stp of [SMIME, ...STPS]) {
    const counts = await flipBits(corpus, { stp, flips, seed });
    console.log(JSON.stringify({ ...counts, seed }));
    wrong += counts.wrong;
  }
  return wrong;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Error(`${text} is no whole number.`);
  return Number(text);
}

exitWith(async () => ((await main()) === 0 ? 0 : 1), USAGE);
