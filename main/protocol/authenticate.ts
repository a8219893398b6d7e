// The signature check (spec 1.4, Open 5): which of a sender's keys signed, and what follows from it. Which keys count is
// the caller's affair: the current one, and a former one for some days (spec 1.10).
import { StampError } from "../../shared/errors";
import { sha256 } from "../crypto/hash";
import { verify, type PublicKey, type SignatureHash } from "../crypto/rsa";
import { bytesToSign, type CoveredMessage } from "./signed-bytes";
import type { OpenedMessage } from "./stp-codec";

/** What its protocol and its addresses say of a message. */
type MessageFacts = Pick<OpenedMessage, "sender" | "level" | "encrypted">;

/** The opened message. @throws StampError `no-certificate` when there is no key to try, `bad-signature` when none fits. */
export function authenticate(
  { sender, level, encrypted }: MessageFacts,
  message: CoveredMessage,
  ampPayload: Uint8Array,
  signature: Uint8Array,
  senderKeys: readonly PublicKey[],
  hashes: readonly SignatureHash[],
): OpenedMessage {
  const { stp, header, coversTime } = message;
  const signed = bytesToSign(message, ampPayload);
  return {
    stp,
    level,
    encrypted,
    recipientBound: true,
    timeAuthenticated: coversTime,
    amp: { type: header.ampType, version: header.ampVersion, payload: ampPayload },
    sender,
    sequenceNumber: header.sequenceNumber,
    sentAt: header.messageSentMiliUTC,
    randomNonce: header.randomNonce,
    signedBy: signerOf(signed, signature, senderKeys, hashes),
    replayKey: sha256(signed),
  };
}

function signerOf(
  signed: Uint8Array,
  signature: Uint8Array,
  senderKeys: readonly PublicKey[],
  hashes: readonly SignatureHash[],
): string {
  if (senderKeys.length === 0) throw new StampError("no-certificate");
  for (const key of senderKeys) {
    for (const hash of hashes) {
      if (verify(key, signed, signature, hash)) return key.spkiSha256;
    }
  }
  throw new StampError("bad-signature");
}
