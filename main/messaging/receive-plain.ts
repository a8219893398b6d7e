// An unencrypted text (spec 1.12): taken only from a contact for whom the user allows it. There is nothing to open, so it
// is shown in the transaction that stores it. Nothing inside tells a copy from the same words said again; the request does.
import { takesPlain } from "../contacts/plain-text";
import { plainCopyKey } from "../protocol/duplicate-keys";
import type { MessagingContext } from "./context";
import { addPeerText } from "./peer-text";
import type { IncomingMessage } from "./ports";

/** False when the user does not allow it. Throws when it cannot be stored. */
export function receivePlain(context: MessagingContext, { from, body, requestId, storedAt }: IncomingMessage): boolean {
  const { store, write, clock } = context;
  const contact = store.contacts.findByAddress(from);
  if (contact === undefined || !takesPlain(contact)) return false;
  const text = body.replace(/\r\n?/gu, "\n");
  if (text.trim() === "") return true;
  write((emit) => {
    const now = clock.now();
    if (!store.duplicates.rememberRaw(plainCopyKey(from, requestId, body), now)) return;
    addPeerText(context, emit, {
      contactId: contact.id,
      position: store.positions.atEnd(contact.id),
      text,
      sentAt: Math.min(storedAt ?? now, now),
      arrivedAt: now,
      ampNonce: undefined,
      sequenceNumber: undefined,
      level: undefined,
      marks: ["plain-text"],
    });
  });
  return true;
}
