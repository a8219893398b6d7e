// Messages go when they were kept as long as the user wanted: by the rule of their conversation, else by the one of the
// settings. Looked at when the account opens, hourly, and when a rule changes; in small transactions with pauses, so that
// years of messages do not hold up the ones that come. What waits, is held or failed stays (spec 2.2: it has no end yet).
import { StampError } from "../../shared/errors";
import type { ContactId, MessageId, Millis } from "../../shared/ids";
import { findContact } from "../contacts/contact-book";
import { MANY_TEXTS } from "../db/search-index";
import { errorFacts } from "../platform/log";
import type { MessagingContext } from "./context";

const HOUR: Millis = 3600 * 1000;
const DAY = 24 * HOUR;
/** Messages of one transaction, and so many of those that must be taken out of the index: 5 to 20 ms for each. */
const SLICE = 200;
const INDEXED_SLICE = 1;
/** Conversations looked at, of which nothing has to go, before others get their turn. */
const LOOKS = 50;
const PAUSE: Millis = 20;

export interface Retention {
  /** Looks now and hourly; the returned function stops it. */
  start(): () => void;
  /** A rule changed: looks now. */
  tidy(): void;
  /** How many would go if they were kept `days` days; without a contact in all conversations without their own rule. */
  count(days: number, contactId?: ContactId): number;
}

export function createRetention(context: MessagingContext): Retention {
  const { store, clock, write, log } = context;
  let cancelHour = nothing;
  let cancelSlice = nothing;
  let outOfIndex = 0;

  /** How many of these go in one transaction. Where very many would leave the index, it is given up before. */
  const sliceOf = (ids: readonly MessageId[]): readonly MessageId[] => {
    const { indexedFrom } = store.searchIndex.progress();
    const indexed = ids.filter((id) => id >= indexedFrom).length;
    if (outOfIndex + indexed > MANY_TEXTS) {
      store.searchIndex.giveUp();
      outOfIndex = 0;
    } else if (ids.slice(0, SLICE).some((id) => id >= indexedFrom)) {
      outOfIndex += INDEXED_SLICE;
      return ids.slice(0, INDEXED_SLICE);
    }
    return ids.slice(0, SLICE);
  };

  /** Deletes the oldest ones: whether there were any, and whether there are more. */
  const deleteSome = (contactId: ContactId, days: number): { readonly some: boolean; readonly more: boolean } =>
    write((emit) => {
      const all = store.expiry.expired(contactId, clock.now() - days * DAY, MANY_TEXTS + 1);
      if (all.length === 0) return { some: false, more: false };
      const ids = sliceOf(all);
      for (const messageId of ids) {
        store.messages.remove(messageId);
        emit({ type: "message-removed", contactId, messageId });
      }
      store.conversations.setUnread(contactId, store.messages.countUnread(contactId));
      emit({ type: "conversation-touched", contactId });
      return { some: true, more: ids.length < all.length };
    });

  const work = (todo: readonly { readonly contactId: ContactId; readonly days: number }[]): void => {
    cancelSlice = nothing;
    let done = 0;
    try {
      for (const { contactId, days } of todo.slice(0, LOOKS)) {
        const { some, more } = deleteSome(contactId, days);
        if (!more) done += 1;
        if (some) break;
      }
    } catch (error) {
      log("warn", "retention-failed", errorFacts(error));
      return;
    }
    const rest = todo.slice(done);
    if (rest.length > 0) cancelSlice = clock.after(PAUSE, () => { work(rest); });
  };

  const tidy = (): void => {
    cancelSlice();
    outOfIndex = 0;
    const { retentionDays } = context.settings();
    try {
      const rules = store.expiry.rules().map(({ contactId, days = retentionDays }) => ({ contactId, days }));
      work(rules.filter(({ days }) => days > 0));
    } catch (error) {
      log("warn", "retention-failed", errorFacts(error));
    }
  };

  const everyHour = (): void => {
    cancelHour = clock.after(HOUR, everyHour);
    tidy();
  };

  return {
    start() {
      everyHour();
      return () => {
        cancelHour();
        cancelSlice();
      };
    },
    tidy,
    count(days, contactId) {
      if (days === 0) return 0;
      const of =
        contactId === undefined
          ? store.expiry.rules().flatMap((rule) => (rule.days === undefined ? [rule.contactId] : []))
          : [contactId];
      return of.reduce((sum, id) => sum + store.expiry.countExpired(id, clock.now() - days * DAY), 0);
    },
  };
}

function nothing(): void {
  // Nothing is planned.
}

/** Days that messages of this conversation are kept; undefined: as in the settings. Throws `unknown-contact`. */
export function setRetention({ store, write }: MessagingContext, contactId: ContactId, days: number | undefined): void {
  write((emit) => {
    findContact(store, contactId);
    if (!store.conversations.setRetention(contactId, days)) throw new StampError("unknown-contact");
    emit({ type: "conversation-touched", contactId });
  });
}
