import { describe, expect, it } from "vitest";
import type { OwnAccount, SessionEvent } from "../shared/app-state";
import type { Contact } from "../shared/contact";
import type { Conversation } from "../shared/conversation";
import type { ContactId, MessageId } from "../shared/ids";
import type { NoteLine } from "../shared/message";
import { createDomainEvents, type DomainEvent } from "./events/domain-events";
import { silentLog } from "./platform/log";
import { createSessionFeed } from "./session-feed";

const BOB = 1 as ContactId;
const GONE = 2 as ContactId;
const UNREADABLE = 4 as ContactId;

const contact = (id: ContactId): Contact => ({ id, localName: `read ${String(reads)}` }) as Contact;
const conversation = (contactId: ContactId): Conversation => ({ contactId, unread: reads }) as Conversation;
let reads = 0;

function newFeed() {
  reads = 0;
  const events = createDomainEvents();
  const read = <Value>(id: ContactId, make: (id: ContactId) => Value): Value | undefined => {
    reads += 1;
    if (id === UNREADABLE) throw new Error("disk I/O error");
    return id === GONE ? undefined : make(id);
  };
  const feed = createSessionFeed(events, {
    contact: (id) => read(id, contact),
    conversation: (id) => read(id, conversation),
    account: () => ({ server: `read ${String((reads += 1))}` }) as OwnAccount,
  }, silentLog);
  const next = () => new Promise<readonly SessionEvent[]>((resolve) => {
    const stop = feed.subscribe((batch) => {
      stop();
      resolve(batch);
    });
  });
  return { events, feed, next };
}

const added = (id: number): DomainEvent => ({
  type: "message-added",
  message: { id: id as MessageId, contactId: BOB, kind: "note" } as NoteLine,
});

describe("the session's feed", () => {
  it("tells contacts first, facts in their order, and conversations last, each once", async () => {
    const { events, next } = newFeed();
    const batch = next();
    const removed: DomainEvent = { type: "message-removed", contactId: BOB, messageId: 1 as MessageId };
    for (const event of [
      { type: "conversation-touched", contactId: BOB } as const,
      added(1),
      { type: "contact-touched", contactId: BOB } as const,
      removed,
      { type: "conversation-touched", contactId: BOB } as const,
      { type: "contact-touched", contactId: BOB } as const,
      added(2),
    ]) {
      events.emit(event);
    }
    expect(await batch).toEqual([
      { type: "contact-changed", contact: { id: BOB, localName: "read 1" } },
      added(1),
      removed,
      added(2),
      { type: "conversation-changed", conversation: { contactId: BOB, unread: 2 } },
    ]);
    expect(reads).toBe(2);
  });

  it("tells the own account once, as it stands after it all", async () => {
    const { events, next } = newFeed();
    const batch = next();
    for (let time = 0; time < 3; time += 1) events.emit({ type: "account-touched" });
    events.emit({ type: "contact-touched", contactId: BOB });
    expect(await batch).toEqual([
      { type: "account-changed", account: { server: "read 1" } },
      { type: "contact-changed", contact: { id: BOB, localName: "read 2" } },
    ]);
  });

  it("says nothing of a contact or a conversation that is gone by then", async () => {
    const { events, next } = newFeed();
    const batch = next();
    events.emit({ type: "contact-touched", contactId: GONE });
    events.emit({ type: "conversation-removed", contactId: GONE });
    events.emit({ type: "conversation-touched", contactId: GONE });
    expect(await batch).toEqual([{ type: "conversation-removed", contactId: GONE }]);
  });

  it("leaves out what cannot be read just now and tells the rest", async () => {
    const { events, next } = newFeed();
    const batch = next();
    events.emit({ type: "contact-touched", contactId: UNREADABLE });
    events.emit(added(1));
    events.emit({ type: "conversation-touched", contactId: UNREADABLE });
    expect(await batch).toEqual([added(1)]);
  });

  it("tells a flood as one batch, and what comes later as the next", async () => {
    const { events, next } = newFeed();
    const first = next();
    for (let id = 0; id < 5000; id += 1) {
      events.emit(added(id));
      events.emit({ type: "conversation-touched", contactId: BOB });
    }
    expect(await first).toHaveLength(5001);
    const second = next();
    events.emit(added(7));
    expect(await second).toEqual([added(7)]);
  });

  it("tells at once what it gathered when it is asked to, and nothing when there is nothing", () => {
    const { events, feed } = newFeed();
    const batches: (readonly SessionEvent[])[] = [];
    feed.subscribe((batch) => batches.push(batch));
    feed.flush();
    events.emit(added(1));
    feed.flush();
    feed.flush();
    expect(batches).toEqual([[added(1)]]);
  });

  it("tells the rest when it stops, and then nothing more", () => {
    const { events, feed } = newFeed();
    const batches: (readonly SessionEvent[])[] = [];
    feed.subscribe((batch) => batches.push(batch));
    events.emit(added(1));
    feed.stop();
    expect(batches).toEqual([[added(1)]]);
    events.emit(added(2));
    feed.stop();
    expect(batches).toHaveLength(1);
  });
});
