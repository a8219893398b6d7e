import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "./testing/temp-folder";
import { errorFacts } from "./log";
import { openLogFile } from "./log-file";

function freshFile(): string {
  return join(tempFolder(), "logs", "stamp.log");
}

describe("the log on disk", () => {
  it("writes one JSON line for each event, with level, time and facts", () => {
    const file = freshFile();
    const log = openLogFile(file);
    log("info", "session-opened", { rows: 3, first: true });
    log("warn", "retrying");
    const lines = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line) as object);
    expect(lines).toEqual([
      { level: "info", time: expect.stringMatching(/^\d{4}-/) as string, rows: 3, first: true, msg: "session-opened" },
      { level: "warn", time: expect.any(String) as string, msg: "retrying" },
    ]);
  });

  it("cuts addresses wherever they stand in a value", () => {
    const file = freshFile();
    openLogFile(file)("info", "x", { reason: '486 <sip:alice@Example.com>;tag=1 b,o/b@x' });
    const written = readFileSync(file, "utf8");
    expect(written).not.toContain("alice");
    expect(written).not.toContain("o/b");
    expect(written).toContain("486 <[cut]>;tag=1 [cut]");
  });

  it("replaces every value under a telling name", () => {
    const file = freshFile();
    openLogFile(file)("error", "x", { password: "canary-1", text: "canary-2", privateKey: "canary-3", to: "canary-4" });
    expect(readFileSync(file, "utf8")).not.toContain("canary");
  });

  it("keeps three files and moves on at about 1 MiB", () => {
    const file = freshFile();
    const full = "x".repeat(1024 * 1024 - 10);
    for (let round = 0; round < 4; round++) {
      openLogFile(file)("info", "x", { round });
      writeFileSync(file, full);
    }
    openLogFile(file)("info", "x", { round: 4 });
    expect(readdirSync(join(file, "..")).sort()).toEqual(["stamp.log", "stamp.log.1", "stamp.log.2"]);
    expect(readFileSync(file, "utf8")).toContain('"round":4');
    expect(readFileSync(`${file}.1`, "utf8")).toBe(full);
  });

  it("is readable by nobody else", () => {
    const file = freshFile();
    openLogFile(file)("info", "x");
    for (const path of [file, dirname(file)]) expect(statSync(path).mode & 0o077).toBe(0);
  });

  it("does not throw when the folder cannot be made", () => {
    const obstacle = join(tempFolder(), "file");
    writeFileSync(obstacle, "");
    const log = openLogFile(join(obstacle, "stamp.log"));
    expect(() => {
      log("info", "x");
    }).not.toThrow();
  });
});

describe("facts of an unexpected error", () => {
  it("say class, code and place, never the message", () => {
    const facts = errorFacts(Object.assign(new TypeError("canary\nsecond canary"), { code: "E_ODD" }));
    expect(facts).toMatchObject({ error: "TypeError", code: "E_ODD" });
    expect(facts["at"]).toContain("log-file.test");
    expect(JSON.stringify(facts)).not.toContain("canary");
  });

  it("say only the type of what is not an error", () => {
    expect(errorFacts("canary")).toEqual({ error: "string" });
  });
});
