// Files of earlier versions open in this one and keep what is in them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3-multiple-ciphers";
import { describe, expect, it } from "vitest";
import type { ContactId } from "../../shared/ids";
import { tempFolder } from "../platform/testing/temp-folder";
import { createStore } from "./store";
import { nativeBinding } from "./testing/filled-file";
import { openTestDatabase, TEST_KEY } from "./testing/temp-database";

/** A file as the version with these migrations left it. */
function fileOfVersion(migrations: readonly string[], rows: string): string {
  const file = join(tempFolder(), "stamp.db");
  const db = new BetterSqlite3(file, { nativeBinding });
  db.pragma("cipher = 'sqlcipher'");
  db.pragma("legacy = 4");
  db.pragma(`key = "x'${Buffer.from(TEST_KEY).toString("hex")}'"`);
  for (const name of migrations) db.exec(readFileSync(new URL(`migrations/${name}`, import.meta.url), "utf8"));
  db.exec(rows);
  db.pragma(`user_version = ${String(migrations.length)}`);
  db.close();
  return file;
}

describe.each([
  { version: 1, migrations: ["001-initial.sql"] },
  { version: 2, migrations: ["001-initial.sql", "002-trust.sql"] },
  { version: 3, migrations: ["001-initial.sql", "002-trust.sql", "003-networks.sql"] },
  { version: 4, migrations: ["001-initial.sql", "002-trust.sql", "003-networks.sql", "004-daily-life.sql"] },
  { version: 5, migrations: ["001-initial.sql", "002-trust.sql", "003-networks.sql", "004-daily-life.sql", "005-search.sql"] },
])("a file of version $version", ({ migrations }) => {
  it("opens with its contacts, keys, capabilities and waiting messages", () => {
    const file = fileOfVersion(
      migrations,
      `INSERT INTO contacts (id, address, relation, created_at, next_sequence_number, pin_level, pin_since, pin_by)
         VALUES (1, 'bob@example.com', 'accepted', 5, 100, '2.2', 6, 'proved');
       INSERT INTO contact_keys (contact_id, spki_sha256, role, certificate, first_seen_at) VALUES (1, 'aa', 'current', x'30', 7);
       INSERT INTO capability_reports (contact_id, carrier, strings, since) VALUES (1, 'statement', '["3.1.2.2"]', 8);
       INSERT INTO message_queue (time, sender, receiver, is_outgoing, state, mime_type, final_message, last_error)
         VALUES (9, 'bob@example.com', 'alice@example.com', 0, 'parked', 'application/x-phonex-mime', 'AAAA', 'no-certificate');`,
    );
    const db = openTestDatabase(file);
    expect(db.pragma("user_version", { simple: true })).toBe(6);
    const store = createStore(db);
    const bob = 1 as ContactId;
    expect(store.contacts.find(bob)).toMatchObject({ address: "bob@example.com", pin: { level: "2.2", since: 6, by: "proved" } });
    expect(store.keys.ofContact(bob)).toMatchObject([{ fingerprint: "aa", role: "current", firstSeenAt: 7 }]);
    expect(store.keys.signedSince(bob)).toBeUndefined();
    expect(store.capabilities.newestStatementTime(bob)).toBe(8);
    expect(store.incoming.unparkAll()).toBe(1);
    const [row] = store.incoming.fresh(10);
    expect(row).toMatchObject({ body: "AAAA", code: "no-certificate" });
    expect(store.incoming.isReleased(row?.id ?? 0)).toBe(false);
  });
});
