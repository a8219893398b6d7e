// What every secure transport protocol takes and gives (spec 1.1): the words between the envelope below and the
// application message above. One object of type StpCodec is one version of one protocol.
import type { ProtocolLevel } from "../../shared/capability";
import type { Address, Millis } from "../../shared/ids";
import type { Certificate } from "../crypto/certificate";
import type { Identity } from "../crypto/identity";
import type { PublicKey } from "../crypto/rsa";

/** Which secure transport protocol; carried by the envelope. */
export interface StpRef {
  readonly type: number;
  readonly version: number;
}

/** An application message with its type and version, which the layer below carries. */
export interface AmpPacket {
  readonly type: number;
  readonly version: number;
  readonly payload: Uint8Array;
}

export interface SealRequest {
  readonly amp: AmpPacket;
  /** uint32; per recipient, kept over resends (spec 1.4, field 3). */
  readonly sequenceNumber: number;
  readonly sentAt: Millis;
  readonly sender: Address;
  readonly recipient: Address;
  /** Not used by protocols that only sign. */
  readonly recipientCertificate: Certificate;
  readonly identity: Identity;
}

export interface SealedStp {
  readonly payload: Uint8Array;
  /** Fresh for every sealing. */
  readonly randomNonce: number;
}

export interface OpenContext {
  /** From of the SIP MESSAGE. */
  readonly sipFrom: string;
  readonly ownAddress: Address;
  readonly identity: Identity;
  /** Keys that may have signed, tried in this order: the sender's current one first, then former ones. */
  readonly senderKeys: readonly PublicKey[];
  /** SHA1withRSA of STPSimple v1 and v2 is read; for old peers, off by default. */
  readonly acceptSha1Signatures?: boolean;
}

/** A message whose every check passed, but for the replay check, which needs memory. */
export interface OpenedMessage {
  readonly stp: StpRef;
  readonly level: ProtocolLevel;
  readonly encrypted: boolean;
  /** False when its recipient could pass it on to somebody else as if it were meant for them (S/MIME). */
  readonly recipientBound: boolean;
  /** False when somebody on the way could have changed `sentAt` (STPSimple v1). */
  readonly timeAuthenticated: boolean;
  readonly amp: AmpPacket;
  readonly sender: Address;
  /** Absent in S/MIME, which has none. */
  readonly sequenceNumber?: number;
  readonly sentAt: Millis;
  readonly randomNonce: number;
  /** `spkiSha256` of the key in `senderKeys` that verified. */
  readonly signedBy: string;
  /** SHA-256 of the bytes to sign: the same for every copy, however its unsigned bytes were changed (spec 1.8). */
  readonly replayKey: Uint8Array;
}

export interface StpCodec {
  readonly stp: StpRef;
  readonly level: ProtocolLevel;
  seal(request: SealRequest): Promise<SealedStp>;
  /** At once where no key has to be unwrapped. @throws StampError with a code of spec 1.11. */
  open(payload: Uint8Array, context: OpenContext): OpenedMessage | Promise<OpenedMessage>;
}
