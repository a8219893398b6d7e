import { describe, expect, it } from "vitest";
import { createStore } from "../../../main/db/store";
import { insertContact, insertOwn } from "../../../main/db/testing/rows";
import { openTestDatabase } from "../../../main/db/testing/temp-database";
import { tempFolder } from "../../../main/platform/testing/temp-folder";
import { problemsOf } from "./examine-file";

describe("what is wrong with a file after a run", () => {
  it("is nothing in a whole one, and named in others", () => {
    const database = openTestDatabase(`${tempFolder()}/stamp.db`);
    const store = createStore(database);
    const contactId = insertContact(store, "bob@example.com");
    expect(problemsOf(database)).toEqual([]);

    insertOwn(store, contactId, "without a row");
    store.conversations.addUnread(contactId);
    database.pragma("foreign_keys = OFF");
    database.exec("INSERT INTO conversations (contact_id, last_activity) VALUES (77, 0)");
    expect(problemsOf(database)).toEqual([
      "1 rows that point nowhere",
      "1 texts without their row",
      "1 texts counted wrongly as unread",
    ]);
  });
});
