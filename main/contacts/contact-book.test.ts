import { describe, expect, it } from "vitest";
import type { Address, ContactId } from "../../shared/ids";
import { tempStore } from "../db/testing/temp-database";
import type { DomainEvent } from "../events/domain-events";
import { addContact, ensureContact, findContact, renameContact, setRelation } from "./contact-book";

const OWN = "alice@example.com" as Address;
const BOB = "bob@example.com" as Address;

function newBook() {
  const store = tempStore();
  const events: DomainEvent[] = [];
  const emit = (event: DomainEvent) => void events.push(event);
  return { store, events, emit, context: { store, now: () => 5, random31: () => 77 } };
}

describe("the contact book", () => {
  it("adds somebody with a name, a conversation and a first number", () => {
    const { store, events, emit, context } = newBook();
    const row = addContact(context, emit, OWN, BOB, " Bob ");
    expect(row).toMatchObject({ address: BOB, localName: "Bob", relation: "accepted", createdAt: 5 });
    expect(store.conversations.find(row.id)).toMatchObject({ lastActivity: 5 });
    expect(store.contacts.takeSequenceNumber(row.id)).toBe(77);
    expect(events).toEqual([
      { type: "contact-touched", contactId: row.id },
      { type: "conversation-touched", contactId: row.id },
    ]);
  });

  it("does not add ourselves", () => {
    const { store, emit, context } = newBook();
    expect(() => addContact(context, emit, OWN, OWN, undefined)).toThrow("own-address");
    expect(store.contacts.all()).toEqual([]);
  });

  it.each(["request", "blocked", "none"] as const)("accepts who was there already, with name and numbers kept: %s", (relation) => {
    const { store, emit, context } = newBook();
    const { id } = addContact(context, emit, OWN, BOB, "Bob");
    setRelation(context, emit, id, relation);
    const again = addContact({ ...context, random31: () => 1 }, emit, OWN, BOB, undefined);
    expect(again).toMatchObject({ id, relation: "accepted", localName: "Bob" });
    expect(store.contacts.takeSequenceNumber(id)).toBe(77);
  });

  it("makes a request of a stranger or a removed one who writes, and leaves all others as they are", () => {
    const { emit, events, context } = newBook();
    const row = ensureContact(context, emit, BOB);
    expect(row.relation).toBe("request");
    expect(events).toHaveLength(2);
    ensureContact(context, emit, BOB);
    expect(events).toHaveLength(2);
    setRelation(context, emit, row.id, "none");
    expect(ensureContact(context, emit, BOB)).toMatchObject({ id: row.id, relation: "request" });
    for (const relation of ["accepted", "blocked"] as const) {
      setRelation(context, emit, row.id, relation);
      expect(ensureContact(context, emit, BOB).relation).toBe(relation);
    }
  });

  it("keeps names short and without characters that hide or turn text", () => {
    const { emit, context } = newBook();
    const { id } = addContact(context, emit, OWN, BOB, undefined);
    const nameAfter = (typed: string) => {
      renameContact(context, emit, id, typed);
      return findContact(context.store, id).localName;
    };
    expect(nameAfter("Al\u202Eice\u0000  B\t\n.")).toBe("Alice B .");
    expect(nameAfter("x".repeat(500))).toHaveLength(120);
    expect(nameAfter(" \u200B ")).toBeUndefined();
  });

  it("knows nobody by an id that was never given", () => {
    const { emit, context } = newBook();
    expect(() => findContact(context.store, 9 as ContactId)).toThrow("unknown-contact");
    expect(() => { renameContact(context, emit, 9 as ContactId, "x"); }).toThrow("unknown-contact");
    expect(() => setRelation(context, emit, 9 as ContactId, "blocked")).toThrow("unknown-contact");
  });
});
