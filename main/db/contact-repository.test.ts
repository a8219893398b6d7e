import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { T0 } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

const BOB = "bob@example.com" as Address;

describe("contacts", () => {
  it("are found by id and by address and change field by field", () => {
    const { contacts } = tempStore();
    const id = contacts.insert({ address: BOB, localName: "Bob", relation: "request", createdAt: T0, firstSequenceNumber: 7 });
    expect(contacts.find(id)).toEqual(contacts.findByAddress(BOB));
    contacts.setRelation(id, "accepted");
    contacts.setLocalName(id, undefined);
    contacts.setLastSeen(id, T0 + 5);
    contacts.setPin(id, { level: "2.1", since: T0, by: "proved" });
    expect(contacts.find(id)?.plainTextAllowed).toBe(false);
    contacts.setPlainTextAllowed(id, true);
    expect(contacts.all()).toEqual([
      {
        id,
        address: BOB,
        localName: undefined,
        relation: "accepted",
        createdAt: T0,
        lastSeenAt: T0 + 5,
        pin: { level: "2.1", since: T0, by: "proved" },
        plainTextAllowed: true,
      },
    ]);
  });

  it("give each text a number once, from the first on and round the end of 32 bits", () => {
    const { contacts } = tempStore();
    const row = { localName: undefined, relation: "accepted", createdAt: T0 } as const;
    const id = contacts.insert({ ...row, address: BOB, firstSequenceNumber: 7 });
    expect([contacts.takeSequenceNumber(id), contacts.takeSequenceNumber(id)]).toEqual([7, 8]);
    const last = contacts.insert({ ...row, address: "c@example.com" as Address, firstSequenceNumber: 2 ** 32 - 1 });
    expect([contacts.takeSequenceNumber(last), contacts.takeSequenceNumber(last)]).toEqual([2 ** 32 - 1, 0]);
    expect(() => contacts.takeSequenceNumber(99 as typeof id)).toThrow("no contact");
  });
});
