// Not one bit of a message can be changed on its road unnoticed (spec 1.4, 1.5, 1.9): single flipped bits, for each
// version of each protocol. What was flipped is refused with a code, or the bit was in something that nobody signs and
// nobody is shown. The messages carry such things on purpose: fields that are read and ignored, and unknown ones.
import { isDeepStrictEqual } from "node:util";
import { present } from "../../shared/assert";
import { StampError } from "../../shared/errors";
import { fromBase64, toBase64 } from "../../main/crypto/base64";
import { encodeText } from "../../main/protocol/amp-text";
import { readBody, writeBody } from "../../main/protocol/envelope";
import { openMessage } from "../../main/protocol/open-message";
import type { OpenContext, OpenedMessage, StpRef } from "../../main/protocol/stp-codec";
import { field } from "./changes/protobuf";
import type { Corpus } from "./corpus";
import { fuzzRandom, type FuzzRandom } from "./random";
import { bobReads, seal, SMIME } from "./sealing";

export interface FlipCounts {
  readonly protocol: string;
  readonly flips: number;
  readonly refused: number;
  /** Opened with everything as it was. */
  readonly same: number;
  /** Opened as something else, or failed in a way that reading has no code for. */
  readonly wrong: number;
  /** Messages that were wrong, as base64, with one bit flipped; the first few. */
  readonly found?: readonly string[];
}

type Open = (body: string, context: OpenContext) => Promise<OpenedMessage>;

export interface FlipOptions {
  readonly stp: StpRef;
  readonly flips: number;
  readonly seed: number;
  /** For the test of this test: what opens instead of the product. */
  readonly open?: Open;
}

/** Opened together, so that the thread pool has something to do. */
const FLIPS_PER_MESSAGE = 40;
const MOST_FOUND = 5;
const LONGEST_TEXT = 60;
/** Of the STP message: certificateVersion, which is read and ignored, and a field that nobody has defined. */
const IGNORED = Buffer.concat([field(11, Buffer.from("1")), field(30, Buffer.from("abc"))]);
/** Of the envelope: sequenceNumber, and again a field of nobody. */
const IGNORED_OUTSIDE = Buffer.concat([field(3, 5), field(15, Buffer.from("abc"))]);

/** Which bits are flipped depends on the seed, the messages they are flipped in are sealed afresh. */
export async function flipBits(corpus: Corpus, { stp, flips, seed, open = openMessage }: FlipOptions): Promise<FlipCounts> {
  const protocol = `${stp.type}.${stp.version}`;
  const random = fuzzRandom(seed, "flips", protocol);
  const counts = { refused: 0, same: 0, wrong: 0 };
  const found: string[] = [];
  for (let done = 0; done < flips; done += FLIPS_PER_MESSAGE) {
    const bytes = await sealedBytes(corpus, stp, random);
    const original = contentOf(await open(toBase64(bytes), bobReads(corpus)));
    const flipped = Array.from({ length: Math.min(FLIPS_PER_MESSAGE, flips - done) }, () => toBase64(withBitFlipped(bytes, random)));
    const outcomes = await Promise.all(flipped.map((body) => outcomeOf(() => open(body, bobReads(corpus)), original)));
    outcomes.forEach((outcome, index) => {
      counts[outcome] += 1;
      if (outcome === "wrong" && found.length < MOST_FOUND) found.push(present(flipped[index], "the message"));
    });
  }
  return { protocol, flips, ...counts, ...(found.length === 0 ? {} : { found }) };
}

async function outcomeOf(open: () => Promise<OpenedMessage>, original: unknown): Promise<"refused" | "same" | "wrong"> {
  try {
    return isDeepStrictEqual(contentOf(await open()), original) ? "same" : "wrong";
  } catch (error) {
    return error instanceof StampError ? "refused" : "wrong";
  }
}

/** What a message says, without the time where nothing protects it. */
function contentOf(opened: OpenedMessage): unknown {
  const { sentAt, ...rest } = opened;
  return opened.timeAuthenticated ? { sentAt, ...rest } : rest;
}

/** A sealed message with everything in it that no signature covers. */
async function sealedBytes(corpus: Corpus, stp: StpRef, random: FuzzRandom): Promise<Uint8Array> {
  const text = String.fromCodePoint(...Array.from({ length: random.below(LONGEST_TEXT) }, () => 32 + random.below(0xd000)));
  const amp = encodeText(text, 1 + random.below(2 ** 31));
  const body = await seal(stp, { amp, sequenceNumber: random.uint32(), sentAt: 1_795_372_688_879 }, corpus);
  if (stp.type === SMIME.type) return bytesOf(body);
  const { payload } = readBody(body);
  const dressed = writeBody({ stp, payload: Buffer.concat([payload, IGNORED]) });
  return Buffer.concat([bytesOf(dressed), IGNORED_OUTSIDE]);
}

function bytesOf(body: string): Uint8Array {
  return present(fromBase64(body), "base64");
}

function withBitFlipped(bytes: Uint8Array, random: FuzzRandom): Uint8Array {
  const bit = random.below(bytes.length * 8);
  return bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}
