// What each protocol protects (spec 1.4, 1.5, 1.9), as one table: the contact panel speaks from it, and
// main/protocol/protection.test.ts proves each cell by doing. Nothing decides by it; what is refused and which protocol
// is used is decided in main/protocol.
import type { ProtocolLevel } from "./capability";

export interface Protection {
  /** Only the two people can read it. */
  readonly confidential: boolean;
  /** Its content and sender cannot be changed or made up. */
  readonly signed: boolean;
  /** It says under the signature for whom it is: its recipient cannot pass it on as if it were meant for another one. */
  readonly recipientBound: boolean;
  /** Its time is under the signature. */
  readonly timeAuthenticated: boolean;
  /** Who steals a private key later cannot read what was recorded before. */
  readonly forwardSecrecy: boolean;
}

/** No text may go with less; a protocol that gave less would need other words in the panel, so it does not compile. */
interface TextProtection extends Protection {
  readonly confidential: true;
  readonly signed: true;
  readonly forwardSecrecy: false;
}

interface LevelProtection {
  readonly text: TextProtection;
  /** Absent: the protocol has no receipts. */
  readonly receipts?: Protection;
}

const WHOLE: TextProtection = {
  confidential: true,
  signed: true,
  recipientBound: true,
  timeAuthenticated: true,
  forwardSecrecy: false,
};

/** STPSimpleAuth in both versions: receipts travel readable to the server. */
const READABLE: Protection = { ...WHOLE, confidential: false };

export const PROTECTION: Readonly<Record<ProtocolLevel, LevelProtection>> = {
  "1.0": { text: { ...WHOLE, recipientBound: false } },
  "2.0": { text: { ...WHOLE, timeAuthenticated: false }, receipts: READABLE },
  "2.1": { text: WHOLE, receipts: READABLE },
  "2.2": { text: WHOLE, receipts: READABLE },
};
