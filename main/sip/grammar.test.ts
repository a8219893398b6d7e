// The claim of grammar.ts, tested against the parser it stands in front of: it answers the same or not at all.
import fc from "fast-check";
import { Core, Grammar, URI, type NameAddrHeader } from "sip.js";
import { beforeAll, describe, expect, it } from "vitest";
import { parseEveryday } from "./grammar";
import { installRepairs, originalParse, parseCounts } from "./repairs";
import { RECORDED_SERVERS, recordedFrames } from "./testing/recorded-frames";

const FRAMES = RECORDED_SERVERS.flatMap(recordedFrames);

/** Rule of sip.js's grammar for each header that it parses. */
const RULE_BY_HEADER: Readonly<Record<string, string>> = {
  via: "Via",
  from: "From",
  to: "To",
  contact: "Contact",
  "call-id": "Call_ID",
  cseq: "CSeq",
  "content-type": "Content_Type",
  "content-length": "Content_Length",
  "max-forwards": "Max_Forwards",
  event: "Event",
  "subscription-state": "Subscription_State",
};

/** Values to start from, by rule: those of real frames and the known traps. */
const SEEDS: Readonly<Record<string, readonly string[]>> = seeds();

function seeds(): Record<string, string[]> {
  const found: Record<string, string[]> = {
    SIP_URI: [
      "sip:alice@phonex.test", "sip:alice@10.0.0.255:5060;transport=tls;lr", "sip:a.b_c+d-e@x1.y-2.zz:1", "sip:phonex.test",
      "sip:a@1.2.3.4.de", "sip:a@256.1.1.1", "sip:a@01.2.3.4", "sip:a@b;transport=tcpx", "sip:a@b;lrx", "sip:a@b;lr=on",
      "sip:a%40b@c", "sip:a:b@c", "sip:a@[::1]", "sips:a@b", "SIP:a@b", "sip:a@b?c=d", "sip:a@b.1c", "sip:a@b_c.d", "sip:a@b-",
    ],
    Via: [
      "SIP/2.0/WS  127.0.0.1:8088;branch=z9hG4bK1.a;rport;i=1", "SIP/2.0/WSS a.invalid;received=10.1.1.1;rport=1;branch=b",
      "SIP/2.0/WS a;branch=b;branch=c", "SIP/2.0/WS a;branchx=b", "SIP/2.0/WS a;ttl=1;maddr=b;branch=c", "SIP/2.0/WS a;received=a.b",
      "SIP/2.0/WS 1.2.3.4;received=1.2.3.400", "SIP / 2.0 / WS a;branch=b", "SIP/2.0/WS a ;branch = b", "SIP/2.0/WS a;i=1;i=2;alias",
    ],
    CSeq: ["1 MESSAGE", "1 NOTIFYFY", "00012 REGISTER", "999999999 OPTIONS", "1  MESSAGE", "1 message", "4294967296 MESSAGE"],
    Content_Type: ["applicationon/x", "application/x", "text/plain;charset=utf-8", "textual/plain", "application/x-phonex-mime;a"],
    Request_Response: [
      "SIP/2.0 200 OK", "SIP/2.0 100 trying -- your call is important to us", "SIP/2.0 404 ", "SIP/2.0 200", "sip/2.0 200 OK",
      "MESSAGE sip:a@b.c:5060;transport=ws SIP/2.0", "MESSAGEX sip:a@b SIP/2.0", "NOTIFY sip:a@b SIP/2.00", "OPTIONS tel:+1 SIP/2.0",
      "MESSAGE sip:a:5060 SIP/2.0", "MESSAGE sip:b.c:5060;transport=ws SIP/2.0",
    ],
    From: ['"Al" <sip:a@b>;tag=x', "Al <sip:a@b>;tag=x", "sip:a@b;tag=x", "<sip:a@b> ; tag = x", "<sip:a@b>;tag=x;y=z", "<sip:a@b>;Tag=x"],
    To: ["<sip:a@b>", "<sip:b>", "<sip:a@b>;tag="],
    Contact: ["<sip:a@b>;expires=0060", "<sip:a@b>;q=0.5", "*", "<sip:a@b>, <sip:c@d>", "<sip:a@b>;expires=x", "sip:a@b;expires=1"],
    Call_ID: ["a@b", "a@b@c", "a b", "a/b", "<a>", "a@"],
    Content_Length: ["0", "0012", "1 ", "-1", "99999999999"],
    Max_Forwards: ["70", "007", "x"],
    Event: ["presence", "Presence", "presence;id=1", "presence.winfo"],
    Subscription_State: ["active;expires=60", "pending;expires=0", "terminated;reason=timeout", "active", "active;expires=60;x=y", "activex;expires=1"],
  };
  for (const frame of FRAMES) {
    const [first = "", ...lines] = frame.slice(0, frame.indexOf("\r\n\r\n")).split("\r\n");
    found["Request_Response"]?.push(first);
    for (const line of lines) {
      const colon = line.indexOf(":");
      const rule = RULE_BY_HEADER[line.slice(0, colon).toLowerCase()];
      if (rule !== undefined) found[rule]?.push(line.slice(colon + 1).trim());
    }
  }
  return found;
}

/** A small change somewhere in a text, mostly with characters that mean something in SIP. */
const mutation = fc.tuple(
  fc.nat(),
  fc.nat(3),
  fc.oneof(
    fc.stringMatching(/^[;:=@<>"%.,/ \t\r\n*?&+[\]()-]{0,3}$/),
    fc.constantFrom("sip:", ";lr", ";tag=a", "transport=", "127.0.0.1", "2", "MESSAGE", "\\", "\0", "é", "A".repeat(200)),
    fc.string({ maxLength: 3 }),
  ),
);
const mutate = (text: string, changes: readonly (readonly [number, number, string])[]): string =>
  changes.reduce((value, [at, remove, insert]) => {
    const start = at % (value.length + 1);
    return value.slice(0, start) + insert + value.slice(start + remove);
  }, text);

beforeAll(installRepairs);

describe("the short way through the grammar", () => {
  it.each(Object.keys(SEEDS))("answers for %s what the grammar answers, or nothing", (rule) => {
    let answered = 0;
    fc.assert(
      fc.property(fc.constantFrom(...(SEEDS[rule] ?? [])), fc.array(mutation, { maxLength: 3 }), (seed, changes) => {
        const input = mutate(seed, changes);
        const everyday = parseEveryday(input, rule);
        if (everyday === undefined) return;
        answered += 1;
        expect(everyday).toStrictEqual(originalParse(input, rule));
      }),
      { numRuns: 3_000 },
    );
    // Without answers the comparison would have said nothing.
    expect(answered).toBeGreaterThan(300);
  });

  it("leaves every frame, whole or damaged, as the grammar alone would read it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...FRAMES), fc.array(mutation, { maxLength: 4 }), (frame, changes) => {
        const input = mutate(frame, changes);
        expect(readFrame(input)).toStrictEqual(withoutShortWay(() => readFrame(input)));
      }),
      { numRuns: 1_500 },
    );
  });

  it("answers nothing for rules it does not know, prototype names included", () => {
    for (const rule of ["WWW_Authenticate", "constructor", "__proto__", "toString", ""]) {
      expect(parseEveryday("x", rule)).toBeUndefined();
    }
  });

  it("makes fresh objects, so that who changes one changes no other", () => {
    const one = parseEveryday("<sip:a@b>;tag=c", "From") as NameAddrHeader;
    const two = parseEveryday("<sip:a@b>;tag=c", "From") as NameAddrHeader;
    one.uri.user = "changed";
    one.setParam("tag", "changed");
    expect(two.uri.user).toBe("a");
    expect(two.getParam("tag")).toBe("c");
    expect(one.uri).toBeInstanceOf(URI);
  });
});

describe("real frames", () => {
  it.each(RECORDED_SERVERS)("of %s are all read, nearly without the slow parser", (server) => {
    const slow: string[] = [];
    for (const frame of recordedFrames(server)) {
      const before = parseCounts().slow;
      expect(readFrame(frame)).not.toBe("dropped");
      if (parseCounts().slow > before) slow.push(`${parseCounts().slow - before}: ${frame.split("\r\n")[0] ?? ""}`);
    }
    // The answers to REGISTER carry a challenge or a contact with many parameters; both are rare.
    expect(slow).toEqual(["1: SIP/2.0 401 Unauthorized", "1: SIP/2.0 200 OK"]);
  });
});

describe("values made to be slow", () => {
  const n = 60_000;
  it.each([
    ["From", `<sip:${"a".repeat(n)}`],
    ["From", `<sip:a@${"a.".repeat(n / 2)}>`],
    ["From", `<sip:a@${"a-".repeat(n / 2)}`],
    ["From", `<sip:a@b>;tag=${"a".repeat(n)} `],
    ["Via", `SIP/2.0/WS ${"a.".repeat(n / 2)};branch=b`],
    ["Via", `SIP/2.0/WS${" ".repeat(n)}a`],
    ["Via", `SIP/2.0/WS a${";a=b".repeat(n / 4)}`],
    ["Via", `SIP/2.0/WS ${"1.".repeat(n / 2)}`],
    ["Request_Response", `SIP/2.0 200 ${"a".repeat(n)}\0`],
    ["Request_Response", `MESSAGE sip:${"a.".repeat(n / 2)}@b SIP/2.0`],
    ["Call_ID", `${"a".repeat(n)}@`],
    ["CSeq", `${"1".repeat(n)} MESSAGE`],
    ["Contact", `<sip:a@b>;expires=${"1".repeat(n)}`],
    ["SIP_URI", `sip:${"a".repeat(n)}@`],
    ["Subscription_State", `active;expires=${"1".repeat(n)}x`],
  ])("%s of 60 000 characters takes no time (%#)", (rule, input) => {
    parseEveryday(input, rule);
    const times = Array.from({ length: 20 }, () => {
      const started = performance.now();
      parseEveryday(input, rule);
      return performance.now() - started;
    });
    expect(Math.min(...times)).toBeLessThan(1.2);
    expect(Grammar.parse(input, rule)).toBe(-1);
  });
});

/** What sip.js makes of a frame; a frame that it throws on counts as dropped. */
function readFrame(frame: string): unknown {
  const logger = new Core.LoggerFactory();
  logger.builtinEnabled = false;
  try {
    return Core.Parser.parseMessage(frame, logger.getLogger("test")) ?? "dropped";
  } catch {
    return "dropped";
  }
}

/** Only the short way is taken out; a Content-Type that cannot be read is still kept. */
function withoutShortWay<Value>(run: () => Value): Value {
  const repaired = Grammar.parse;
  const parse = (input: string, rule: string): unknown => {
    const parsed = originalParse(input, rule);
    return parsed === -1 && rule === "Content_Type" ? input : parsed;
  };
  Object.assign(Grammar, { parse });
  try {
    return run();
  } finally {
    Object.assign(Grammar, { parse: repaired });
  }
}
