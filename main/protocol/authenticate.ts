// The signature check (spec 1.4, Open 5): which of a sender's keys signed, and what follows from it. Which keys count is
// the caller's affair: the current one, and a former one for some days (spec 1.10).
import { StampError } from "../../shared/errors";
import { sha256 } from "../crypto/hash";
import { verify, type PublicKey, type SignatureHash } from "../crypto/rsa";
import { bytesToSign, type CoveredMessage } from "./signed-bytes";
import type { OpenedMessage } from "./stp-codec";

export type Authenticated = Omit<OpenedMessage, "sender" | "level" | "encrypted" | "recipientBound">;

/** @throws StampError `no-certificate` when there is no key to try, `bad-signature` when none fits. */
export async function authenticate(
  message: CoveredMessage,
  ampPayload: Uint8Array,
  signature: Uint8Array,
  senderKeys: readonly PublicKey[],
  hashes: readonly SignatureHash[],
): Promise<Authenticated> {
  const { stp, header, coversTime } = message;
  const signed = bytesToSign(message, ampPayload);
  return {
    stp,
    timeAuthenticated: coversTime,
    amp: { type: header.ampType, version: header.ampVersion, payload: ampPayload },
    sequenceNumber: header.sequenceNumber,
    sentAt: header.messageSentMiliUTC,
    randomNonce: header.randomNonce,
    signedBy: await signerOf(signed, signature, senderKeys, hashes),
    replayKey: sha256(signed),
  };
}

async function signerOf(
  signed: Uint8Array,
  signature: Uint8Array,
  senderKeys: readonly PublicKey[],
  hashes: readonly SignatureHash[],
): Promise<string> {
  if (senderKeys.length === 0) throw new StampError("no-certificate");
  for (const key of senderKeys) {
    for (const hash of hashes) {
      if (await verify(key, signed, signature, hash)) return key.spkiSha256;
    }
  }
  throw new StampError("bad-signature");
}
