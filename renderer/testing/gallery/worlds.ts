// Petra's world of the scenes, changed in the one thing that a scene is about.
import type { SessionSnapshot } from "../../../shared/app-state";
import type { Contact } from "../../../shared/contact";
import type { Address, ContactId } from "../../../shared/ids";
import type { Message } from "../../../shared/message";
import { describeConversation, findContact, sessionOf, type MockWorld } from "../mock-world";
import { at, person, writer } from "../people";
import type { SceneOptions } from "../petras-chats";
import { petrasWorld } from "../scenes";

export const PETRA = "petra@sip.example.org" as Address;
export const [BOB, ALICE, MARTIN, PRAGUE, JANA, MARIA] = [1, 3, 4, 5, 6, 10] as readonly number[] as readonly [ContactId, ContactId, ContactId, ContactId, ContactId, ContactId];

/** So long a chat fills every window of a picture. */
const HISTORY = 24;

export function petra(options: SceneOptions = {}): MockWorld {
  return petrasWorld({ history: HISTORY, ...options });
}

export function withSession(world: MockWorld, change: (session: SessionSnapshot) => Partial<SessionSnapshot>): MockWorld {
  const session = sessionOf(world);
  world.snapshot = { ...world.snapshot, state: { phase: "ready", session: { ...session, ...change(session) } } };
  return world;
}

export function withContact(world: MockWorld, id: ContactId, change: Partial<Contact>): MockWorld {
  const changed = { ...findContact(world, id), ...change };
  return withSession(world, ({ contacts }) => ({ contacts: contacts.map((one) => (one.id === id ? changed : one)) }));
}

/** Replaces what was written with somebody. */
export function withMessages(world: MockWorld, id: ContactId, messages: readonly Message[]): MockWorld {
  world.messages.set(id, [...messages]);
  return withSession(world, ({ conversations }) => ({
    conversations: [...conversations.filter((one) => one.contactId !== id), describeConversation(world, id, "")],
  }));
}

/** Nobody and nothing yet: right after the account was made. */
export function emptyWorld(): MockWorld {
  const world = petrasWorld();
  world.messages.clear();
  return withSession(world, () => ({ contacts: [], conversations: [] }));
}

/** As many more conversations, the newest an hour old. */
export function crowdedWorld(count: number): MockWorld {
  const world = petra();
  const added = Array.from({ length: count }, (_, index) => {
    const id = 100 + index;
    const contact = person(id, `member${index + 1}@club.example.org`, `Member ${index + 1}`, { presence: { status: "unknown" } });
    const when = at("13:00") - index * 3_600_000;
    const w = writer(id, 100_000 + index * 10);
    world.messages.set(contact.id, [index % 3 === 0 ? w.own(when, "See you at the meeting.", { status: "read" }) : w.peer(when, "I will be there.")]);
    return contact;
  });
  return withSession(world, ({ contacts, conversations }) => ({
    contacts: [...contacts, ...added],
    conversations: [...conversations, ...added.map(({ id }) => describeConversation(world, id, ""))],
  }));
}
