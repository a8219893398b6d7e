// What the window is told of a contact card: who would be added, and what that would do to the key we know (spec 1.10).
import type { Relation } from "./contact";
import type { Address, Millis } from "./ids";

/** Bytes of UTF-8. A card with a photo is larger; ours and those of other messengers are far below. */
export const LARGEST_CARD = 64 * 1024;

/** The card's key and the one we know of the address. */
export type CardKey =
  /** The card carries none. */
  | { readonly type: "none" }
  /** Will count, as no other is known. */
  | { readonly type: "first"; readonly fingerprint: string; readonly validUntil: Millis }
  /** A QR code carries the fingerprint only: the certificate will be compared with it when it comes. */
  | { readonly type: "expected"; readonly fingerprint: string }
  | { readonly type: "same"; readonly fingerprint: string }
  | { readonly type: "other"; readonly fingerprint: string; readonly known: string; readonly then: OtherKeyEffect };

/**
 * Of taking a card with another key than the known one: the user is asked which of the two counts; or an authority of
 * the user's confirmed the card's, which then counts; or nothing, as a QR code has no certificate.
 */
export type OtherKeyEffect = "asks" | "confirmed" | "nothing";

export interface CardPreview {
  readonly address: Address;
  /** As the card says it, cleaned; not proved. */
  readonly name?: string;
  readonly key: CardKey;
  /** Who the address is to us; absent when it was never heard of. */
  readonly relation?: Relation;
  /** The name that the user has given; it stays. */
  readonly localName?: string;
}

/** An own or a contact's card to hand on. */
export interface CardToShare {
  readonly address: Address;
  /** vCard with the certificate, for a file. */
  readonly text: string;
  /** Short vCard, for a QR code. */
  readonly code: string;
}
