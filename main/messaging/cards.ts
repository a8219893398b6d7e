// Contact cards in and out (spec 1.10). A card may add a contact and offer a key, like presence; it never replaces a key
// by itself. Taking one is two steps for the user: what it would do, then doing it.
import type { Trust } from "../../shared/contact";
import type { CardKey, CardPreview, CardToShare } from "../../shared/contact-card";
import { StampError } from "../../shared/errors";
import type { Address, ContactId } from "../../shared/ids";
import { cleanName, findContact } from "../contacts/contact-book";
import { writeCard, writeShortCard, type ContactCard } from "../contacts/contact-card";
import { readCard } from "../contacts/read-card";
import type { Certificate } from "../crypto/certificate";
import { addByAddress } from "./relations";
import type { MessagingContext } from "./context";
import { noteKey } from "./notes";

/** What taking the card would do. Throws what readCard throws, and `own-address`. */
export function previewCard(context: MessagingContext, text: string): CardPreview {
  const card = readForeign(context, text);
  const name = cleanName(card.name);
  const contact = context.store.contacts.findByAddress(card.address);
  return {
    address: card.address,
    ...(name === undefined ? {} : { name }),
    key: cardKey(context, card, contact?.id),
    ...(contact === undefined ? {} : { relation: contact.relation }),
    ...(contact?.localName === undefined ? {} : { localName: contact.localName }),
  };
}

/**
 * Adds the contact and gives the card's key to trust: pinned when it is the first, offered when another one is known. Of the
 * key that counts a card may have an old certificate, or one that somebody made up: that comes by presence.
 * The caller reconsiders what waits for the contact. Throws like previewCard.
 */
export function takeCard(context: MessagingContext, text: string, localName: string | undefined): ContactId {
  const { address, key } = readForeign(context, text);
  const { trust, clock, write } = context;
  return write((emit) => {
    const contactId = addByAddress(context, address, localName);
    if (key?.type === "fingerprint") trust.announce(contactId, key.fingerprint, clock.now());
    if (key?.type === "certificate" && !counts(context, contactId, key.certificate)) {
      noteKey(context, emit, contactId, trust.offer(contactId, key.certificate, clock.now()));
    }
    return contactId;
  });
}

/** Throws `not-allowed-now` while no key of the contact is known: there is nothing to hand on. */
export function cardOf({ store, trust }: MessagingContext, contactId: ContactId): CardToShare {
  const { address } = findContact(store, contactId);
  const certificate = trust.recipient(contactId);
  if (certificate === undefined) throw new StampError("not-allowed-now");
  return toShare(address, certificate);
}

export function ownCard({ own }: MessagingContext): CardToShare {
  return toShare(own.address, own.identity.certificate);
}

function toShare(address: Address, certificate: Certificate): CardToShare {
  return { address, text: writeCard(address, certificate), code: writeShortCard(address, certificate.publicKey.spkiSha256) };
}

function readForeign({ own }: MessagingContext, text: string): ContactCard {
  const card = readCard(text);
  if (card.address === own.address) throw new StampError("own-address");
  return card;
}

function cardKey({ trust, clock }: MessagingContext, { key }: ContactCard, contactId: ContactId | undefined): CardKey {
  if (key === undefined) return { type: "none" };
  const certificate = key.type === "certificate" ? key.certificate : undefined;
  const fingerprint = key.type === "certificate" ? key.certificate.publicKey.spkiSha256 : key.fingerprint;
  const known = contactId === undefined ? undefined : knownKey(trust.of(contactId));
  if (contactId === undefined || known === undefined) {
    return certificate === undefined ? { type: "expected", fingerprint } : { type: "first", fingerprint, validUntil: certificate.notAfter };
  }
  if (known === fingerprint) return { type: "same", fingerprint };
  if (certificate === undefined) return { type: "other", fingerprint, known, then: "nothing" };
  return { type: "other", fingerprint, known, then: trust.succeeds(contactId, certificate, clock.now()) ? "confirmed" : "asks" };
}

const counts = ({ trust }: MessagingContext, contactId: ContactId, { publicKey }: Certificate): boolean =>
  trust.recipient(contactId)?.publicKey.spkiSha256 === publicKey.spkiSha256;

/** The key that the user knows as the contact's: the trusted one, or the one that an earlier card named. */
function knownKey(state: Trust): string | undefined {
  if (state.status === "unknown" || state.status === "unlike-card") return state.announced?.fingerprint;
  return state.key.fingerprint;
}
