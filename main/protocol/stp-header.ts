// The part that STPSimple and STPSimpleAuth have in common and always sign: fields 1 to 8 (spec 1.4).
// Says who wrote to whom, and checks it against the SIP layer and against us.
import { StampError } from "../../shared/errors";
import type { Address, Millis } from "../../shared/ids";
import { randomNonce } from "../crypto/random";
import { sha256Hex } from "../crypto/hash";
import { tryCanonical } from "./address";
import type { OpenContext, SealRequest } from "./stp-codec";
import type { StpFields } from "./stp-message";

/** An absent number reads as 0 and is signed as 0. */
export interface StpHeader {
  readonly ampType: number;
  readonly ampVersion: number;
  readonly sequenceNumber: number;
  readonly messageSentMiliUTC: Millis;
  readonly randomNonce: number;
  readonly sender: string;
  readonly destination: string;
  /** Signed only when it was on the wire. */
  readonly destinationType?: number;
}

const PLAIN_DESTINATION = 0;
const HASHED_DESTINATION = 1;

export function newHeader(request: SealRequest): StpHeader {
  return {
    ampType: request.amp.type,
    ampVersion: request.amp.version,
    sequenceNumber: request.sequenceNumber,
    messageSentMiliUTC: request.sentAt,
    randomNonce: randomNonce(),
    sender: request.sender,
    destination: request.recipient,
  };
}

export function headerOf(fields: StpFields): StpHeader {
  const { ampType = 0, ampVersion = 0, sequenceNumber = 0, messageSentMiliUTC = 0 } = fields;
  const { randomNonce = 0, sender = "", destination = "", destinationType } = fields;
  const covered = { ampType, ampVersion, sequenceNumber, messageSentMiliUTC, randomNonce, sender, destination };
  return destinationType === undefined ? covered : { ...covered, destinationType };
}

/**
 * The sender's canonical address.
 * @throws StampError `not-for-me`, `sender-mismatch`, `unsupported-variant` (an unknown kind of destination).
 */
export function checkAddresses(header: StpHeader, context: OpenContext): Address {
  if (!isForMe(header, context.ownAddress)) throw new StampError("not-for-me");
  return checkSender(header.sender, context);
}

/** The sender's canonical address, which must be the SIP From. @throws StampError `sender-mismatch`. */
export function checkSender(claimed: string, { sipFrom }: OpenContext): Address {
  const sender = tryCanonical(claimed);
  if (sender === undefined || (sender !== sipFrom && sender !== tryCanonical(sipFrom))) throw new StampError("sender-mismatch");
  return sender;
}

function isForMe(header: StpHeader, ownAddress: Address): boolean {
  switch (header.destinationType ?? PLAIN_DESTINATION) {
    case PLAIN_DESTINATION:
      return header.destination === ownAddress || tryCanonical(header.destination) === ownAddress;
    case HASHED_DESTINATION:
      return header.destination === hashedDestination(header.randomNonce, ownAddress);
    default:
      throw new StampError("unsupported-variant", { field: "destinationType" });
  }
}

/** Hides the recipient from who does not know it: lower-case hex SHA-256 of `nonce:address`. */
export function hashedDestination(nonce: number, address: Address): string {
  return sha256Hex(`${nonce}:${address}`);
}
