// Messages of every protocol and kind as their senders make them, each to be copied later.
import { encodeText } from "../../../main/protocol/amp-text";
import { encodeDeliveryAck, encodeReadAck, encodeStatement } from "../../../main/protocol/notification";
import { sealMessage } from "../../../main/protocol/seal-message";
import type { AmpPacket, StpRef } from "../../../main/protocol/stp-codec";
import { OWN_CAPABILITIES } from "../../../shared/capability";
import type { Millis } from "../../../shared/ids";
import { writeFields } from "../fields";
import type { Account } from "../person";
import type { Original } from "./copies";

export interface Letters {
  /** Bring a bubble or a line each. */
  readonly shown: readonly Original[];
  /** Acks and statements. */
  readonly silent: readonly Original[];
}

const SMIME: StpRef = { type: 1, version: 1 };
const SIMPLE: readonly StpRef[] = [1, 2, 3].map((version) => ({ type: 2, version }));
const AUTH: readonly StpRef[] = [1, 2].map((version) => ({ type: 4, version }));

const plainText = (text: string): AmpPacket => ({ type: 1, version: 1, payload: new TextEncoder().encode(text) });
const missedCall = (): AmpPacket => ({ type: 2, version: 1, payload: writeFields([{ number: 5, value: 1n }]) });

export interface Senders {
  readonly to: Account;
  /** Has every protocol but the oldest. */
  readonly modern: Account;
  /** Has only the oldest. */
  readonly old: Account;
  readonly now: Millis;
  /** AMP nonces of texts to `modern`: it acknowledges the first and has read the second. */
  readonly nonces: readonly [delivered: number, read: number];
}

export async function writeLetters({ to, modern, old, now, nonces: [delivered, read] }: Senders): Promise<Letters> {
  let written = 0;

  const all = (from: Account, stps: readonly StpRef[], amps: readonly (() => AmpPacket)[]): Promise<readonly Original[]> =>
    Promise.all(
      stps.flatMap((stp) =>
        amps.map(async (amp) => {
          written += 1;
          return { from: from.address, body: await seal({ stp, amp: amp(), from, to, sentAt: now + written }) };
        }),
      ),
    );

  const texts = [() => encodeText(`text ${String(written)}`, written + 1000), () => plainText(`plain ${String(written)}`)];
  const acks = [() => encodeDeliveryAck([delivered]), () => encodeReadAck([read], now), () => encodeStatement(OWN_CAPABILITIES)];
  return {
    shown: [
      ...(await all(modern, [...SIMPLE, ...AUTH], texts)),
      ...(await all(modern, AUTH, [missedCall])),
      ...(await all(old, [SMIME], [...texts, ...texts])),
    ],
    silent: await all(modern, AUTH, acks),
  };
}

/** A text in the newest protocol: from now on its sender has proved that. */
export function newerText(from: Account, to: Account, now: Millis): Promise<string> {
  return seal({ stp: { type: 2, version: 3 }, amp: encodeText(`newer ${String(now)}`, 1), from, to, sentAt: now });
}

/** A text in the oldest protocol. */
export function olderText(from: Account, to: Account, now: Millis): Promise<string> {
  return seal({ stp: SMIME, amp: encodeText(`older ${String(now)}`, 1), from, to, sentAt: now });
}

interface Letter {
  readonly stp: StpRef;
  readonly amp: AmpPacket;
  readonly from: Account;
  readonly to: Account;
  readonly sentAt: Millis;
}

async function seal({ stp, amp, from, to, sentAt }: Letter): Promise<string> {
  const { body } = await sealMessage({
    stp,
    amp,
    sequenceNumber: 0,
    sentAt,
    sender: from.address,
    recipient: to.address,
    recipientCertificate: to.identity.certificate,
    identity: from.identity,
  });
  return body;
}
