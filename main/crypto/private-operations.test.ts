import { expect, it } from "vitest";
import { createRunOperation, type RunOperation } from "./private-operations";

const placeOf = (run: RunOperation): Promise<string> => run(() => "here", () => Promise.resolve("in the pool"));

it("one operation alone runs here, also after others", async () => {
  const run = createRunOperation(true);
  expect([await placeOf(run), await placeOf(run)]).toEqual(["here", "here"]);
});

it("all that are asked for in one turn run in the pool", async () => {
  const run = createRunOperation(true);
  expect(await Promise.all([placeOf(run), placeOf(run), placeOf(run)])).toEqual(Array.from({ length: 3 }, () => "in the pool"));
  expect(await placeOf(run)).toBe("here");
});

it("one that is asked for while another is in the pool goes there too", async () => {
  const run = createRunOperation(true);
  let finish: (result: string) => void = () => undefined;
  const pool = new Promise<string>((resolve) => (finish = resolve));
  const slow = Promise.all([run(() => "here", () => pool), placeOf(run)]);
  await Promise.resolve();
  expect(await placeOf(run)).toBe("in the pool");
  finish("slow");
  expect(await slow).toEqual(["slow", "in the pool"]);
  expect(await placeOf(run)).toBe("here");
});

it("none runs here for a key that is too large for it", async () => {
  expect(await placeOf(createRunOperation(false))).toBe("in the pool");
});

it("a failure is the caller's, and the next one runs as ever", async () => {
  const run = createRunOperation(true);
  const fail = (): never => {
    throw new Error("refused");
  };
  await expect(run(fail, () => Promise.reject(new Error("pool")))).rejects.toThrow("refused");
  const both = [run(fail, () => Promise.reject(new Error("pool"))), placeOf(run)] as const;
  await expect(both[0]).rejects.toThrow("pool");
  await both[1];
  expect(await placeOf(run)).toBe("here");
});
