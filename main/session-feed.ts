// Domain events → what the window hears, in small batches: a backlog of thousands is a few batches, and a contact
// or conversation touched many times is read once.
import type { OwnAccount, SessionEvent } from "../shared/app-state";
import type { Contact } from "../shared/contact";
import type { Conversation } from "../shared/conversation";
import type { ContactId } from "../shared/ids";
import type { DomainEvent, DomainEvents } from "./events/domain-events";
import { errorFacts, type Log } from "./platform/log";

/** From one batch to the next at least. What comes after a rest is told when its turn of the event loop is over. */
const GATHER_MS = 8;

export interface FeedSources {
  readonly contact: (id: ContactId) => Contact | undefined;
  readonly conversation: (id: ContactId) => Conversation | undefined;
  readonly account: () => OwnAccount | undefined;
}

export interface SessionFeed {
  /** Returns a function that stops listening. */
  subscribe(listener: (batch: readonly SessionEvent[]) => void): () => void;
  /** Tells at once what is still gathered. */
  flush(): void;
  /** Tells what is still to be told, then nothing more. */
  stop(): void;
}

export function createSessionFeed(events: DomainEvents, sources: FeedSources, log: Log): SessionFeed {
  const listeners = new Set<(batch: readonly SessionEvent[]) => void>();
  let pending: DomainEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let toldAt = -GATHER_MS;

  function flush(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    toldAt = performance.now();
    const batch = toBatch(pending, {
      contact: (id) => readOrSkip(() => sources.contact(id)),
      conversation: (id) => readOrSkip(() => sources.conversation(id)),
      account: () => readOrSkip(() => sources.account()),
    });
    pending = [];
    for (const listener of listeners) listener(batch);
  }

  /** This runs from a timer: a file that cannot be read now costs a stale row in the window, not the process. */
  function readOrSkip<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      log("error", "feed-read-failed", errorFacts(error));
      return undefined;
    }
  }

  const unsubscribe = events.subscribe((event) => {
    pending.push(event);
    timer ??= setTimeout(flush, Math.max(0, toldAt + GATHER_MS - performance.now()));
  });

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    flush,
    stop() {
      unsubscribe();
      flush();
    },
  };
}

/** Contacts before messages, so that none comes before its contact; conversations last, as they stand after it all. */
function toBatch(events: readonly DomainEvent[], sources: FeedSources): readonly SessionEvent[] {
  const contacts = new Set<ContactId>();
  const conversations = new Set<ContactId>();
  const facts: SessionEvent[] = [];
  let accountTouched = false;
  for (const event of events) {
    if (event.type === "contact-touched") contacts.add(event.contactId);
    else if (event.type === "conversation-touched") conversations.add(event.contactId);
    else if (event.type === "account-touched") accountTouched = true;
    else facts.push(event);
  }
  const account = accountTouched ? sources.account() : undefined;
  return [
    ...(account === undefined ? [] : [{ type: "account-changed", account } as const]),
    ...[...contacts].flatMap((id): SessionEvent[] => {
      const contact = sources.contact(id);
      return contact === undefined ? [] : [{ type: "contact-changed", contact }];
    }),
    ...facts,
    ...[...conversations].flatMap((id): SessionEvent[] => {
      const conversation = sources.conversation(id);
      return conversation === undefined ? [] : [{ type: "conversation-changed", conversation }];
    }),
  ];
}
