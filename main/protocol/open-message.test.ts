// What can be wrong with a message before any key is used, one test for each code (spec 1.4, Open 1; 1.11).
// What the keys find out is in stp-simple.test.
import { describe, expect, it } from "vitest";
import { concatBytes } from "../crypto/bytes";
import { readBody, writeBody } from "./envelope";
import { openMessage } from "./open-message";
import { sealMessage } from "./seal-message";
import { hashedDestination } from "./stp-header";
import { AUTH, authFields, bobReads, changed, codeOf, fromAlice, signedByAlice, SIMPLE, withoutField } from "./testing/messages";
import { alice, bob, mallory } from "./testing/people";

const simpleBodies = await Promise.all(SIMPLE.map(async (stp) => (await sealMessage(fromAlice(stp))).body));
const authBodies = await Promise.all(AUTH.map(async (stp) => (await sealMessage(fromAlice(stp))).body));
const [, , v3 = ""] = simpleBodies;

describe("a message that is whole", () => {
  it.each([...simpleBodies, ...authBodies].map((body, index) => [index, body] as const))("opens (%i)", async (_, body) => {
    expect(await codeOf(body)).toBeUndefined();
  });
});

describe("a body is refused", () => {
  it("as malformed-base64 when it is no base64", async () => {
    expect(await codeOf("*** nonsense ***")).toBe("malformed-base64");
  });

  it("as too-large above 60 000 characters", async () => {
    expect(await codeOf("A".repeat(60_001))).toBe("too-large");
  });

  it("as malformed-envelope when the envelope is cut", async () => {
    expect(await codeOf("CAIQAyKgBQ==")).toBe("malformed-envelope");
  });

  it.each([
    [0, 1],
    [2, 0],
    [2, 4],
    [3, 1],
    [4, 3],
    [5, 1],
    [7, 1],
    [99, 1],
    [-1, 1],
  ])("as unknown-stp when type %i version %i is not built", async (type, version) => {
    expect(await codeOf(writeBody({ stp: { type, version }, payload: readBody(v3).payload }))).toBe("unknown-stp");
  });

  it("as unknown-stp when it is S/MIME of another version in an envelope", async () => {
    expect(await codeOf(Buffer.of(8, 1, 16, 2, 34, 1, 0x30).toString("base64"))).toBe("unknown-stp");
  });
});

describe("a message is refused", () => {
  it("as malformed-stp when it is cut, has another wire type, or a time that no clock shows", async () => {
    const { stp, payload } = readBody(v3);
    expect(await codeOf(writeBody({ stp, payload: payload.subarray(0, -3) }))).toBe("malformed-stp");
    expect(await codeOf(writeBody({ stp, payload: concatBytes(payload, Uint8Array.of(0x32 - 2, 1)) }))).toBe("malformed-stp");
    const future = Uint8Array.of(0x20, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1);
    expect(await codeOf(writeBody({ stp, payload: concatBytes(payload, future) }))).toBe("malformed-stp");
  });

  it.each(["sender", "destination", "signature", "iv", "eAsymBlock", "eSymBlock", "hmac"] as const)(
    "as missing-field without %s",
    async (field) => {
      for (const body of simpleBodies) expect(await codeOf(changed(body, (all) => withoutField(all, field)))).toBe("missing-field");
    },
  );

  it.each(["sender", "destination", "signature", "payload"] as const)(
    "as missing-field without %s when only signed",
    async (field) => {
      for (const body of authBodies) expect(await codeOf(changed(body, (all) => withoutField(all, field)))).toBe("missing-field");
    },
  );

  it("as missing-field whatever else is wrong with it", async () => {
    const body = changed(v3, (all) => ({ ...withoutField(all, "hmac"), encKey: new Uint8Array(32), hmacVersion: 1, sender: "?" }));
    expect(await codeOf(body, { senderKeys: [] })).toBe("missing-field");
  });

  it.each([
    ["encKey", new Uint8Array(32)],
    ["macKey", new Uint8Array(32)],
    ["protocolType", 2],
    ["protocolVersion", 3],
  ] as const)("as virtual-field-on-wire with %s", async (field, value) => {
    for (const body of [...simpleBodies, ...authBodies]) {
      expect(await codeOf(changed(body, (all) => ({ ...all, [field]: value })))).toBe("virtual-field-on-wire");
    }
  });

  it("as virtual-field-on-wire with a payload beside the ciphertext", async () => {
    for (const body of simpleBodies) {
      expect(await codeOf(changed(body, (all) => ({ ...all, payload: new Uint8Array(1) })))).toBe("virtual-field-on-wire");
    }
  });

  it.each(["signatureVersion", "eAsymBlockVersion", "eSymBlockVersion", "hmacVersion"] as const)(
    "as unsupported-variant with %s, in every version",
    async (field) => {
      for (const body of [...simpleBodies, ...authBodies]) {
        expect(await codeOf(changed(body, (all) => ({ ...all, [field]: 0 })))).toBe("unsupported-variant");
      }
    },
  );

  it.each(["iv", "eAsymBlock", "eSymBlock", "hmac"] as const)(
    "as unsupported-variant with %s when only signed",
    async (field) => {
      for (const body of authBodies) {
        expect(await codeOf(changed(body, (all) => ({ ...all, [field]: new Uint8Array(16) })))).toBe("unsupported-variant");
      }
    },
  );

  it("as unsupported-variant with a destination type where nothing covers it, or of an unknown kind", async () => {
    for (const body of [v3, authBodies[1] ?? ""]) {
      expect(await codeOf(changed(body, (all) => ({ ...all, destinationType: 0 })))).toBe("unsupported-variant");
    }
    expect(await codeOf(await signedByAlice(1, { ...authFields, destinationType: 2 }))).toBe("unsupported-variant");
  });

  it("as malformed-stp with an IV of another length", async () => {
    for (const length of [0, 12, 15, 17]) {
      expect(await codeOf(changed(v3, (all) => ({ ...all, iv: new Uint8Array(length) })))).toBe("malformed-stp");
    }
  });

  it("as not-for-me when it is for somebody else, or for a hash of somebody else", async () => {
    expect(await codeOf(v3, { ownAddress: mallory.address })).toBe("not-for-me");
    expect(await codeOf(changed(v3, (all) => ({ ...all, destination: "?" })))).toBe("not-for-me");
    const hashed = { ...authFields, destinationType: 1, destination: hashedDestination(78, bob.address) };
    expect(await codeOf(await signedByAlice(1, hashed))).toBe("not-for-me");
  });

  it("as sender-mismatch when the SIP layer names another sender", async () => {
    expect(await codeOf(v3, { sipFrom: mallory.address })).toBe("sender-mismatch");
    expect(await codeOf(v3, { sipFrom: "nobody" })).toBe("sender-mismatch");
    expect(await codeOf(changed(v3, (all) => ({ ...all, sender: "" })))).toBe("sender-mismatch");
    expect(await codeOf(changed(v3, (all) => ({ ...all, sender: "nobody" })), { sipFrom: "nobody" })).toBe("sender-mismatch");
  });

  it("as no-certificate when the sender's key is unknown and everything else is right", async () => {
    for (const body of [...simpleBodies, ...authBodies]) expect(await codeOf(body, { senderKeys: [] })).toBe("no-certificate");
    expect(await codeOf(changed(v3, (all) => ({ ...all, hmac: new Uint8Array(32) })), { senderKeys: [] })).toBe("bad-mac");
  });

});

describe("a harmless difference", () => {
  it("does not keep a message from opening, and gives the same replay key", async () => {
    const { replayKey } = await openMessage(v3, bobReads);
    const { stp, payload } = readBody(v3);
    const variants = [
      writeBody({ stp, payload: concatBytes(payload, Uint8Array.of(0xf8, 0xff, 0xff, 0xff, 0x0f, 1)) }),
      writeBody({ stp, payload: concatBytes(Uint8Array.of(0x28, 9), payload) }),
      changed(v3, (all) => ({ ...all, certificateVersion: "x" })),
      `[Offline message]${v3.slice(0, 100)}\r\n${v3.slice(100)}`,
    ];
    for (const body of variants) expect((await openMessage(body, bobReads)).replayKey).toEqual(replayKey);
  });

  it("is an absent number, which counts as 0", async () => {
    const zero = { ...authFields, sequenceNumber: 0, randomNonce: 0, messageSentMiliUTC: 0 };
    const body = await signedByAlice(2, zero);
    const bare = changed(body, (all) =>
      withoutField(withoutField(withoutField(all, "sequenceNumber"), "randomNonce"), "messageSentMiliUTC"),
    );
    const opened = await openMessage(bare, bobReads);
    expect(opened).toMatchObject({ sequenceNumber: 0, randomNonce: 0, sentAt: 0 });
    expect(opened).toEqual(await openMessage(body, bobReads));
  });

  it("is the way in which addresses are written", async () => {
    const body = await signedByAlice(2, {
      ...authFields,
      sender: "<sip:alice@PHONE-X.net:5061>",
      destination: "sips:bob@phone-x.NET;x=1",
    });
    const opened = await openMessage(body, { ...bobReads, sipFrom: '"A" <sip:alice@phone-x.net>;tag=1' });
    expect(opened.sender).toBe(alice.address);
  });

  it("is a destination that is hashed, where it is covered", async () => {
    const destination = hashedDestination(77, bob.address);
    expect(await codeOf(await signedByAlice(1, { ...authFields, destination, destinationType: 1 }))).toBeUndefined();
    expect(await codeOf(await signedByAlice(1, { ...authFields, destinationType: 0 }))).toBeUndefined();
  });

  it("is an application message of no bytes, which is not for this layer to judge", async () => {
    for (const stp of [...SIMPLE, ...AUTH]) {
      const empty = { type: 1, version: 1, payload: new Uint8Array(0) };
      const { body } = await sealMessage(fromAlice(stp, empty));
      expect((await openMessage(body, bobReads)).amp).toEqual(empty);
    }
  });
});
