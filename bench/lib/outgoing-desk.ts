// The part of a session that texts go out through, wired as session.ts does it, with two things taken out: the network
// answers 200 in the next turn of the loop, and sealing, which is measured by itself, gives a body that was sealed before.
// The decision to which key and with which protocol, which is made anew twice for every attempt, is the real one.
import { OWN_CAPABILITIES } from "../../shared/capability";
import type { Address, ContactId } from "../../shared/ids";
import { DEFAULT_SETTINGS } from "../../shared/settings";
import { createPresenceBoard } from "../../main/contacts/presence-board";
import { createTrustKeeper } from "../../main/contacts/trust";
import { systemRandom } from "../../main/crypto/system-random";
import type { Database } from "../../main/db/open";
import type { SealedBody } from "../../main/db/outgoing-repository";
import { createStore, type Store } from "../../main/db/store";
import { createDomainEvents } from "../../main/events/domain-events";
import { createWrite } from "../../main/events/unit-of-work";
import type { MessagingContext } from "../../main/messaging/context";
import { createOutbox, type Outbox } from "../../main/messaging/outbox";
import type { SendOutcome } from "../../main/messaging/ports";
import { createQueueWorker } from "../../main/messaging/queue-worker";
import { RETRY_SCHEDULE } from "../../main/messaging/retry-policy";
import { sendText } from "../../main/messaging/send-text";
import { silentLog } from "../../main/platform/log";
import { systemClock } from "../../main/platform/system-clock";
import { rawCopyKey } from "../../main/protocol/duplicate-keys";
import { createSessionFeed } from "../../main/session-feed";
import type { Corpus } from "./two-people";

export interface OutgoingDesk {
  readonly store: Store;
  /** Puts a text into the queue. */
  enqueue(text: string): void;
  /** From here on what waits goes. */
  connect(): void;
  disconnect(): void;
  /** Resolves when `count` more texts have left, their rows removed. */
  sent(count: number): Promise<void>;
}

/** Alice's file, whose contact Bob is. `body` is what every text goes as. */
export function outgoingDesk(database: Database, { alice, bob }: Corpus, body: string): OutgoingDesk {
  const store = createStore(database);
  const events = createDomainEvents();
  const trust = createTrustKeeper(store.keys);
  const context: MessagingContext = {
    store,
    write: createWrite(store, events),
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    own: { address: alice.address, identity: alice.identity, capabilities: OWN_CAPABILITIES },
    trust,
    presence: createPresenceBoard(),
    settings: () => DEFAULT_SETTINGS,
    onlineTime: () => 0,
    clockOffset: () => undefined,
  };
  const contactId = befriend(context, bob.address);
  trust.offer(contactId, bob.identity.certificate, systemClock.now());
  const feed = createSessionFeed(events, { contact: () => undefined, conversation: store.conversations.find, account: () => undefined }, silentLog);
  feed.subscribe(() => undefined);

  let waiting: { left: number; readonly done: () => void } | undefined;
  events.subscribe((event) => {
    if (event.type !== "delivery-changed" || event.delivery.status !== "sent" || waiting === undefined) return;
    waiting.left -= 1;
    if (waiting.left === 0) waiting.done();
  });
  const queue = createQueueWorker(context, {
    sender: { send: () => new Promise<SendOutcome>((resolve) => { setImmediate(resolve, { type: "sent" }); }) },
    outbox: withoutSealing(createOutbox(context), {
      type: "sealed",
      body,
      sha256: rawCopyKey(alice.address, body),
      stp: { type: 2, version: 3 },
      toKey: bob.identity.certificate.publicKey.spkiSha256,
      level: "2.2",
    }),
    retrySchedule: RETRY_SCHEDULE,
  });
  return {
    store,
    enqueue(text) {
      sendText(context, contactId, text);
      queue.wake(bob.address);
    },
    connect: () => { queue.setConnected(true); },
    disconnect: () => { queue.setConnected(false); },
    sent: (count) => new Promise((done) => { waiting = { left: count, done }; }),
  };
}

function befriend({ store }: MessagingContext, address: Address): ContactId {
  const createdAt = systemClock.now();
  const id = store.contacts.insert({ address, localName: undefined, relation: "accepted", createdAt, firstSequenceNumber: 1 });
  store.conversations.touch(id, createdAt);
  store.contacts.setPin(id, { level: "2.2", since: createdAt, by: "proved" });
  store.capabilities.insert(id, { strings: OWN_CAPABILITIES, carrier: "presence", since: createdAt });
  return id;
}

/** As if each row had been sealed in an earlier attempt, under what still holds. */
const withoutSealing = ({ prepare, confirms }: Outbox, final: SealedBody): Outbox => ({
  confirms,
  prepare: (row) => prepare({ ...row, final }),
});
