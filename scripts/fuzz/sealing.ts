// Messages from Alice to Bob, sealed and read with the product's code.
import type { Address } from "../../shared/ids";
import { sealMessage } from "../../main/protocol/seal-message";
import type { OpenContext, SealRequest, StpRef } from "../../main/protocol/stp-codec";
import type { Corpus } from "./corpus";

/** S/MIME, and every version of STPSimple and STPSimpleAuth (spec 1.3). */
export const SMIME: StpRef = { type: 1, version: 1 };
export const STPS: readonly StpRef[] = [
  { type: 2, version: 1 },
  { type: 2, version: 2 },
  { type: 2, version: 3 },
  { type: 4, version: 1 },
  { type: 4, version: 2 },
];

type Content = Pick<SealRequest, "amp" | "sequenceNumber" | "sentAt"> & {
  /** Alice and Bob unless told. */
  readonly sender?: string | undefined;
  readonly recipient?: string | undefined;
};

/** The body of a SIP MESSAGE. Throws what sealing throws. */
export async function seal(stp: StpRef, content: Content, { alice, bob }: Corpus): Promise<string> {
  const { amp, sequenceNumber, sentAt, sender = alice.address, recipient = bob.address } = content;
  const { body } = await sealMessage({
    stp,
    amp,
    sequenceNumber,
    sentAt,
    sender: sender as Address,
    recipient: recipient as Address,
    recipientCertificate: bob.identity.certificate,
    identity: alice.identity,
  });
  return body;
}

/** With everything on that may be read. */
export function bobReads({ alice, bob }: Corpus): OpenContext {
  return {
    sipFrom: alice.address,
    ownAddress: bob.address,
    identity: bob.identity,
    senderKeys: [alice.identity.certificate.publicKey],
    acceptSha1Signatures: true,
  };
}
