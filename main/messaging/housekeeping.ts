// What time alone brings about, once at unlock and once a day: memories that may be forgotten, unopenable messages
// that were kept long enough, and texts whose receipt never came (spec 1.8, 2.2, 2.4).
import type { Millis } from "../../shared/ids";
import { receiptsSince } from "../contacts/capability-knowledge";
import { errorFacts } from "../platform/log";
import type { MessagingContext } from "./context";
import { applyDelivery } from "./transition";

const DAY: Millis = 24 * 3600 * 1000;
const RAW_COPIES_KEPT = 90 * DAY;
export const UNOPENED_KEPT = 30 * DAY;
const RECEIPT_AWAITED = 14 * DAY;

/** Runs now and then daily, `renewCertificate` with it; the returned function stops it. */
export function startHousekeeping(context: MessagingContext, renewCertificate: () => void): () => void {
  let cancel = () => {
    // Replaced by the first run below.
  };
  const run = () => {
    cancel = context.clock.after(DAY, run);
    try {
      renewCertificate();
      tidy(context);
    } catch (error) {
      context.log("warn", "housekeeping-failed", errorFacts(error));
    }
  };
  run();
  return () => {
    cancel();
  };
}

function tidy(context: MessagingContext): void {
  const { store, write, clock } = context;
  const now = clock.now();
  write((emit) => {
    store.duplicates.forgetRawBefore(now - RAW_COPIES_KEPT);
    const expired = store.incoming.expireBefore(now - UNOPENED_KEPT);
    for (const { id: contactId, address } of store.contacts.all()) {
      // What waited for the user's look is not counted any more.
      if (expired.has(address)) emit({ type: "conversation-touched", contactId });
      // What was sent before the contact's app learned to send receipts never gets one.
      const since = receiptsSince(store, contactId);
      if (since === undefined) continue;
      for (const id of store.messages.unreceipted(contactId, since, now - RECEIPT_AWAITED)) {
        applyDelivery(context, emit, id, { type: "gave-up", reason: { code: "no-receipt" } });
      }
    }
  });
}
