// How long a SIP MESSAGE gets: base64 characters of a text of 20 characters, and of an ack for one text. Small random numbers
// make some messages a little shorter; the longest of many counts.
import { encodeText } from "../main/protocol/amp-text";
import { encodeReadAck } from "../main/protocol/notification";
import type { AmpPacket, StpRef } from "../main/protocol/stp-codec";
import { runBenchmark } from "./lib/benchmark";
import { figure, type Figure } from "./lib/row";
import { seal, twoPeople } from "./lib/two-people";

const SENT_AT = Date.UTC(2026, 10, 28);
const NONCE = 0x7fff_ffff;
const SEALINGS = 50;
const TEXT = encodeText("See you at the gate!", NONCE);

const SIZES: readonly { readonly name: string; readonly stp: StpRef; readonly amp: AmpPacket; readonly limit: number }[] = [
  { name: "size-v2", stp: { type: 2, version: 2 }, amp: TEXT, limit: 940 },
  { name: "size-v3", stp: { type: 2, version: 3 }, amp: TEXT, limit: 912 },
  { name: "size-auth-ack", stp: { type: 4, version: 2 }, amp: encodeReadAck([NONCE], SENT_AT), limit: 500 },
];

async function figures(): Promise<readonly Figure[]> {
  const people = await twoPeople();
  const longest = async (stp: StpRef, amp: AmpPacket): Promise<number> => {
    const bodies = Array.from({ length: SEALINGS }, () => seal(stp, { amp, sequenceNumber: 1000, sentAt: SENT_AT }, people));
    return Math.max(...(await Promise.all(bodies)).map(({ length }) => length));
  };
  return Promise.all(
    SIZES.map(async ({ name, stp, amp, limit }) =>
      figure({ name, metric: "characters", value: await longest(stp, amp), limit, target: 1, against: "count" }),
    ),
  );
}

runBenchmark({ name: "size", figures });
