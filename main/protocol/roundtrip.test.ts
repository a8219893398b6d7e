// Whatever is sealed opens as it was, and whatever is not what was sealed is refused with a code or changes nothing.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import { fromBase64, toBase64 } from "../crypto/base64";
import { present } from "../../shared/assert";
import { decodeAmp } from "./amp";
import { encodeText } from "./amp-text";
import { MAX_BODY_CHARACTERS } from "../../shared/wire";
import { writeBody } from "./envelope";
import { openMessage } from "./open-message";
import { sealMessage } from "./seal-message";
import type { OpenedMessage } from "./stp-codec";
import { AUTH, bobReads, fromAlice, SIMPLE } from "./testing/messages";
import { alice, bob, mallory } from "./testing/people";

const all = [...SIMPLE, ...AUTH];
const named = all.map((stp) => [`${stp.type}.${stp.version}`, stp] as const);
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const anyText = fc.string({ unit: "binary", maxLength: 2000 });

/** What a message says, without the time where nothing protects it. */
function contentOf(opened: OpenedMessage): unknown {
  const { sentAt, ...rest } = opened;
  return opened.timeAuthenticated ? { sentAt, ...rest } : rest;
}

async function openOrCode(body: string): Promise<OpenedMessage | string> {
  try {
    return await openMessage(body, bobReads);
  } catch (error) {
    if (error instanceof StampError) return error.code;
    throw error;
  }
}

describe.each(named)("a message sealed with %s", (_, stp) => {
  it("opens with everything that was put in", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, uint32, uint32, fc.maxSafeNat(), async (text, nonce, sequenceNumber, sentAt: Millis) => {
        const amp = encodeText(text, nonce);
        const { body, randomNonce } = await sealMessage({ ...fromAlice(stp, amp), sequenceNumber, sentAt });
        const opened = await openMessage(body, bobReads);
        expect(opened).toMatchObject({ stp, amp, sequenceNumber, sentAt, randomNonce, sender: alice.address });
        expect(opened.encrypted).toBe(stp.type === 2);
        expect(opened.timeAuthenticated).toBe(!(stp.type === 2 && stp.version === 1));
        expect(opened.signedBy).toBe(alice.identity.certificate.publicKey.spkiSha256);
        expect(decodeAmp(opened.amp, randomNonce)).toEqual({ type: "text", text, nonce: nonce === 0 ? randomNonce : nonce });
      }),
      { numRuns: 40 },
    );
  });

  it("opens with whichever of several keys signed it, and names that one", async () => {
    const { body } = await sealMessage(fromAlice(stp));
    const keys = [mallory, alice, bob].map(({ identity }) => identity.certificate.publicKey);
    const opened = await openMessage(body, { ...bobReads, senderKeys: keys });
    expect(opened.signedBy).toBe(alice.identity.certificate.publicKey.spkiSha256);
  });

  it("is another message each time, with another nonce and another replay key", async () => {
    const [one, two] = await Promise.all([sealMessage(fromAlice(stp)), sealMessage(fromAlice(stp))]);
    expect(one.body).not.toBe(two.body);
    expect(one.randomNonce).not.toBe(two.randomNonce);
    const [first, second] = await Promise.all([openMessage(one.body, bobReads), openMessage(two.body, bobReads)]);
    expect(first.replayKey).not.toEqual(second.replayKey);
  });

  it("is refused, or says the same, with any single bit flipped", async () => {
    const { body } = await sealMessage(fromAlice(stp));
    const original = contentOf(await openMessage(body, bobReads));
    const bytes = present(fromBase64(body), "bytes");
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
        const flipped = bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        const outcome = await openOrCode(toBase64(flipped));
        if (typeof outcome !== "string") expect(contentOf(outcome)).toEqual(original);
      }),
      { numRuns: 300 },
    );
  });
});

describe("bytes that nobody sealed", () => {
  it("are refused with a code as a body", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array({ maxLength: 300 }).map(toBase64)), async (body) => {
        expect(typeof (await openOrCode(body))).toBe("string");
      }),
      { numRuns: 1000 },
    );
  });

  it("are refused with a code as a payload of every protocol", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), fc.uint8Array({ maxLength: 300 }), async (stp, payload) => {
        expect(typeof (await openOrCode(writeBody({ stp, payload })))).toBe("string");
      }),
      { numRuns: 1000 },
    );
  });

  it("are read or refused with a code as an application message", () => {
    const known = fc.integer({ min: -1, max: 3 });
    fc.assert(
      fc.property(known, known, fc.uint8Array({ maxLength: 100 }), (type, version, payload) => {
        try {
          decodeAmp({ type, version, payload }, 1);
        } catch (error) {
          expect(error).toBeInstanceOf(StampError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("sealing", () => {
  it("is refused for a protocol that is not built", async () => {
    await expect(sealMessage(fromAlice({ type: 1, version: 1 }))).rejects.toMatchObject({ code: "unknown-stp" });
  });

  it("is refused when no peer would take the body", async () => {
    const large = { type: 1, version: 1, payload: new Uint8Array(MAX_BODY_CHARACTERS) };
    for (const stp of all) await expect(sealMessage(fromAlice(stp, large))).rejects.toMatchObject({ code: "too-large" });
  });

  it("is refused with a number that its field cannot hold", async () => {
    for (const stp of all) {
      await expect(sealMessage({ ...fromAlice(stp), sequenceNumber: 2 ** 32 })).rejects.toThrow(RangeError);
      await expect(sealMessage({ ...fromAlice(stp), sentAt: 2 ** 53 })).rejects.toThrow(RangeError);
    }
  });

  it("keeps 16 KiB of text, whatever they are, within a body", async () => {
    const noise = Array.from({ length: 5461 }, (_, index) => String.fromCharCode(0x4e00 + ((index * 7919) % 20_000))).join("");
    for (const stp of all) {
      const { body } = await sealMessage(fromAlice(stp, encodeText(noise, 1)));
      expect(body.length).toBeLessThan(MAX_BODY_CHARACTERS);
      expect(decodeAmp((await openMessage(body, bobReads)).amp, 1)).toMatchObject({ text: noise });
    }
  });
});
