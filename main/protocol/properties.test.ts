// What holds for every message: whatever is sealed opens as it was, with every version of every protocol (spec 1.4,
// 1.5, 1.9), and bytes that nobody sealed are refused with a code. Single flipped bits are in scripts/fuzz/flips.ts.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StampError } from "../../shared/errors";
import type { Address, Millis } from "../../shared/ids";
import { MAX_BODY_CHARACTERS } from "../../shared/wire";
import { toBase64 } from "../crypto/base64";
import { canonicalAddress } from "./address";
import { decodeAmp } from "./amp";
import { encodeText } from "./amp-text";
import { writeBody } from "./envelope";
import { openMessage } from "./open-message";
import { sealMessage } from "./seal-message";
import type { StpRef } from "./stp-codec";
import { AUTH, bobReads, codeOf, fromAlice, SIMPLE } from "./testing/messages";
import { alice, bob, mallory } from "./testing/people";

const SMIME: StpRef = { type: 1, version: 1 };
/** Those that tell the recipient, the kind of content and a number as well. */
const stps = [...SIMPLE, ...AUTH];
const all = [SMIME, ...stps];
const withNames = (refs: readonly StpRef[]) => refs.map((stp) => [`${stp.type}.${stp.version}`, stp] as const);
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });

/** Every character there is, few and many; single halves of a pair are another property. */
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 2000, size: "max" }),
  fc.tuple(fc.string({ unit: "binary", minLength: 1, maxLength: 20 }), fc.nat(3000)).map(([part, times]) => part.repeat(times).slice(0, 8000)),
).filter((text) => !/\p{Surrogate}/u.test(text));

/** UTF-8 of at most that many bytes that hardly gets smaller. */
function noise(bytes: number): Uint8Array {
  const characters = Array.from({ length: Math.floor(bytes / 3) }, (_, index) => 0x4e00 + ((index * 7919) % 20_000));
  return new TextEncoder().encode(String.fromCharCode(...characters));
}

const host = fc.stringMatching(/^([a-z0-9]{1,20}(-[a-z0-9]{1,9})?\.){0,4}[a-z]{2,20}$/);
const user = fc.stringMatching(/^([A-Za-z0-9\-_.!~*'()&=+$,;?/]|%[0-9A-F]{2}){1,20}$/);
const anyAddress = fc.tuple(user, host).map(([name, domain]): Address => canonicalAddress(`${name}@${domain}`));

describe.each(withNames(stps))("a message sealed with %s", (_, stp) => {
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
      { numRuns: 60 },
    );
  });

  it("opens for whoever it is for, from whoever it is, and for nobody else", async () => {
    await fc.assert(
      fc.asyncProperty(anyAddress, anyAddress, anyAddress, async (sender, recipient, other) => {
        const { body } = await sealMessage({ ...fromAlice(stp), sender, recipient });
        const context = { ...bobReads, sipFrom: `"A" <sip:${sender}>;tag=1`, ownAddress: recipient };
        expect(await openMessage(body, context)).toMatchObject({ sender });
        fc.pre(other !== sender && other !== recipient);
        expect(await codeOf(body, { ...context, ownAddress: other })).toBe("not-for-me");
        expect(await codeOf(body, { ...context, sipFrom: other })).toBe("sender-mismatch");
      }),
      { numRuns: 40 },
    );
  });
});

describe("a message sealed with S/MIME", () => {
  it("opens with everything that was put in, from whoever it is", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, uint32, fc.maxSafeNat(), anyAddress, anyAddress, async (text, nonce, sentAt: Millis, sender, other) => {
        const { body } = await sealMessage({ ...fromAlice(SMIME, encodeText(text, nonce)), sentAt, sender });
        const opened = await openMessage(body, { ...bobReads, sipFrom: sender });
        expect(opened).toMatchObject({ stp: SMIME, encrypted: true, recipientBound: false, timeAuthenticated: true, sender, sentAt });
        expect(decodeAmp(opened.amp, opened.randomNonce)).toEqual({ type: "text", text, nonce });
        fc.pre(other !== sender);
        expect(await codeOf(body, { ...bobReads, sipFrom: other })).toBe("sender-mismatch");
      }),
      { numRuns: 40 },
    );
  });
});

describe.each(withNames(all))("a message sealed with %s", (_, stp) => {
  it("opens with whichever of several keys signed it, and names that one", async () => {
    const { body } = await sealMessage(fromAlice(stp));
    const keys = [mallory, alice, bob].map(({ identity }) => identity.certificate.publicKey);
    const opened = await openMessage(body, { ...bobReads, senderKeys: keys });
    expect(opened.signedBy).toBe(alice.identity.certificate.publicKey.spkiSha256);
  });

  it("is another message each time", async () => {
    const [one, two] = await Promise.all([sealMessage(fromAlice(stp)), sealMessage(fromAlice(stp))]);
    expect(one.body).not.toBe(two.body);
    const [first, second] = await Promise.all([openMessage(one.body, bobReads), openMessage(two.body, bobReads)]);
    // S/MIME signs no nonce but the text's own, so there a resend has the replay key of the first.
    expect([one.randomNonce === two.randomNonce, toBase64(first.replayKey) === toBase64(second.replayKey)]).toEqual(
      stp === SMIME ? [true, true] : [false, false],
    );
  });
});

it("half a surrogate pair, which is no character, arrives as the replacement character", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), fc.string({ unit: fc.constantFrom("\ud83d", "\ude00", "a", "😀") }), async (stp, text) => {
      const { body } = await sealMessage(fromAlice(stp, encodeText(text, 1)));
      const opened = await openMessage(body, bobReads);
      expect(decodeAmp(opened.amp, 1)).toMatchObject({ text: text.replace(/\p{Surrogate}/gu, "\ufffd") });
    }),
    { numRuns: 100 },
  );
});

describe("bytes that nobody sealed", () => {
  it("are refused with a code as a body", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array({ maxLength: 300 }).map(toBase64)), async (body) => {
        expect(await codeOf(body)).toBeDefined();
      }),
      { numRuns: 1000 },
    );
  });

  it("are refused with a code as a payload of every protocol", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), fc.uint8Array({ maxLength: 300 }), async (stp, payload) => {
        expect(await codeOf(writeBody({ stp, payload }))).toBeDefined();
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
  it("is refused for a protocol that never travels", async () => {
    await expect(sealMessage(fromAlice({ type: 5, version: 1 }))).rejects.toMatchObject({ code: "unknown-stp" });
  });

  it("is refused when no peer would take the body", async () => {
    const large = { type: 1, version: 1, payload: noise(60_000) };
    for (const stp of all) await expect(sealMessage(fromAlice(stp, large))).rejects.toMatchObject({ code: "too-large" });
  });

  it("is refused with a number that its field cannot hold", async () => {
    for (const stp of stps) {
      await expect(sealMessage({ ...fromAlice(stp), sequenceNumber: 2 ** 32 })).rejects.toThrow(RangeError);
      await expect(sealMessage({ ...fromAlice(stp), sentAt: 2 ** 53 })).rejects.toThrow(RangeError);
    }
  });

  it("keeps 16 KiB of text, whatever they are, within a body", async () => {
    const text = Buffer.from(noise(16 * 1024)).toString();
    for (const stp of all) {
      const { body } = await sealMessage(fromAlice(stp, encodeText(text, 1)));
      expect(body.length).toBeLessThan(MAX_BODY_CHARACTERS);
      expect(decodeAmp((await openMessage(body, bobReads)).amp, 1)).toMatchObject({ text });
    }
  });
});
