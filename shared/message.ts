// What the window knows of a message: an own text, a contact's text, or a line in the conversation.
import type { ProtocolLevel } from "./capability";
import type { Delivery } from "./delivery";
import type { ContactId, MessageId, Millis } from "./ids";

/** What a reader must know of how a text came or went, shown at the bubble. */
export type MessageMark =
  /** Neither encrypted nor signed. */
  | "plain-text"
  | "not-encrypted"
  | "recipient-not-bound"
  | "time-not-authenticated"
  /** A clock is off, and it is not known whose. */
  | "clock-differs"
  | "sender-clock-differs"
  | "own-clock-differs";

interface MessageBase {
  readonly id: MessageId;
  readonly contactId: ContactId;
  /** Display order inside the conversation; unique there, larger is later. */
  readonly position: number;
  /** The sender's clock for texts, ours for notes. */
  readonly sentAt: Millis;
  readonly arrivedAt: Millis;
}

export interface OwnText extends MessageBase {
  readonly kind: "own";
  readonly text: string;
  readonly delivery: Delivery;
  /** Attempts over the whole life of the message, manual resends included. */
  readonly attempts: number;
  /** `plain-text` since an attempt without encryption: from then on others may have read it. */
  readonly marks: readonly MessageMark[];
}

export interface PeerText extends MessageBase {
  readonly kind: "peer";
  readonly text: string;
  /** Absent: it came without any. */
  readonly level?: ProtocolLevel;
  readonly marks: readonly MessageMark[];
  readonly unread: boolean;
}

export type Note =
  /** "Something claiming to be from … could not be verified", counted per minute. */
  | { readonly type: "unverified"; readonly count: number }
  | { readonly type: "key-changed" }
  /** The first key that came is not the one that the contact's card named. */
  | { readonly type: "unlike-card" }
  | { readonly type: "key-accepted" }
  /** Another key of the contact counts now, because this authority signed it. */
  | { readonly type: "key-confirmed"; readonly authority: string }
  | { readonly type: "protocol-changed"; readonly from: ProtocolLevel; readonly to: ProtocolLevel }
  | { readonly type: "newer-version"; readonly count: number }
  | { readonly type: "missed-call" };

export interface NoteLine extends MessageBase {
  readonly kind: "note";
  readonly note: Note;
}

export type Message = OwnText | PeerText | NoteLine;

export interface SendAttempt {
  readonly startedAt: Millis;
  /** Absent while the answer is awaited and after a crash in mid-attempt. */
  readonly endedAt?: Millis;
  readonly outcome?: "sent" | "stored" | "retryable" | "permanent" | "interrupted";
  readonly reason?: { readonly code: string; readonly sipStatus?: number };
  readonly retryAt?: Millis;
}

/** A contact's key that a message was made with, as far as it is known today. */
export interface UsedKey {
  /** Lower-case hex SHA-256 of the public key. */
  readonly fingerprint: string;
  /** `former`: another one took its place. `forgotten`: nothing of it is kept any more. */
  readonly now: "current" | "offered" | "former" | "forgotten";
  /** When the user compared it, if that was not taken back; may be after the message. */
  readonly comparedAt?: Millis;
}

/** Everything the details view of a contact's text shows. */
export interface PeerDetails {
  readonly message: PeerText;
  readonly textBytes: number;
  /** Absent when it came unsigned, and where more than one key comes into question. */
  readonly signedBy?: UsedKey;
}

/** Everything the details view of one own text shows. */
export interface MessageDetails {
  readonly message: OwnText;
  readonly attempts: readonly SendAttempt[];
  readonly deliveredAt?: Millis;
  readonly readAt?: Millis;
  /** Protocol of the last sealing; absent while the text was never sealed, and when it went unencrypted. */
  readonly level?: ProtocolLevel;
  readonly stp?: { readonly type: number; readonly version: number };
  /** Hex SHA-256 of the public key it was sealed to. */
  readonly recipientKey?: string;
  /** The same key, as it is known today. */
  readonly sealedTo?: UsedKey;
  readonly textBytes: number;
  /** Characters of the SIP body; absent while never sealed. */
  readonly wireSize?: number;
  /** True when the contact's app sends receipts (3.1.3). */
  readonly receiptsExpected: boolean;
  /** "Send again" is offered: no receipt 10 minutes after the last answer. */
  readonly sendAgainOffered: boolean;
}
