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
  return writeStpMessage({ ...coveredFields(message), payload: ampPayload });
}

export function bytesToMac(message: CoveredMessage, eAsymBlock: Uint8Array, eSymBlock: Uint8Array): Uint8Array {
  return writeStpMessage({ ...coveredFields(message), eAsymBlock, eSymBlock });
}

/** Written out: spread, the same objects take longer to make and to encode than hash and HMAC together. */
function coveredFields({ stp, header, coversTime, secrets }: CoveredMessage): StpFields {
  const { ampType, ampVersion, sequenceNumber, messageSentMiliUTC, randomNonce, sender, destination, destinationType } = header;
  const { type: protocolType, version: protocolVersion } = stp;
  const covered: Mutable<StpFields> = { ampType, ampVersion, sequenceNumber, randomNonce, sender, destination, protocolType, protocolVersion };
  if (coversTime) covered.messageSentMiliUTC = messageSentMiliUTC;
  if (destinationType !== undefined) covered.destinationType = destinationType;
  if (secrets !== undefined) {
    covered.iv = secrets.iv;
    covered.encKey = secrets.encKey;
    covered.macKey = secrets.macKey;
  }
  return covered;
}

type Mutable<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] };
