// For tests: everything that a part of messaging works with, around a real file, with a clock moved by hand and
// chance that repeats itself. What happened is in `events`; what is still to happen can be awaited.
import { join } from "node:path";
import { RECEIPTS_CAPABILITY, OWN_CAPABILITIES } from "../../../shared/capability";
import type { ProtocolPin, Relation } from "../../../shared/contact";
import type { DeliveryStatus } from "../../../shared/delivery";
import type { Address, ContactId, MessageId, Millis } from "../../../shared/ids";
import type { Message, OwnText } from "../../../shared/message";
import { DEFAULT_SETTINGS, type Settings } from "../../../shared/settings";
import { createPresenceBoard } from "../../contacts/presence-board";
import { createTrustKeeper } from "../../contacts/trust";
import type { Identity } from "../../crypto/identity";
import type { ContactRow } from "../../db/contact-repository";
import { createStore, type Store } from "../../db/store";
import { openTestDatabase } from "../../db/testing/temp-database";
import { tempFolder } from "../../platform/testing/temp-folder";
import { createDomainEvents, type DomainEvent } from "../../events/domain-events";
import { createWrite } from "../../events/unit-of-work";
import type { LogFacts } from "../../platform/log";
import { alice, bob } from "../../protocol/testing/people";
import type { MessagingContext } from "../context";
import { handClock, type HandClock } from "./hand-clock";

export const WITHOUT_RECEIPTS = OWN_CAPABILITIES.filter((capability) => capability !== RECEIPTS_CAPABILITY);

export interface Friend {
  readonly address: Address;
  readonly identity: Identity;
}

export interface FriendOptions {
  readonly relation?: Relation;
  /** Nothing is known of the app with `[]`. */
  readonly capabilities?: readonly string[];
  readonly pin?: ProtocolPin;
  readonly withoutKey?: boolean;
}

export interface Desk {
  readonly context: MessagingContext;
  readonly store: Store;
  readonly clock: HandClock;
  readonly events: DomainEvent[];
  readonly logged: (LogFacts & { readonly event: string })[];
  /** Time ever spent registered. */
  online: Millis;
  clockOffset: Millis | undefined;
  settings: Settings;
  befriend(who?: Friend, options?: FriendOptions): ContactId;
  contact(id: ContactId): ContactRow;
  messages(contactId: ContactId): readonly Message[];
  text(id: MessageId): OwnText;
  /** Resolves when the condition holds, now or after some event. */
  until(condition: () => boolean): Promise<void>;
  reaches(id: MessageId, status: DeliveryStatus): Promise<void>;
}

export interface DeskOptions {
  readonly own?: Friend;
  readonly capabilities?: readonly string[];
  readonly file?: string;
  readonly clock?: HandClock;
}

export function openDesk({ own = alice, capabilities = OWN_CAPABILITIES, file, clock = handClock() }: DeskOptions = {}): Desk {
  const store = createStore(openTestDatabase(file ?? join(tempFolder(), "stamp.db")));
  const domainEvents = createDomainEvents();
  const events: DomainEvent[] = [];
  const logged: (LogFacts & { readonly event: string })[] = [];
  domainEvents.subscribe((event) => events.push(event));
  const trust = createTrustKeeper(store.keys);
  let nonce = 0;

  const desk: Desk = {
    context: {
      store,
      write: createWrite(store, domainEvents),
      clock,
      random: { uint32: () => (nonce += 1), fraction: () => 0.5 },
      log: (_level, event, facts) => logged.push({ event, ...facts }),
      own: { address: own.address, identity: own.identity, capabilities },
      trust,
      presence: createPresenceBoard(),
      settings: () => desk.settings,
      onlineTime: () => desk.online,
      clockOffset: () => desk.clockOffset,
    },
    store,
    clock,
    events,
    logged,
    online: 0,
    clockOffset: undefined,
    settings: DEFAULT_SETTINGS,
    befriend(who = bob, { relation = "accepted", capabilities: theirs = OWN_CAPABILITIES, pin, withoutKey = false } = {}) {
      const createdAt = clock.now();
      const id = store.contacts.insert({
        address: who.address,
        localName: undefined,
        relation,
        createdAt,
        firstSequenceNumber: 100,
      });
      store.conversations.touch(id, createdAt);
      if (!withoutKey) trust.offer(id, who.identity.certificate, createdAt);
      if (theirs.length > 0) store.capabilities.insert(id, { strings: theirs, carrier: "presence", since: createdAt });
      if (pin !== undefined) store.contacts.setPin(id, pin);
      return id;
    },
    contact: (id) => store.contacts.find(id)!,
    messages: (contactId) => store.pages.before(contactId, undefined, 1000).messages,
    text: (id) => store.messages.findOwn(id)!.message,
    until(condition) {
      return new Promise((resolve) => {
        const check = () => {
          if (!condition()) return;
          unsubscribe();
          resolve();
        };
        const unsubscribe = domainEvents.subscribe(check);
        check();
      });
    },
    reaches: (id, status) => desk.until(() => desk.text(id).delivery.status === status),
  };
  return desk;
}

/** Another address with the key of `who`. */
export const namesake = (name: string, who: Friend = bob): Friend => ({
  address: `${name}@example.com` as Address,
  identity: who.identity,
});

/** Lets everything run that waits for nothing but its turn. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
