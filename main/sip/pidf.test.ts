import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { readPidf } from "./pidf-read";
import { writePidf } from "./pidf-write";
import { recordedFrames } from "./testing/recorded-frames";
import { parseFrame } from "./testing/sip-frame";

const ALICE = "alice@test.example" as Address;
const NOW = Date.UTC(2024, 4, 1);
const CERTIFICATE = new Uint8Array([1, 2, 3]);
const FINGERPRINT = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";

/** A document of a foreign client around these elements of its one tuple. */
const pidf = (tuple: string, rest = ""): string =>
  `<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:s="urn:stamp:pidf:1"` +
  ` xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:r="urn:ietf:params:xml:ns:pidf:rpid"` +
  ` entity="sip:alice@test.example"><tuple id="t1">${tuple}</tuple>${rest}</presence>`;
const OPEN = "<status><basic>open</basic></status>";

describe("our document", () => {
  it("says open, capabilities, certificate and time in the forms of the specification", () => {
    const document = writePidf(ALICE, { status: "online", capabilities: ["3.1.2", "3.1.3"], certificate: CERTIFICATE }, NOW);
    expect(document.replaceAll("\r\n", "")).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>' +
        '<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"' +
        ' xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" xmlns:s="urn:stamp:pidf:1" entity="sip:alice@test.example">' +
        '<tuple id="stamp"><status><basic>open</basic></status>' +
        "<s:capabilities><s:capability>3.1.2</s:capability><s:capability>3.1.3</s:capability></s:capabilities>" +
        `<s:certificate fingerprint="${FINGERPRINT}">AQID</s:certificate>` +
        "<timestamp>2024-05-01T00:00:00.000Z</timestamp></tuple></presence>",
    );
  });

  it("is read back as it was meant, whatever the capabilities contain", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("online" as const, "away" as const),
        fc.array(fc.string({ minLength: 1, maxLength: 32 }).map((text) => text.replace(/[^ -~]/g, "x").trim() || "x"), { maxLength: 64 }),
        fc.uint8Array({ minLength: 1, maxLength: 2_000 }),
        (status, capabilities, certificate) => {
          const reading = readPidf(writePidf(ALICE, { status, capabilities, certificate }, NOW));
          expect(reading).toEqual({ ok: true, presence: { status, capabilities, certificate } });
        },
      ),
    );
  });

  it.each(["kamailio", "embedded"] as const)("is understood as %s hands it on", (server) => {
    const notify = recordedFrames(server).map(parseFrame).find(({ method, body }) => method === "NOTIFY" && body !== "");
    expect(readPidf(notify?.body ?? "")).toMatchObject({
      ok: true,
      presence: { status: expect.stringMatching(/online|away/) as string, certificate: expect.any(Uint8Array) as Uint8Array },
    });
  });
});

describe("a document of somebody else", () => {
  it.each([
    ["open", pidf(OPEN), "online"],
    ["closed", pidf("<status><basic>closed</basic></status>"), "offline"],
    ["no status", pidf(""), "offline"],
    ["an unknown status", pidf("<status><basic>maybe</basic></status>"), "offline"],
    ["a note away", pidf(`${OPEN}<note>Away</note>`), "away"],
    ["a note of anything", pidf(`${OPEN}<note>In the garden, away from it all</note>`), "online"],
    ["an activity of the person", pidf(OPEN, "<dm:person id='p'><r:activities><r:meeting/></r:activities></dm:person>"), "away"],
    ["an activity in the tuple", pidf(`${OPEN}<r:activities><r:away/></r:activities>`), "away"],
    ["an activity of a closed tuple", pidf("<status><basic>closed</basic></status><note>away</note>"), "offline"],
    ["an away that is no activity", pidf(`${OPEN}<r:away/>`), "online"],
    ["nothing at all", pidf("").replace(/<tuple.*tuple>/, ""), "offline"],
    ["an empty body", "", "offline"],
    ["a blank body", " \r\n", "offline"],
  ])("with %s is read", (_, document, status) => {
    expect(readPidf(document)).toEqual({ ok: true, presence: { status } });
  });

  it("speaks by its newest tuple", () => {
    const tuple = (id: string, basic: string, capability: string, time: string): string =>
      `<tuple id="${id}"><status><basic>${basic}</basic></status><s:capabilities><s:capability>${capability}</s:capability>` +
      `</s:capabilities><timestamp>${time}</timestamp></tuple>`;
    const document = pidf(
      `${OPEN}<timestamp>2020-01-01T00:00:00Z</timestamp>`,
      tuple("new", "open", "new", "2024-05-02T00:00:00Z") + tuple("old", "closed", "old", "2024-05-01T00:00:00Z"),
    );
    expect(readPidf(document)).toEqual({ ok: true, presence: { status: "online", capabilities: ["new"] } });
  });

  it("without times speaks by a tuple that is open", () => {
    const rest = `<tuple id="t2">${OPEN}</tuple>`;
    expect(readPidf(pidf("<status><basic>closed</basic></status>", rest))).toMatchObject({ presence: { status: "online" } });
  });

  it("may have an empty list of capabilities, which is not the same as none", () => {
    expect(readPidf(pidf(`${OPEN}<s:capabilities/>`))).toMatchObject({ presence: { capabilities: [] } });
  });

  it("has its lists and strings cut to what we keep", () => {
    const many = Array.from({ length: 100 }, (_, index) => `<s:capability>${index}${"x".repeat(100)}</s:capability>`);
    const reading = readPidf(pidf(`${OPEN}<s:capabilities>${many.join("")}</s:capabilities>`));
    const capabilities = reading.ok ? (reading.presence.capabilities ?? []) : [];
    expect(capabilities).toHaveLength(64);
    expect(capabilities.every((text) => text.length === 32)).toBe(true);
  });

  it.each([
    ["of another fingerprint", `<s:certificate fingerprint="${"0".repeat(64)}">AQID</s:certificate>`],
    ["without a fingerprint", "<s:certificate>AQID</s:certificate>"],
    ["that is no base64", `<s:certificate fingerprint="${FINGERPRINT}">A!ID</s:certificate>`],
    ["that is empty", `<s:certificate fingerprint="${FINGERPRINT}"></s:certificate>`],
    ["that is too long", `<s:certificate fingerprint="${FINGERPRINT}">${"A".repeat(13_000)}</s:certificate>`],
    ["outside the tuple's namespace", `<certificate fingerprint="${FINGERPRINT}">AQID</certificate>`],
  ])("has no certificate %s", (_, element) => {
    expect(readPidf(pidf(OPEN + element))).toEqual({ ok: true, presence: { status: "online" } });
  });

  it("may break the certificate's lines and write its fingerprint in capitals", () => {
    const element = `<s:certificate fingerprint="${FINGERPRINT.toUpperCase()}">\r\n  AQ\r\n  ID </s:certificate>`;
    expect(readPidf(pidf(OPEN + element))).toMatchObject({ presence: { certificate: CERTIFICATE } });
  });
});

describe("a document that is no information", () => {
  it.each([
    ["document-type", '<!DOCTYPE presence [<!ENTITY a "b">]><presence xmlns="urn:ietf:params:xml:ns:pidf">&a;</presence>'],
    ["document-type", '<!DOCTYPE presence SYSTEM "file:///etc/passwd"><presence xmlns="urn:ietf:params:xml:ns:pidf"/>'],
    ["malformed-xml", '<presence xmlns="urn:ietf:params:xml:ns:pidf">&a;</presence>'],
    ["malformed-xml", '<presence xmlns="urn:ietf:params:xml:ns:pidf"><tuple></presence>'],
    ["malformed-xml", '<presence xmlns="urn:ietf:params:xml:ns:pidf">'],
    ["malformed-xml", "not xml"],
    ["malformed-xml", "<s:presence/>"],
    ["malformed-xml", "\0"],
    ["not-pidf", "<presence/>"],
    ["not-pidf", '<list xmlns="urn:ietf:params:xml:ns:pidf"/>'],
    ["too-deep", pidf("<x>".repeat(20) + "</x>".repeat(20))],
    ["too-large", pidf(`<!--${"x".repeat(50_000)}-->`)],
  ])("is a typed error: %s", (error, document) => {
    expect(readPidf(document)).toEqual({ ok: false, error });
  });

  it("never throws and never takes long, whatever it is", () => {
    const whole = writePidf(ALICE, { status: "away", capabilities: ["3.1.2"], certificate: CERTIFICATE }, NOW);
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), fc.string({ unit: "binary", maxLength: 20 }), (a, b, insert) => {
        const mutated = whole.slice(0, a) + insert + whole.slice(b);
        expect(typeof readPidf(mutated).ok).toBe("boolean");
      }),
      { numRuns: 500 },
    );
  });
});
