import { describe, expect, it } from "vitest";
import { insertContact, T0 } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

describe("the stored authorities", () => {
  it("come back in the order in which they were added, each once, until they are removed", () => {
    const { authorities } = tempStore();
    authorities.put("b", Uint8Array.of(2), T0);
    authorities.put("a", Uint8Array.of(1), T0 + 1);
    authorities.put("b", Uint8Array.of(2), T0 + 2);
    expect(authorities.all().map((der) => [...der])).toEqual([[2], [1]]);
    authorities.remove("b");
    authorities.remove("never there");
    expect(authorities.all().map((der) => [...der])).toEqual([[1]]);
  });
});

it("when the newest signed certificate of a contact begins is kept for each contact", () => {
  const store = tempStore();
  const [bob, carol] = [insertContact(store, "bob@example.com"), insertContact(store, "carol@example.com")];
  store.keys.setSignedSince(bob, T0);
  expect([bob, carol].map((id) => store.keys.signedSince(id))).toEqual([T0, undefined]);
});
