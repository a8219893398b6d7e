import { expect, it } from "vitest";
import { tidyRebuilt } from "./rebuild-tidy";
import { insertContact } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

it("a repair that may have lost a key or a decision takes the permission for unencrypted text back, another keeps it", () => {
  const store = tempStore();
  const contact = insertContact(store, "bob@example.com");
  store.contacts.setPlainTextAllowed(contact, true);
  for (const [textsMissing, allowed] of [[false, true], [true, false]] as const) {
    tidyRebuilt(store.db, { textsMissing });
    expect(store.contacts.find(contact)?.plainTextAllowed).toBe(allowed);
  }
});
