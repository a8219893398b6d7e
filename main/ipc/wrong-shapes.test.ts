// Every request of the contract with every mistake that its shape allows, as the window's process could send it: after the
// same copying (structured clone) that parameters go through on their way.
import { describe, expect, it } from "vitest";
import { requestShapes } from "./testing/wrong-shapes";
import { isSmallRequest } from "./small-request";
import { serveRequests, type RequestEvent, type RequestHandlers, type RequestPort } from "./serve";

const ORIGIN = "app://stamp/";
const contents = {};
const ownPage: RequestEvent = { sender: contents, senderFrame: { url: `${ORIGIN}index.html`, parent: null } };
const INVALID = { ok: false, error: { code: "invalid-request", details: {} } };

/** Answers every request and notes it. */
function served() {
  const called: string[] = [];
  let listener: Parameters<RequestPort["handle"]>[1] | undefined;
  const always = Object.fromEntries(requestShapes().map(({ name }) => [name, () => called.push(name)]));
  serveRequests({
    port: { handle: (_channel, given) => { listener = given; } },
    always: always as unknown as RequestHandlers,
    whileOpen: () => ({}) as never,
    contents: () => contents,
    origin: ORIGIN,
    log: () => undefined,
  });
  return { called, ask: (name: unknown, params: unknown) => listener?.(ownPage, name, structuredClone(params)) };
}

describe.each(requestShapes())("$name", ({ name, fitting, wrong }) => {
  it("takes what fits and refuses the rest", async () => {
    const { ask, called } = served();
    expect(await ask(name, fitting)).toMatchObject({ ok: true });
    expect(called).toEqual([name]);
    for (const { what, params } of wrong) expect(await ask(name, params), what).toEqual(INVALID);
    expect(called).toEqual([name]);
  });
});

describe("a request that no schema should have to look at", () => {
  const deep = (depth: number): unknown => (depth === 0 ? {} : { deeper: deep(depth - 1) });
  const ring: Record<string, unknown> = {};
  ring["ring"] = ring;
  const visited: string[] = [];
  const watched = new Proxy(new Array<number>(2 ** 32 - 1), { get: (of, key) => (visited.push(String(key)), Reflect.get(of, key) as unknown) });

  it.each<[string, unknown]>([
    ["bytes", new Uint8Array(10_000_000)],
    ["a buffer", new ArrayBuffer(10_000_000)],
    ["four billion holes", new Array(2 ** 32 - 1)],
    ["a long list", Array.from({ length: 100_000 }, () => 1)],
    ["many keys", Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`key${String(at)}`, at]))],
    ["a long text", { text: "x".repeat(10_000_000) }],
    ["a long key", { ["x".repeat(10_000_000)]: 1 }],
    ["many texts", Array.from({ length: 900 }, () => "x".repeat(10_000))],
    ["a deep tree", deep(1000)],
    ["a ring", ring],
    ["a map", new Map([["a", 1]])],
    ["a set", new Set([1])],
    ["a date", new Date(0)],
    ["an expression", /x/],
    ["an error", new Error("x")],
    ["a bigint", 1n],
    ["no number", NaN],
    ["an endless number", Infinity],
  ])("is refused: %s", (_what, params) => {
    expect(isSmallRequest(structuredClone(params))).toBe(false);
  });

  it("is refused without looking at each of its parts", () => {
    expect(isSmallRequest(watched)).toBe(false);
    expect(visited.filter((key) => /^\d+$/.test(key))).toEqual([]);
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["the longest text there may be", { contactId: 1, text: "x".repeat(1024 * 1024 - 20) }],
    ["lists and trees of a few values", { list: [1, "2", true, null], tree: { of: { some: {} } } }],
  ])("is not: %s", (_what, params) => {
    expect(isSmallRequest(structuredClone(params))).toBe(true);
  });
});
