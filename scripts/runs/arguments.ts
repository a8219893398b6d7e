// Command line of the runs: how many, and the seed that repeats them.
import { parseArgs } from "node:util";

/** `--COUNT N --seed S`. Throws an Error with a line for the user. */
export function readCountAndSeed(args: readonly string[], count: string, byDefault: number): { count: number; seed: number } {
  const options = { [count]: { type: "string" }, seed: { type: "string" } } as const;
  const { values } = parseArgs({ args: [...args], options });
  return {
    count: wholeNumber(count, values[count]) ?? byDefault,
    seed: wholeNumber("seed", values.seed) ?? (Date.now() & 0x7fff_ffff),
  };
}

function wholeNumber(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name} takes a whole number`);
  return number;
}
