// For tests: messages as another app would seal them, and what is inside ours.
import type { Millis } from "../../../shared/ids";
import { decodeAmp, type AmpContent } from "../../protocol/amp";
import { encodeText } from "../../protocol/amp-text";
import { openMessage } from "../../protocol/open-message";
import { sealMessage } from "../../protocol/seal-message";
import type { AmpPacket, OpenedMessage, StpRef } from "../../protocol/stp-codec";
import { alice, bob } from "../../protocol/testing/people";
import { turns, type Friend } from "./desk";

export const SIMPLE_V3: StpRef = { type: 2, version: 3 };
export const AUTH_V2: StpRef = { type: 4, version: 2 };

export interface Letter {
  readonly from?: Friend;
  readonly to?: Friend;
  readonly stp?: StpRef;
  readonly amp: AmpPacket;
  readonly sequenceNumber?: number;
  readonly sentAt?: Millis;
}

export async function seal({
  from = bob,
  to = alice,
  stp = SIMPLE_V3,
  amp,
  sequenceNumber = 1,
  sentAt = 1_800_000_000_000,
}: Letter): Promise<string> {
  const { body } = await sealMessage({
    stp,
    amp,
    sequenceNumber,
    sentAt,
    sender: from.address,
    recipient: to.address,
    recipientCertificate: to.identity.certificate,
    identity: from.identity,
  });
  return body;
}

/** A text from Bob to Alice, unless told otherwise. */
export function sealText(text: string, nonce: number, letter: Omit<Letter, "amp"> = {}): Promise<string> {
  return seal({ ...letter, amp: encodeText(text, nonce) });
}

/** Resolves when everything is sealed or opened that was begun before. */
export async function cryptoDone(): Promise<void> {
  for (let round = 0; round < 3; round += 1) await sealText("last in the line", 1);
  await turns();
}

/** What is in a body that Alice sent to `to`. */
export async function unseal(body: string, to: Friend = bob, from: Friend = alice): Promise<{ opened: OpenedMessage; content: AmpContent }> {
  const opened = await openMessage(body, {
    sipFrom: from.address,
    ownAddress: to.address,
    identity: to.identity,
    senderKeys: [from.identity.certificate.publicKey],
  });
  return { opened, content: decodeAmp(opened.amp, opened.randomNonce) };
}

export async function textIn(body: string, to: Friend = bob): Promise<string> {
  const { content } = await unseal(body, to);
  if (content.type !== "text") throw new Error(`not a text but ${content.type}`);
  return content.text;
}
