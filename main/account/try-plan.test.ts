import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../platform/testing/temp-folder";
import { ensureTryPlan, readTryPlan, writeTryPort } from "./try-plan";

const freshFolder = () => join(tempFolder(), "try-server");

describe("the plan of Try it here", () => {
  it("is made once, and the same for every instance", () => {
    const folder = freshFolder();
    expect(readTryPlan(folder)).toBeUndefined();
    const plan = ensureTryPlan(folder);
    expect(plan.port).toBe(0);
    expect([plan.you, plan.friend, plan.echo].map(({ address }) => address)).toEqual([
      "you@stamp.localhost",
      "friend@stamp.localhost",
      "echo@stamp.localhost",
    ]);
    expect(new Set([plan.you, plan.friend, plan.echo].map(({ password }) => password)).size).toBe(3);
    expect(ensureTryPlan(folder)).toEqual(plan);
    expect(readTryPlan(folder)).toEqual(plan);
  });

  it("keeps everything but the port when the port is written", () => {
    const folder = freshFolder();
    const plan = ensureTryPlan(folder);
    writeTryPort(folder, 4711);
    expect(readTryPlan(folder)).toEqual({ ...plan, port: 4711 });
  });

  it("is for this user only", () => {
    const folder = freshFolder();
    ensureTryPlan(folder);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });

  it.each(["", "{", "{}", '{"version":2}'])("that cannot be read (%j) is put aside and made anew", (content) => {
    const folder = freshFolder();
    ensureTryPlan(folder);
    const [name] = readdirSync(folder);
    writeFileSync(join(folder, name ?? ""), content);
    expect(readTryPlan(folder)).toBeUndefined();
    expect(ensureTryPlan(folder).port).toBe(0);
    expect(readFileSync(join(folder, `${name ?? ""}.unreadable`), "utf8")).toBe(content);
  });
});
