// What is put right at unlock before anything is sent (spec 2.5): texts in flight wait again, every state has its
// row and every row its state, and what could not be opened is looked at once more.
import {
  alignRowStates,
  removeRowsWithoutText,
  textsInFlight,
  textsWithoutRow,
} from "../db/delivery-consistency";
import type { MessagingContext } from "./context";
import { enqueueText } from "./send-text";
import { applyDelivery } from "./transition";

export function recover(context: MessagingContext): void {
  const { store, write, log } = context;
  write((emit) => {
    const inFlight = textsInFlight(store.db);
    for (const id of inFlight) {
      store.attempts.end(id, { at: context.clock.now(), outcome: "interrupted" });
      applyDelivery(context, emit, id, { type: "interrupted" });
    }
    const facts = {
      inFlight: inFlight.length,
      notifications: store.outgoing.interruptNotifications(),
      rowsRemoved: removeRowsWithoutText(store.db),
      rowsAdded: addMissingRows(context),
      rowsAligned: alignRowStates(store.db),
      parkedAgain: store.incoming.unparkAll(),
    };
    log("info", "recovered", facts);
  });
}

function addMissingRows(context: MessagingContext): number {
  const { store } = context;
  const missing = textsWithoutRow(store.db);
  for (const { messageId, contactId, text, ampNonce } of missing) {
    const contact = store.contacts.find(contactId);
    if (contact !== undefined) enqueueText(context, contact.address, { messageId, text, ampNonce });
  }
  return missing.length;
}
