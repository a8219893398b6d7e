// The fuzzer itself: it finds what is planted, it finds nothing where there is nothing, it can be repeated. And a short
// run of the real readers.
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { present } from "../../shared/assert";
import { StampError } from "../../shared/errors";
import { readCorpus } from "./corpus";
import { fuzzRandom } from "./random";
import { runFuzz, type FuzzOptions } from "./run";
import { fuzzTarget, type FuzzTarget } from "./target";
import { allTargets } from "./targets/all";

const corpus = await readCorpus(fileURLToPath(new URL("../..", import.meta.url)));

interface Line {
  readonly target: string;
  readonly inputs: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly untyped: number;
  readonly slow: number;
  readonly large: number;
  readonly maxMs: number;
  readonly seed: number;
  readonly found?: readonly { readonly trouble: string; readonly what: string; readonly input: number; readonly base64: string; readonly cut?: true }[];
}

async function run(targets: readonly FuzzTarget[], options: Partial<FuzzOptions> = {}): Promise<{ found: number; lines: readonly Line[] }> {
  const printed: string[] = [];
  const found = await runFuzz({ targets, seed: 1, turns: 1, ...options }, (line) => printed.push(line));
  return { found, lines: printed.map((line) => JSON.parse(line) as Line) };
}

/** A reader of whatever bytes come. */
function planted(read: (input: Uint8Array) => boolean | Promise<boolean>, perTurn = 40): FuzzTarget {
  const seeds = [Uint8Array.of(1, 2, 3, 4)];
  return fuzzTarget({ name: "planted", perTurn, seeds, mutate: (_, random) => random.bytes(8), prepare: (input) => ({ read: () => read(input) }) });
}

/** Something over the limit for one input in some ten. */
const isChosen = (input: Uint8Array): boolean => (input[0] ?? 0) % 10 === 7;

function busyFor(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe("what a reader must not do is found", () => {
  it.each<[string, () => boolean | Promise<boolean>, string]>([
    ["an error of its own", () => { throw new TypeError("planted"); }, "TypeError: planted at "],
    ["a promise that is rejected with one", () => Promise.reject(new TypeError("planted")), "TypeError: planted at "],
    ["something that is no error", () => { throw "planted" as unknown as Error; }, "string"],
    ["a code that is not one of reading", () => { throw new StampError("internal"); }, "StampError internal: internal at "],
  ])("%s", async (_, fail, what) => {
    const { found, lines } = await run([planted((input) => (isChosen(input) ? fail() : true))]);
    const [line, total] = lines;
    expect(line?.untyped).toBeGreaterThan(0);
    expect(line).toMatchObject({ target: "planted", inputs: 40, accepted: 40 - found, untyped: found, slow: 0, large: 0, seed: 1 });
    expect(line?.found).toHaveLength(1);
    expect(line?.found?.[0]).toMatchObject({ trouble: "untyped", what: expect.stringContaining(what) });
    expect(total).toMatchObject({ target: "total", inputs: 40, untyped: found });
  });

  it("an error that nobody catches", async () => {
    const events = ["unhandledRejection", "uncaughtException"] as const;
    const kept = events.map((event) => [event, process.listeners(event as "uncaughtException")] as const);
    events.forEach((event) => process.removeAllListeners(event));
    try {
      const lost = await run([planted((input) => { if (isChosen(input)) void Promise.reject(new Error("lost")); return true; })]);
      const thrown = await run([planted((input) => { if (isChosen(input)) queueMicrotask(() => { throw new Error("late"); }); return true; })]);
      expect(lost.lines[0]?.found?.[0]).toMatchObject({ trouble: "untyped", what: expect.stringContaining("Error: lost") });
      expect(thrown.lines[0]?.found?.[0]).toMatchObject({ trouble: "untyped", what: expect.stringContaining("Error: late") });
    } finally {
      for (const [event, listeners] of kept) for (const listener of listeners) process.on(event, listener);
    }
  });

  it("too much time", async () => {
    const { found, lines } = await run([planted((input) => { if (isChosen(input)) busyFor(60); return true; })]);
    expect(lines[0]).toMatchObject({ untyped: 0, slow: found, large: 0, accepted: 40 });
    expect(found).toBeGreaterThan(0);
    expect(lines[0]?.maxMs).toBeGreaterThanOrEqual(60);
    expect(lines[0]?.found?.[0]?.what).toMatch(/^\d+\.\d ms$/);
  });

  it.each<[string, () => unknown]>([
    ["in buffers", () => Buffer.alloc(24 * 1024 * 1024, 1)],
    ["in objects", () => Array.from({ length: 1_000_000 }, (_, index) => ({ index }))],
    ["for a moment", () => gzipSync(Buffer.alloc(24 * 1024 * 1024, 1)).length],
  ])("too much memory %s", async (_, take) => {
    const { found, lines } = await run([planted((input) => !isChosen(input) || take() !== undefined, 20)]);
    expect(found).toBeGreaterThan(0);
    // To take so much may also take too long.
    const { untyped, slow = 0, large = 0 } = lines[0] ?? {};
    expect({ untyped, all: slow + large }).toEqual({ untyped: 0, all: found });
    expect(large).toBeGreaterThan(0);
    expect(lines[0]?.found?.find(({ trouble }) => trouble === "large")?.what).toMatch(/^\d+\.\d MiB$/);
  });

  it("with the input that did it, cut if it is long", async () => {
    const inputs = new Set<string>();
    const long = { ...planted(() => { throw new Error("long"); }, 2), generate: () => new Uint8Array(20_000).fill(65) };
    const short = await run([planted((input) => { inputs.add(Buffer.from(input).toString("base64")); throw new Error("x"); }, 2)]);
    expect(inputs).toContain(short.lines[0]?.found?.[0]?.base64);
    expect(short.lines[0]?.found?.[0]).not.toHaveProperty("cut");
    const { lines } = await run([long]);
    expect(lines[0]?.found?.[0]).toMatchObject({ input: 0, cut: true, base64: Buffer.alloc(8192, 65).toString("base64") });
  });
});

describe("what a reader may do is not held against it", () => {
  it("refusing, by word or by code", async () => {
    const { found, lines } = await run([planted((input) => {
      if (isChosen(input)) throw new StampError("malformed-stp");
      return (input[0] ?? 0) % 2 === 0;
    })]);
    const { accepted = 0, rejected = 0 } = lines[0] ?? {};
    expect(found).toBe(0);
    expect(accepted).toBeGreaterThan(0);
    expect(rejected).toBeGreaterThan(0);
    expect(accepted + rejected).toBe(40);
    expect(lines[0]).not.toHaveProperty("found");
  });

  it("being slow or large once, which was somebody else", async () => {
    let calls = 0;
    const { found } = await run([planted(() => {
      calls += 1;
      if (calls === 5) busyFor(80);
      if (calls === 30) return Buffer.alloc(24 * 1024 * 1024, 1).length > 0;
      return true;
    })]);
    expect(calls).toBeGreaterThan(40);
    expect(found).toBe(0);
  });
});

describe("a run", () => {
  const taken = (target: FuzzTarget, seed: number, count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => Buffer.from(target.generate(fuzzRandom(seed, target.name, index))).toString("base64"));

  it("has the same inputs with the same seed, and others with another", async () => {
    const others = await allTargets(corpus);
    for (const [index, target] of (await allTargets(corpus)).entries()) {
      const again = present(others[index], target.name);
      expect(taken(again, 5, 60)).toEqual(taken(target, 5, 60));
      expect(taken(target, 6, 60)).not.toEqual(taken(target, 5, 60));
    }
  });

  it("has as many inputs as its turns have, whatever else is in it", async () => {
    const seen: string[] = [];
    const target = planted((input) => { seen.push(String(input)); return true; });
    const other = { ...planted(() => true, 3), name: "other" };
    await run([target], { turns: 2 });
    const alone = seen.splice(0);
    const { lines } = await run([other, target], { turns: 2 });
    expect(seen.filter((input, index) => input !== seen[index - 1])).toEqual(alone.filter((input, index) => input !== alone[index - 1]));
    expect(lines.map(({ target, inputs }) => [target, inputs])).toEqual([["other", 6], ["planted", 80], ["total", 86]]);
  });

  it("ends when its time is over", async () => {
    const { lines } = await run([planted(() => true)], { turns: Infinity, seconds: 0 });
    expect(lines.map(({ inputs }) => inputs)).toEqual([0, 0]);
  });
});

it("no reader does what it must not in a short run, and each accepts and refuses something", { timeout: 60_000 }, async () => {
  const { found, lines } = await run(await allTargets(corpus), { seed: 20_261_127, turns: 2 });
  expect(lines.flatMap((line) => (line.found === undefined ? [] : [line]))).toEqual([]);
  expect(found).toBe(0);
  for (const line of lines) {
    expect([line.target, line.accepted > 0, line.rejected > 0]).toEqual([line.target, true, true]);
  }
});
