import { describe, expect, it } from "vitest";
import type { ContactId } from "../../shared/ids";
import { insertContact } from "../db/testing/rows";
import { tempStore } from "../db/testing/temp-database";
import { createDomainEvents, type DomainEvent } from "./domain-events";
import { createWrite } from "./unit-of-work";

const touched = (contactId: number): DomainEvent => ({ type: "contact-touched", contactId: contactId as ContactId });

function newWork() {
  const store = tempStore();
  const events = createDomainEvents();
  const heard: { readonly event: DomainEvent; readonly inTransaction: boolean }[] = [];
  events.subscribe((event) => heard.push({ event, inTransaction: store.db.inTransaction }));
  return { store, events, heard, write: createWrite(store, events) };
}

describe("a unit of work", () => {
  it("announces its events in order, after the commit", () => {
    const { write, heard, store } = newWork();
    const result = write((emit) => {
      emit(touched(1));
      insertContact(store, "bob@example.com");
      emit(touched(2));
      expect(heard).toEqual([]);
      return "done";
    });
    expect(result).toBe("done");
    expect(heard).toEqual([touched(1), touched(2)].map((event) => ({ event, inTransaction: false })));
  });

  it("announces nothing and changes nothing when it fails, and the next one is not disturbed", () => {
    const { write, heard, store } = newWork();
    expect(() =>
      write((emit) => {
        emit(touched(1));
        insertContact(store, "bob@example.com");
        throw new Error("power cut");
      }),
    ).toThrow("power cut");
    expect([heard, store.contacts.all()]).toEqual([[], []]);
    write((emit) => { emit(touched(3)); });
    expect(heard.map(({ event }) => event)).toEqual([touched(3)]);
  });

  it("inside another waits for the outer commit", () => {
    const { write, heard } = newWork();
    write((emit) => {
      emit(touched(1));
      write((inner) => { inner(touched(2)); });
      expect(heard).toEqual([]);
      emit(touched(3));
    });
    expect(heard.map(({ event }) => event)).toEqual([touched(1), touched(2), touched(3)]);
  });

  it("may be begun by who hears of another", () => {
    const { write, heard, events } = newWork();
    events.subscribe((event) => {
      if (event.type === "contact-touched" && event.contactId === (1 as ContactId)) write((emit) => { emit(touched(2)); });
    });
    write((emit) => { emit(touched(1)); });
    expect(heard.map(({ event }) => event)).toEqual([touched(1), touched(2)]);
  });
});

describe("listening", () => {
  it("ends when it is ended", () => {
    const { emit, subscribe } = createDomainEvents();
    const heard: DomainEvent[] = [];
    const stop = subscribe((event) => heard.push(event));
    emit(touched(1));
    stop();
    emit(touched(2));
    expect(heard).toEqual([touched(1)]);
  });
});
