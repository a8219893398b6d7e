// The messages that building and opening are measured with: a text, or an ack where a protocol only carries those, from
// Alice to Bob (RSA-2048), each with the bare calls it is held against. The path is the product's: sealMessage as the queue
// calls it, openMessage as the inbox does.
import { encodeText } from "../../main/protocol/amp-text";
import { encodeReadAck } from "../../main/protocol/notification";
import { openMessage } from "../../main/protocol/open-message";
import { sealMessage } from "../../main/protocol/seal-message";
import type { AmpPacket, OpenContext, SealRequest, StpRef } from "../../main/protocol/stp-codec";
import type { Millis } from "../../shared/ids";
import type { Operation } from "./interleave";
import { rawAuth, rawSimpleV1, rawSimpleV2, rawSimpleV3, rawSmime, type RawRequest, type RawStp } from "./stp-raw";
import { bobReads, twoPeople } from "./two-people";

export interface StpCase {
  /** "stp-v1", "auth": the benchmarks add what is done with it. */
  readonly name: string;
  /** Of the ratio to the bare calls. */
  readonly target: number;
  readonly build: Operation;
  readonly open: Operation;
  readonly raw: RawStp;
}

interface Protocol {
  readonly name: string;
  readonly target: number;
  readonly stp: StpRef;
  readonly raw: (request: RawRequest) => RawStp;
  /** `size`: characters of a text; texts that one ack names are a tenth of it. */
  readonly content: (size: number) => AmpPacket;
}

/** Characters of a usual text. */
export const USUAL_TEXT = 20;
const SENT_AT: Millis = Date.UTC(2026, 10, 28);
const NONCE = 0x7fff_ffff;

const PROTOCOLS: readonly Protocol[] = [
  { name: "stp-v1", target: 0.9, stp: { type: 2, version: 1 }, raw: rawSimpleV1, content: textOf },
  { name: "stp-v2", target: 0.9, stp: { type: 2, version: 2 }, raw: rawSimpleV2, content: textOf },
  { name: "stp-v3", target: 0.9, stp: { type: 2, version: 3 }, raw: rawSimpleV3, content: textOf },
  { name: "auth", target: 0.9, stp: { type: 4, version: 2 }, raw: rawAuth, content: ackOf },
  { name: "smime", target: 0.7, stp: { type: 1, version: 1 }, raw: rawSmime, content: textOf },
];

/** Every protocol with a content of this size. */
export async function stpCases(size: number): Promise<readonly StpCase[]> {
  const people = await twoPeople();
  const { alice, bob } = people;
  const reads: OpenContext = { ...bobReads(people), acceptSha1Signatures: false };
  return Promise.all(
    PROTOCOLS.map(async ({ name, target, stp, raw, content }) => {
      const request: SealRequest = {
        amp: content(size),
        sequenceNumber: 1000,
        sentAt: SENT_AT,
        sender: alice.address,
        recipient: bob.address,
        recipientCertificate: bob.identity.certificate,
        identity: alice.identity,
      };
      const { body } = await sealMessage({ ...request, stp });
      return {
        name,
        target,
        build: async () => void (await sealMessage({ ...request, stp })),
        open: async () => void (await openMessage(body, reads)),
        raw: raw({ ...request, recipientIdentity: bob.identity, body }),
      };
    }),
  );
}

function textOf(size: number): AmpPacket {
  return encodeText(wordsOf(size), NONCE);
}

function ackOf(size: number): AmpPacket {
  return encodeReadAck(Array.from({ length: Math.max(1, size / 20) }, (_, index) => NONCE - index), SENT_AT);
}

/** Text that compression does not make shorter than texts of people: letters without a pattern. */
function wordsOf(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => {
    seed = (seed * 48_271) % 0x7fff_ffff;
    return String.fromCharCode(97 + (seed % 26));
  }).join("");
}
