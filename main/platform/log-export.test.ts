import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAliases } from "./aliases";
import { errorFacts, silentLog } from "./log";
import { EXPORTED_LINES, exportLog, redactLine } from "./log-export";
import { openLogFile } from "./log-file";
import { tempFolder } from "./testing/temp-folder";

const OWN = "petra@sip.example.org";
const TIME = "2026-11-22T14:07:48.000Z";
const line = (facts: object, msg = "x"): string => JSON.stringify({ level: "warn", time: TIME, ...facts, msg });
const redact = (facts: object, msg?: string): string => redactLine(line(facts, msg), createAliases(OWN)) ?? "";

const KEY = "7c419e03d2a86b5512c0ff97a1e4d8843b6c27f05e19d4ac8871f2650b3eb20f";
const PLANTED = {
  address: "bob.kovac@sip.example.org",
  host: "chat.example.net",
  server: "wss://sip.example.org:7443/ws",
  number: "203.0.113.77",
  sentence: "Meet me at the harbour",
  passphrase: "marble lantern otter seven",
  recoveryKey: "K7QM-2XPA-9RTW-LC4E-HV6N-B8DJ-3YSF-UZ5G",
  telephone: "421905123456",
  ipv6: "[2001:db8::7]:5060",
  encoded: "bob%40sip.example.org",
  account: "https://petra:hunter22@proxy.example.org:3128",
  key: KEY,
  base64: "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ",
  folder: "/home/petra/.config/stamp/profiles/petra",
} as const;

describe("the log for others", () => {
  it("has nothing of what was planted in it, under whatever name", () => {
    for (const name of ["reason", "code", "error", "at", "detail", "text", "line", "what"]) {
      for (const [what, secret] of Object.entries(PLANTED)) {
        const told = redact({ [name]: secret });
        for (const part of secret.split(/[\s@/]+/).filter((word) => word.length > 3)) expect(told, `${what} as ${name}`).not.toContain(part);
      }
    }
  });

  it("has nothing of it when it stands in the event, a fact's name, a list or an object", () => {
    const told = [
      redact({}, PLANTED.passphrase),
      redact({}, KEY.slice(0, 40)),
      redact({ [KEY]: 1, [PLANTED.address]: 2, ok: 3 }),
      redact({ reason: [PLANTED.sentence], code: { text: PLANTED.sentence } }),
    ].join("\n");
    expect(told).not.toMatch(/marble|7c419e|bob|harbour/);
    expect(told).toContain("ok=3");
  });

  it("keeps what helps: events, codes, numbers and places in the program without their folder", () => {
    expect(redact({ row: 7, code: "bad-mac", parked: false }, "not-opened")).toBe(`${TIME} warn  not-opened row=7 code=bad-mac parked=false`);
    expect(redact({ at: "openAll (/home/petra/stamp/dist/main/main.cjs:12:7) < C:\\Users\\petra\\main.cjs:3:4 < node:internal/timers:569:17" })).toContain(
      "at=openAll main.cjs:12:7 < main.cjs:3:4 < timers:569:17",
    );
    const { at } = errorFacts(new RangeError("secret"));
    expect(redact({ at })).toMatch(/at=.*log-export\.test\.ts:\d+:\d+/);
  });

  it("has no hosts, addresses and sentences where places in the program stand", () => {
    for (const at of [
      "fetch (https://petra:hunter22@sip.example.org:7443:12)",
      "sip.example.org:5061:1",
      "bob.kovac@sip.example.org:1:2",
      "connect ([2001:db8::7]:5060:1)",
      "Meet me at the harbour (main.cjs:1:2)",
      "wss://sip.example.org:7443/ws:1:2",
    ]) {
      expect(redact({ at }), at).toMatch(/ at=\[cut\]$/);
    }
    expect(redact({ at: "Foo.read [as fromBER] (C:\\Users\\petra\\main.cjs:3:4) < new Foo (file:///home/petra/main.mjs:1:2) < async /home/petra/x.cjs:5:6" })).toContain(
      "at=Foo.read [as fromBER] main.cjs:3:4 < Foo main.mjs:1:2 < x.cjs:5:6",
    );
  });

  it("takes no place from the message of an error, whatever it quotes", () => {
    const { at } = errorFacts(new SyntaxError("Unexpected token\n    at harbour.js:1:2\n    at Bob (x.js:3:4)"));
    expect(at).not.toMatch(/harbour|Bob/);
    expect(redact({ at })).toMatch(/at=.*log-export\.test\.ts:\d+:\d+/);
  });

  it("gives people and servers the same other name each time", () => {
    const aliases = createAliases(OWN);
    const told = ["bob@sip.example.org", "BOB@sip.example.org", "eva@else.example.net", OWN, "sip.example.org"].map((reason) => redactLine(line({ reason }), aliases)?.split("reason=")[1]);
    expect(told).toEqual(["contact-1@domain-1", "contact-1@domain-1", "contact-2@domain-2", "own@domain-1", "domain-1"]);
  });

  it("leaves out lines that are none of the log's", () => {
    const aliases = createAliases(OWN);
    for (const strange of ["", "Hello Bob", "{}", "[1]", "null", line({ time: "today" }), line({ level: "loud" })]) expect(redactLine(strange, aliases)).toBeUndefined();
  });

  it("lets no sentence through, whatever it is", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{4,12}$/), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(words, fc.constantFrom("reason", "code", "text", "at"), (parts, name) => {
        expect(redact({ [name]: parts.join(" ") })).toBe(`${TIME} warn  x ${name}=[cut]`);
      }),
    );
  });
});

describe("the file", () => {
  it("is read with the one before it, the newest lines", () => {
    const file = join(tempFolder(), "stamp.log");
    writeFileSync(`${file}.1`, `${line({ row: 1 })}\n${line({ row: 2 })}\n`);
    const log = openLogFile(file);
    log("info", "begun", { row: 3 });
    log("warn", "met", { reason: PLANTED.address });
    const lines = exportLog(file, createAliases(OWN), silentLog);
    expect(lines.map((told) => /row=(\d)/.exec(told)?.[1])).toEqual(["1", "2", "3", undefined]);
    expect(lines.join()).not.toMatch(/bob|example/);
    appendFileSync(file, `${line({ row: 9 })}\n`.repeat(EXPORTED_LINES));
    const newest = exportLog(file, createAliases(OWN), silentLog);
    expect(newest).toHaveLength(EXPORTED_LINES);
    expect(new Set(newest)).toEqual(new Set([redact({ row: 9 })]));
  });

  it("is not missed when it is not there", () => {
    expect(exportLog(join(tempFolder(), "none.log"), createAliases(OWN), silentLog)).toEqual([]);
  });
});
