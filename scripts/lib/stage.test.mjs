import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { stage } from "./stage.mjs";

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("a stage", () => {
  it("passes when its work ends with nothing or with exit code 0", async () => {
    await stage("one", 10, async () => undefined);
    await stage("two", 10, async () => 0);
    expect(console.log).toHaveBeenLastCalledWith(expect.stringMatching(/^── two: \d/));
  });

  it("gives its work the budget in milliseconds", async () => {
    const work = vi.fn(async () => 0);
    await stage("one", 10, work);
    expect(work).toHaveBeenCalledWith(10_000);
  });

  it("that fails is named, with why", async () => {
    await expect(stage("lint", 10, async () => 2)).rejects.toThrow(/^lint failed after .* \(exit code 2\)/);
    await expect(stage("bundles", 10, async () => Promise.reject(new Error("no such file")))).rejects.toThrow(
      /^bundles failed after .*: no such file/,
    );
  });

  it("is not waited for when its work hangs in our own process", async () => {
    const hangs = () => new Promise(() => undefined);
    await expect(stage("bundles", 0, hangs, { graceMs: 20 })).rejects.toThrow(/did not end within its budget/);
  });
});
