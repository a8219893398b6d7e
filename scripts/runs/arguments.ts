// Command line of the runs: how many of what, against what, and the seed that repeats them.
import { parseArgs } from "node:util";

/** `--COUNT N --seed S`. Throws an Error with a line for the user. */
export function readCountAndSeed(args: readonly string[], count: string, byDefault: number): { count: number; seed: number } {
  const { numbers, seed } = readRun(args, { numbers: { [count]: byDefault } });
  return { count: numbers[count] ?? byDefault, seed };
}

export interface RunArguments<Numbers extends string, Choice extends string> {
  readonly numbers: Readonly<Record<Numbers, number>>;
  readonly seed: number;
  /** The first of the choices without `--server`. */
  readonly server: Choice | undefined;
  readonly folder: string | undefined;
}

/**
 * `--NAME N …` for each of the numbers, `--seed S`, `--server CHOICE` where there is a choice, and `--folder DIR`, which
 * keeps the files of the run. Throws an Error with a line for the user.
 */
export function readRun<Numbers extends string, Choice extends string = never>(
  args: readonly string[],
  { numbers, servers = [] }: { readonly numbers: Readonly<Record<Numbers, number>>; readonly servers?: readonly Choice[] },
): RunArguments<Numbers, Choice> {
  const text = { type: "string" } as const;
  const names = [...Object.keys(numbers), "seed", "folder", ...(servers.length > 0 ? ["server"] : [])];
  const { values } = parseArgs({ args: [...args], options: Object.fromEntries(names.map((name) => [name, text])) });
  const given = Object.entries<number>(numbers).map(([name, byDefault]) => [name, wholeNumber(name, values[name]) ?? byDefault]);
  const server = servers.find((choice) => choice === (values["server"] ?? servers[0]));
  if (server === undefined && servers.length > 0) throw new Error(`--server takes ${servers.join(" or ")}`);
  return {
    numbers: Object.fromEntries(given) as Record<Numbers, number>,
    seed: wholeNumber("seed", values["seed"]) ?? (Date.now() & 0x7fff_ffff),
    server,
    folder: values["folder"],
  };
}

function wholeNumber(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name} takes a whole number`);
  return number;
}
