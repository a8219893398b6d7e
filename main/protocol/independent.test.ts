// What we write is read by others: a reader that shares nothing with the product (testing/independent-stp) opens what
// the product sealed and finds each value again. Its own refusals are tested too, so that it can fail.
import { createPrivateKey, createPublicKey } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { present } from "../../shared/assert";
import type { Address } from "../../shared/ids";
import { encodeText } from "./amp-text";
import { encodeDeliveryAck, encodeReadAck, encodeStatement, MAX_ACK_NONCES } from "./notification";
import { sealMessage } from "./seal-message";
import type { AmpPacket, SealRequest } from "./stp-codec";
import { readIndependently, takeApart, withFittingHmac, type ReaderKeys, type Reading, type StpMessage } from "./testing/independent-stp";
import { AUTH, fromAlice, SIMPLE } from "./testing/messages";
import { keyEntryOf, readVectorFile, vectorsFolder } from "./testing/people";

const BATCHES = 20;
/** Sealed at once, so that both cores sign. */
const BATCH = 50;
const MAX_TEXT_BYTES = 16 * 1024;

const keysFor = (sender: string, recipient: string): ReaderKeys => ({
  recipient: createPrivateKey(keyEntryOf(recipient).privateKeyPkcs8Pem),
  sender: createPublicKey(keyEntryOf(sender).certPem),
});
const keys = keysFor("alice", "bob");

interface ReleasedMessage {
  readonly senderKey: string;
  readonly recipientKey: string;
  readonly envelopeBase64: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

interface Case {
  readonly amp: AmpPacket;
  readonly meant: Reading["amp"];
  readonly request: Pick<SealRequest, "sequenceNumber" | "sentAt" | "sender" | "recipient">;
}

const edges = (max: number) => fc.constantFrom(0, 1, 127, 128, 0x7fff_ffff, 0x8000_0000, max);
const uint32 = fc.oneof({ weight: 1, arbitrary: edges(0xffff_ffff) }, { weight: 4, arbitrary: fc.integer({ min: 0, max: 0xffff_ffff }) });
const time = fc.oneof(edges(Number.MAX_SAFE_INTEGER), fc.integer({ min: 1.7e12, max: 1.9e12 }), fc.maxSafeNat());

const user = fc.stringMatching(/^(?:[\w.!~*'()&=+$,;?/-]|%40|%c3%a9){1,20}$/);
const host = fc.oneof(fc.domain(), fc.ipV4(), fc.constantFrom("localhost", "[2001:db8::7]"));
const address = fc.tuple(user, host).map(([name, domain]) => `${name}@${domain.toLowerCase()}` as Address);

/** Texts as long as one may be, of characters in an order that gzip makes little of. */
const longText = fc.nat(20_000).map((seed) => {
  const characters = Array.from({ length: MAX_TEXT_BYTES / 4 }, (_, at) => 0x1_0000 + ((at * 7919 + seed) % 60_000));
  return String.fromCodePoint(...characters);
});
const text = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: "binary", maxLength: 300 }) },
  { weight: 4, arbitrary: fc.constantFrom("", " ", "\n", "\u0000", "\ufeffa", "é", "👩‍👩‍👧‍👦 😀", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "|| 1 ||", "ľščťžýáíé") },
  { weight: 1, arbitrary: longText },
);
const textCase = fc.tuple(text, uint32).map(([meantText, nonce]) => ({
  amp: encodeText(meantText, nonce),
  meant: { text: meantText, nonce },
}));
const nonces = fc.array(uint32, { minLength: 1, maxLength: MAX_ACK_NONCES });
const notificationCase = fc.oneof(
  fc.tuple(nonces, time).map(([ackNonces, timestamp]) => ({
    amp: encodeReadAck(ackNonces, timestamp),
    meant: { notifType: 4, timestamp, ackNonces },
  })),
  nonces.map((ackNonces) => ({ amp: encodeDeliveryAck(ackNonces), meant: { notifType: 63, notifCode: 1, ackNonces } })),
  fc.constantFrom(["3.1.2"], ["3.1.2", "3.1.2.1", "3.1.3"]).map((capabilities) => ({
    amp: encodeStatement(capabilities),
    meant: { notifType: 63, notifCode: 2, requestBodyAux: capabilities.join(";") },
  })),
);
const anyCase: fc.Arbitrary<Case> = fc
  .tuple(fc.oneof(textCase, notificationCase), uint32, time, address, address)
  .map(([content, sequenceNumber, sentAt, sender, recipient]) => ({ ...content, request: { sequenceNumber, sentAt, sender, recipient } }));

const versions = [...SIMPLE, ...AUTH].map((stp) => [stp.type === 2 ? "STPSimple" : "STPSimpleAuth", stp.version, stp] as const);

describe("the second reader", () => {
  it("has nothing of ours", () => {
    const source = readFileSync(new URL("testing/independent-stp.ts", import.meta.url), "utf8");
    const imported = [...source.matchAll(/\b(?:from|import|require)\s*\(?\s*["']([^"']*)["']/g)].map(([, name]) => name);
    expect(imported).toEqual(["node:crypto", "node:zlib"]);
  });

  it.each(readdirSync(new URL("messages", vectorsFolder)))("reads what a released client wrote: %s", (file) => {
    const { senderKey, recipientKey, envelopeBase64, expected } = JSON.parse(readVectorFile(`messages/${file}`)) as ReleasedMessage;
    const reading = readIndependently(takeApart(envelopeBase64), keysFor(senderKey, recipientKey));
    const { sequenceNumber, sender, destination, sendDate: sentAt, randomNonceUnsigned: randomNonce } = expected;
    expect(reading).toMatchObject({ sequenceNumber, sender, destination, sentAt, randomNonce });
    if ("text" in reading.amp) expect(reading.amp).toEqual({ text: expected["text"], nonce: expected["ampNonceUnsigned"] });
    else expect(expected["notification"]).toMatchObject({ notifType: reading.amp.notifType, ackNoncesUnsigned: reading.amp.ackNonces });
  });

  it.each(versions)("reads a thousand messages of %s v%i with every value as it was meant", async (_, __, stp) => {
    let read = 0;
    const batch = fc.array(anyCase, { minLength: BATCH, maxLength: BATCH });
    await fc.assert(
      fc.asyncProperty(batch, async (cases) => {
        const sealed = await Promise.all(cases.map(({ amp, request }) => sealMessage({ ...fromAlice(stp, amp), ...request })));
        for (const [at, { body, randomNonce }] of sealed.entries()) {
          const { meant, request } = present(cases[at], "case");
          const { sequenceNumber, sentAt, sender, recipient: destination } = request;
          const expected = { ...stp, sequenceNumber, sentAt, randomNonce, sender, destination, amp: meant };
          expect(readIndependently(takeApart(body), keys)).toEqual(expected);
          read += 1;
        }
      }),
      { numRuns: BATCHES },
    );
    expect(read).toBe(BATCHES * BATCH);
  });
});

/** The message with one bit of a field flipped. */
function flipped(message: StpMessage, field: number, bit: number): StpMessage {
  const value = present(message.fields.get(field), `field ${field}`);
  const at = typeof value === "bigint" ? bit % 31 : bit % (8 * value.length);
  const flippedBytes = (bytes: Uint8Array) => bytes.map((byte, index) => (index === at >> 3 ? byte ^ (1 << (at & 7)) : byte));
  const other = typeof value === "bigint" ? value ^ (1n << BigInt(at)) : flippedBytes(value);
  return { ...message, fields: new Map(message.fields).set(field, other) };
}

const refusalOf = (message: StpMessage): string => {
  try {
    readIndependently(message, keys);
    return "read";
  } catch (error) {
    return (error as Error).message;
  }
};

/** What each field of STPSimple is refused for, as it came and with an HMAC that fits again. */
const SIMPLE_REFUSALS: readonly (readonly [name: string, field: number, plain: string, fitting: string])[] = [
  ["ampType", 1, "hmac", "signature"],
  ["ampVersion", 2, "hmac", "signature"],
  ["sequenceNumber", 3, "hmac", "signature"],
  ["messageSentMiliUTC", 4, "hmac", "signature"],
  ["randomNonce", 5, "hmac", "signature"],
  ["sender", 6, "hmac", "signature"],
  ["destination", 7, "hmac", "signature"],
  ["signature", 9, "signature", "signature"],
  ["iv", 12, "hmac", "cipher"],
  ["eAsymBlock", 13, "key block", "key block"],
  ["eSymBlock", 15, "hmac", "cipher"],
];

describe.each(versions)("a message of %s v%i is refused by the second reader", (_, __, stp) => {
  const bits = fc.nat(1 << 16);
  const message = sealMessage(fromAlice(stp)).then(({ body }) => takeApart(body));
  const always = async (expected: string, outcome: (message: StpMessage, bit: number) => string): Promise<void> => {
    const sealed = await message;
    fc.assert(fc.property(bits, (bit) => void expect(outcome(sealed, bit)).toBe(expected)), { numRuns: 25 });
  };
  const timeIsOpen = stp.type === 2 && stp.version === 1;

  if (stp.type === 4) {
    it.each([1, 2, 3, 4, 5, 6, 7, 9, 21])("for its signature when a bit of field %i is flipped", async (field) => {
      await always("signature", (sealed, bit) => refusalOf(flipped(sealed, field, bit)));
    });
    it("for its signature when it says that it is of the other version", async () => {
      expect(refusalOf({ ...(await message), version: 3 - stp.version })).toBe("signature");
    });
    return;
  }

  it.each(SIMPLE_REFUSALS)("when a bit of %s is flipped, for what covers it", async (name, field, plain) => {
    const expected = name === "messageSentMiliUTC" && timeIsOpen ? "read" : plain;
    await always(expected, (sealed, bit) => refusalOf(flipped(sealed, field, bit)));
  });
  it("when a bit of its HMAC is flipped", async () => {
    await always("hmac", (sealed, bit) => refusalOf(flipped(sealed, 17, bit)));
  });
  const openable = SIMPLE_REFUSALS.filter(([name]) => name !== "eAsymBlock");
  it.each(openable)("when a bit of %s is flipped and the HMAC fits again", async (name, field, _plain, fitting) => {
    // CTR gives out anything; what it gave out is signed.
    const covering = stp.version === 3 && fitting === "cipher" ? "signature" : fitting;
    const expected = name === "messageSentMiliUTC" && timeIsOpen ? "read" : covering;
    await always(expected, (sealed, bit) => refusalOf(withFittingHmac(flipped(sealed, field, bit), keys.recipient)));
  });
  it("when it says that it is of another version", async () => {
    const sealed = await message;
    const others = [1, 2, 3].filter((version) => version !== stp.version).map((version) => refusalOf({ ...sealed, version }));
    const keyLengthDiffers = "key block";
    expect(others).toEqual(stp.version === 3 ? [keyLengthDiffers, keyLengthDiffers] : ["hmac", keyLengthDiffers]);
  });
});
