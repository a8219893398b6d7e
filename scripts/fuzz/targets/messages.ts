// A message's way in, layer by layer (spec 1.1): the envelope, the secure transport protocols, the application message
// and its compressed text.
import { gzipSync } from "node:zlib";
import { decodeAmp } from "../../../main/protocol/amp";
import { ampSimpleSchema, encodeText } from "../../../main/protocol/amp-text";
import { toBase64 } from "../../../main/crypto/base64";
import { readBody, writeBody } from "../../../main/protocol/envelope";
import { gunzipText } from "../../../main/protocol/gzip-text";
import { openMessage } from "../../../main/protocol/open-message";
import type { AmpPacket, OpenContext, StpRef } from "../../../main/protocol/stp-codec";
import { stpSchema } from "../../../main/protocol/stp-message";
import { readMessage } from "../../../main/protocol/wire-read";
import { mutateBytes, type Mutation } from "../changes/bytes";
import { mutateGzip } from "../changes/gzip";
import { field, mutateProtobuf } from "../changes/protobuf";
import type { Corpus } from "../corpus";
import { bobReads, seal, STPS } from "../sealing";
import { fuzzTarget, reads, type FuzzTarget, type Reading } from "../target";

const TEXTS = ["", "Hello Bob", "Dobrý deň, ako sa máš? 😀", "\0\ufeff\u202e", "x".repeat(10_000)];
const utf8 = (text: string): Uint8Array => Buffer.from(text);

/** Application messages: texts of both versions, acks, a statement, a missed call and one of each unknown kind. */
const AMPS: readonly AmpPacket[] = [
  ...TEXTS.flatMap((text) => [encodeText(text, 7), { type: 1, version: 1, payload: utf8(text) }]),
  ...[
    [field(5, 4), field(4, 1_795_372_688_879), field(6, 1), field(7, Uint8Array.of(1, 2, 0xff, 0xff, 3))],
    [field(5, 63), field(15, 1), field(7, 5), field(7, 6)],
    [field(5, 63), field(15, 2), field(20, utf8("3.1.2;3.1.2.1;3.1.2.2;3.1.3"))],
    [field(5, 1), field(4, 1_795_372_688_879)],
    [field(1, utf8("title")), field(11, 1), field(11, 2), field(9, utf8("call"))],
  ].map((fields) => ({ type: 2, version: 1, payload: Buffer.concat(fields) })),
  { type: 3, version: 1, payload: utf8("?") },
];

export function envelopeTarget({ enveloped, bare }: Corpus): FuzzTarget {
  const texts = [...enveloped, ...bare].map((bytes) => utf8(toBase64(bytes)));
  const notes = texts.slice(0, 4).map((text) => Buffer.concat([utf8("[Offline message - Sat] "), text]));
  const mutate: Mutation = (input, random) => {
    if (random.oneIn(2)) return mutateBytes(input, random);
    return utf8(toBase64(mutateProtobuf(Buffer.from(Buffer.from(input).toString("latin1"), "base64"), random)));
  };
  return fuzzTarget({
    name: "envelope",
    perTurn: 300,
    seeds: [...texts, ...notes],
    mutate,
    prepare: reads((input) => Buffer.from(input).toString("latin1"), readBody),
  });
}

/** How an input of `stp` begins: it is the whole message, or what one of the protocols, counted from 1, seals. */
const AS_IT_IS = 0;
const PAYLOAD = 21;

/** Messages as they came, and such that pass every check of the protocol, so that what is signed is fuzzed as well. */
export function stpTarget(corpus: Corpus): FuzzTarget {
  const whole = corpus.enveloped.map((bytes) => Buffer.concat([Uint8Array.of(AS_IT_IS), bytes]));
  const toSeal = STPS.flatMap((_, index) => AMPS.map((amp) => toBeSealed(index + 1, amp, corpus)));
  const context = bobReads(corpus);
  return fuzzTarget({
    name: "stp",
    perTurn: 80,
    seeds: [...whole, ...toSeal],
    mutate: mutateStp,
    prepare: async (input): Promise<Reading> => {
      const body = await bodyOf(input, corpus);
      return { read: () => opens(body, context) };
    },
  });
}

/** Opens a body and what is in it, as the inbox does. */
export async function opens(body: string, context: OpenContext): Promise<boolean> {
  const { amp, randomNonce } = await openMessage(body, context);
  decodeAmp(amp, randomNonce);
  return true;
}

/** Of what is to be sealed often the payload alone: a further value of the field, and the last one counts. */
const mutateStp: Mutation = (input, random) => {
  if (input[0] === AS_IT_IS || random.oneIn(2)) return keepingFirst(mutateProtobuf)(input, random);
  return Buffer.concat([input, field(PAYLOAD, mutateAmp(random.pick(AMPS)?.payload ?? input, random))]);
};

/** Changes everything but the first byte, which says what the others are. */
export function keepingFirst(mutate: Mutation): Mutation {
  return (input, random) => Buffer.concat([input.subarray(0, 1), mutate(input.subarray(1), random)]);
}

function toBeSealed(how: number, amp: AmpPacket, { alice, bob }: Corpus): Uint8Array {
  const numbers = [field(1, amp.type), field(2, amp.version), field(3, 5), field(4, 1_795_372_688_879)];
  const addresses = [field(6, utf8(alice.address)), field(7, utf8(bob.address))];
  return Buffer.concat([Uint8Array.of(how), ...numbers, ...addresses, field(PAYLOAD, amp.payload)]);
}

async function bodyOf(input: Uint8Array, corpus: Corpus): Promise<string> {
  const bytes = input.subarray(1);
  const stp = STPS[(input[0] ?? 0) - 1];
  if (stp === undefined) return toBase64(bytes);
  try {
    return await sealedFrom(stp, bytes, corpus);
  } catch {
    // Not even a message, or with values that cannot be written.
    return writeBody({ stp, payload: bytes });
  }
}

async function sealedFrom(stp: StpRef, bytes: Uint8Array, corpus: Corpus): Promise<string> {
  const fields = readMessage(stpSchema, bytes, "malformed-stp");
  const { ampType = 0, ampVersion = 0, sequenceNumber = 0, messageSentMiliUTC = 0, payload = new Uint8Array(0) } = fields;
  const amp = { type: ampType, version: ampVersion, payload };
  const { sender, destination: recipient } = fields;
  return seal(stp, { amp, sequenceNumber, sentAt: messageSentMiliUTC, sender, recipient }, corpus);
}

/** How an input of `amp` is written: type and version in four bits each, then the payload. */
function packetOf(input: Uint8Array): AmpPacket {
  const [kind = 0] = input;
  return { type: kind >> 4, version: kind & 15, payload: input.subarray(1) };
}

export function ampTarget(): FuzzTarget {
  const seeds = AMPS.map(({ type, version, payload }) => Buffer.concat([Uint8Array.of(type * 16 + version), payload]));
  return fuzzTarget({
    name: "amp",
    perTurn: 300,
    seeds,
    mutate: keepingFirst(mutateAmp),
    prepare: reads(packetOf, (amp) => decodeAmp(amp, 1)),
  });
}

/** A text may be changed within its compressed part. */
const mutateAmp: Mutation = (payload, random) => {
  const text = random.oneIn(3) ? compressedIn(payload) : undefined;
  return text === undefined ? mutateProtobuf(payload, random) : field(1, mutateGzip(text, random));
};

function compressedIn(payload: Uint8Array): Uint8Array | undefined {
  try {
    return readMessage(ampSimpleSchema, payload, "malformed-amp").message;
  } catch {
    return undefined;
  }
}

export function gzipTarget(): FuzzTarget {
  return fuzzTarget({
    name: "gzip",
    perTurn: 150,
    seeds: TEXTS.map((text) => gzipSync(text)),
    mutate: mutateGzip,
    prepare: reads((input) => input, gunzipText),
  });
}
