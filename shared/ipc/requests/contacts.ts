// Contacts, what protects the chat with them, and contact cards.
import * as z from "zod/mini";
import type { CertificateDetails } from "../../certificate";
import type { CapabilityChange } from "../../contact";
import { LARGEST_CARD, type CardPreview, type CardToShare } from "../../contact-card";
import type { ContactId } from "../../ids";
import { contactId, fingerprint, ofContact, request, text } from "../define";

const ofContactOrSelf = z.strictObject({ contactId: z.optional(contactId) });
/** Longer than the longest card, so that main can say that it is too long. */
const cardText = text(LARGEST_CARD + 1);

export const contactRequests = {
  "contacts.add": request<{ readonly contactId: ContactId }>()(
    z.strictObject({ address: text(320), localName: z.optional(text(120)) }),
  ),

  /** An empty name takes the local name away. */
  "contacts.rename": request<undefined>()(z.strictObject({ contactId, localName: text(120) })),

  "contacts.accept": request<undefined>()(ofContact),

  "contacts.block": request<undefined>()(ofContact),

  "contacts.unblock": request<undefined>()(ofContact),

  "contacts.remove": request<undefined>()(ofContact),

  "contacts.capabilityHistory": request<readonly CapabilityChange[]>()(ofContact),

  /** Lowers the pin of this contact; texts held for it go out. */
  "contacts.allowProtocol": request<undefined>()(
    z.strictObject({ contactId, level: z.enum(["1.0", "2.0", "2.1", "2.2"]) }),
  ),

  /** Unencrypted text to and from this contact, asked for by the user in so many words. */
  "contacts.allowPlainText": request<undefined>()(z.strictObject({ contactId, allowed: z.boolean() })),

  /** Of two keys the user decides for this one: the offered one is accepted, or the one before it stays. */
  "contacts.acceptKey": request<undefined>()(z.strictObject({ contactId, fingerprint })),

  /** The user compared the safety number of this key and it matched, or takes that back. An offered key is accepted thereby. */
  "contacts.setCompared": request<undefined>()(z.strictObject({ contactId, fingerprint, compared: z.boolean() })),

  /** 60 digits with this key of the contact, the trusted or the offered one. */
  "contacts.safetyNumber": request<{ readonly digits: string }>()(z.strictObject({ contactId, fingerprint })),

  /** The newest certificate of this key of the contact, the trusted or the offered one. */
  "contacts.certificate": request<CertificateDetails>()(z.strictObject({ contactId, fingerprint })),

  /** Asks where to save that certificate as a PEM file; `saved` is false when the user did not want to after all. */
  "contacts.saveCertificate": request<{ readonly saved: boolean }>()(z.strictObject({ contactId, fingerprint })),

  /** What taking this contact card would do; nothing is done. */
  "cards.preview": request<CardPreview>()(z.strictObject({ text: cardText })),

  "cards.import": request<{ readonly contactId: ContactId }>()(
    z.strictObject({ text: cardText, localName: z.optional(text(120)) }),
  ),

  /** A contact's card, or without a contact the own one. */
  "cards.show": request<CardToShare>()(ofContactOrSelf),

  /** Asks where to save it; `saved` is false when the user did not want to after all. */
  "cards.save": request<{ readonly saved: boolean }>()(ofContactOrSelf),
} as const;
