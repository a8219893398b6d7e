import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "./limits";
import { parseSip } from "./parse";
import type { Parsed } from "./parse";

const VALID = [
  "MESSAGE sip:bob@stamp.test SIP/2.0",
  "Via: SIP/2.0/WS client.invalid;branch=z9hG4bKabc",
  "Max-Forwards: 70",
  'From: "Alice \\"A\\" <x>" <sip:alice@stamp.test>;tag=1',
  "To: <sip:bob@stamp.test>",
  "Call-ID: call-1",
  "CSeq: 7 MESSAGE",
  "Content-Type: application/x-phonex-mime",
  "Content-Length: 5",
  "",
  "hello",
].join("\r\n");

function parse(frame: string | Buffer): Parsed {
  return parseSip(Buffer.from(frame), DEFAULT_LIMITS);
}

describe("parseSip", () => {
  it("reads a request", () => {
    const message = parse(VALID);
    expect(message).toMatchObject({ type: "request", method: "MESSAGE", branch: "z9hG4bKabc", callId: "call-1", cseq: 7 });
    if (message.type !== "request") throw new Error("no request");
    expect(message.uri).toMatchObject({ user: "bob", host: "stamp.test" });
    expect(message.from.uri.user).toBe("alice");
    expect(message.body.toString()).toBe("hello");
  });

  it("reads a response, whatever server wrote it", () => {
    const response = VALID.replace(/^.*/, "SIP/2.0 200").replace("SIP/2.0/WS client", "SIP/2.0/WS  client");
    expect(parse(response)).toMatchObject({ type: "response", status: 200, method: "MESSAGE", branch: "z9hG4bKabc" });
  });

  it("understands compact names, any case and folded lines", () => {
    const written = VALID.replace("From:", "f :").replace("To:", "T:").replace("Via:", "v:").replace("Call-ID: ", "i:\r\n ");
    expect(parse(written)).toMatchObject({ type: "request", callId: "call-1", branch: "z9hG4bKabc" });
  });

  it("takes an escaped or strange header name for no other header", () => {
    const names = ["%46rom", "__proto__", "constructor"].map((name) => `${name}: <sip:carol@stamp.test>;tag=2\r\n`);
    const message = parse(VALID.replace("To:", `${names.join("")}To:`));
    expect(message).toMatchObject({ type: "request", from: { uri: { user: "alice" } } });
  });

  it("keeps a body that is no text as it is", () => {
    const body = Buffer.from([0, 255, 13, 10, 13, 10, 128]);
    const message = parse(Buffer.concat([Buffer.from(VALID.replace("hello", "").replace("Length: 5", "Length: 7")), body]));
    if (message.type !== "request") throw new Error("no request");
    expect(message.body.equals(body)).toBe(true);
  });

  it.each([
    ["two From", VALID.replace("To:", "From: <sip:carol@stamp.test>;tag=2\r\nTo:")],
    ["a second From in compact form", VALID.replace("To:", "f: <sip:carol@stamp.test>;tag=2\r\nTo:")],
    ["two Content-Type", VALID.replace("To:", "c: text/plain\r\nTo:")],
    ["a list in From", VALID.replace(";tag=1", ";tag=1, <sip:carol@stamp.test>")],
    ["From without a tag", VALID.replace(";tag=1", "")],
    ["a parameter twice", VALID.replace(";tag=1", ";tag=1;tag=2")],
    ["two URIs in From", VALID.replace("<sip:alice@stamp.test>", "<sip:alice@stamp.test> <sip:carol@stamp.test>")],
    ["a URI of another scheme", VALID.replace("sip:bob@stamp.test SIP", "tel:123 SIP")],
    ["a password in the URI", VALID.replace("sip:bob@stamp.test SIP", "sip:bob:secret@stamp.test SIP")],
    ["headers in the URI", VALID.replace("sip:bob@stamp.test SIP", "sip:bob@stamp.test?From=x SIP")],
    ["CSeq of another method", VALID.replace("7 MESSAGE", "7 REGISTER")],
    ["CSeq beyond 31 bits", VALID.replace("CSeq: 7", "CSeq: 2147483648")],
    ["a branch of the old RFC", VALID.replace("z9hG4bKabc", "1")],
    ["Content-Length too long", VALID.replace("Length: 5", "Length: 6")],
    ["Content-Length too short", VALID.replace("Length: 5", "Length: 4")],
    ["a control character in a header", VALID.replace("70", "7\u00000")],
    ["a lone line feed in a header", VALID.replace("70", "70\nFrom: <sip:carol@stamp.test>")],
    ["a header without a name", VALID.replace("Max-Forwards", "")],
    ["another version", VALID.replace("SIP/2.0\r\nVia", "SIP/3.0\r\nVia")],
  ])("refuses %s with 400", (_what, frame) => {
    expect(parse(frame)).toMatchObject({ type: "bad-request", status: 400 });
  });

  it.each([
    ["nothing", ""],
    ["no end of the head", VALID.slice(0, 60)],
    ["line feeds alone", VALID.replaceAll("\r\n", "\n")],
    ["what no answer can go to", VALID.replace("Via", "Way")],
    ["a malformed response", VALID.replace(/^.*/, "SIP/2.0 999 OK")],
    ["a malformed ACK", VALID.replace(/^MESSAGE/, "ACK")],
    ["text that is no UTF-8", Buffer.from(VALID.replace("call-1", "call-\u00ff"), "latin1")],
    ["a head without end", `${VALID.slice(0, 200)}${"X: y\r\n".repeat(20_000)}`],
    ["too many headers", VALID.replace("To:", `${"X: y\r\n".repeat(100)}To:`)],
  ])("drops %s", (_what, frame) => {
    expect(parse(frame)).toMatchObject({ type: "garbage" });
  });

  it("answers 513 to a message that is too large, and reads one of the size that just passes", () => {
    const long = VALID.replace("hello", "x".repeat(70_000)).replace("Length: 5", "Length: 70000");
    expect(parse(long)).toMatchObject({ type: "bad-request", status: 513 });
    const room = DEFAULT_LIMITS.maxFrameBytes - (VALID.length - 5) - 4;
    const largest = VALID.replace("hello", "x".repeat(room)).replace("Length: 5", `Length: ${room}`);
    expect(largest).toHaveLength(DEFAULT_LIMITS.maxFrameBytes);
    expect(parse(largest).type).toBe("request");
  });

  it("never throws and never takes long, whatever is changed in a message", () => {
    const change = fc.record({ at: fc.nat(VALID.length), remove: fc.nat(30), insert: fc.oneof(fc.string(), fc.constantFrom("\r\n", "<", ">", '"', ";", ",", ";;", '\\"', ":", "\r\n ")) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const changed = changes.reduce((text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove), VALID);
        expect(["request", "response", "bad-request", "garbage"]).toContain(parse(changed).type);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([" ", "a ", '"', '\\"', ";", ";a=", "<", "\t", ";a=b", ":", "%41", "=\"\\"])("does not get slow on a header of many %j", (piece) => {
    const value = piece.repeat(Math.floor(15_000 / piece.length));
    const started = performance.now();
    for (const name of ["From", "To", "Via", "Contact", "CSeq"]) parse(VALID.replace(new RegExp(`${name}: .*`), () => `${name}: ${value}x`));
    parse(VALID.replace("MESSAGE sip", `MESSAGE sip${value}`));
    // Linear reading takes about 1 ms here; anything quadratic would take seconds.
    expect(performance.now() - started).toBeLessThan(500);
  });
});
