// The two encodings that signature and HMAC are made over (spec 1.4): canonical bytes of an STPSimple message with
// the virtual fields set. Shared by STPSimple and STPSimpleAuth; a replay key is the hash of the bytes to sign.
import type { StpRef } from "./stp-codec";
import type { StpHeader } from "./stp-header";
import { writeStpMessage, type StpFields } from "./stp-message";

/** What an encrypting protocol adds to the covered fields. */
export interface CoveredSecrets {
  readonly iv: Uint8Array;
  readonly encKey: Uint8Array;
  readonly macKey: Uint8Array;
}

export interface CoveredMessage {
  readonly stp: StpRef;
  readonly header: StpHeader;
  /** The sent time is covered in every version but STPSimple v1. */
  readonly coversTime: boolean;
  readonly secrets?: CoveredSecrets;
}

export function bytesToSign(message: CoveredMessage, ampPayload: Uint8Array): Uint8Array {
  return writeStpMessage(coveredHeader(message), message.secrets ?? {}, virtualFields(message), { payload: ampPayload });
}

export function bytesToMac(message: CoveredMessage, eAsymBlock: Uint8Array, eSymBlock: Uint8Array): Uint8Array {
  return writeStpMessage(coveredHeader(message), message.secrets ?? {}, virtualFields(message), { eAsymBlock, eSymBlock });
}

function coveredHeader({ header, coversTime }: CoveredMessage): StpFields {
  if (coversTime) return header;
  const { ampType, ampVersion, sequenceNumber, randomNonce, sender, destination, destinationType } = header;
  const timeless = { ampType, ampVersion, sequenceNumber, randomNonce, sender, destination };
  return destinationType === undefined ? timeless : { ...timeless, destinationType };
}

function virtualFields({ stp }: CoveredMessage): StpFields {
  return { protocolType: stp.type, protocolVersion: stp.version };
}
