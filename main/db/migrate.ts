// Numbered migrations, applied in order inside one transaction each; `user_version` is the last one applied.
import type { Database } from "better-sqlite3-multiple-ciphers";
import { StampError } from "../../shared/errors";
import initial from "./migrations/001-initial.sql";
import trust from "./migrations/002-trust.sql";
import networks from "./migrations/003-networks.sql";
import dailyLife from "./migrations/004-daily-life.sql";
import search from "./migrations/005-search.sql";
import olderWaiting from "./migrations/006-older-waiting.sql";

/** Index + 1 is the version that the migration leads to. Never edit one that was released. */
const MIGRATIONS: readonly string[] = [initial, trust, networks, dailyLife, search, olderWaiting];

const SCHEMA_VERSION = MIGRATIONS.length;

const versionOf = (db: Database): number => db.pragma("user_version", { simple: true }) as number;

/** Throws `database-newer` for a file written by a newer Stamp. */
export function refuseNewer(db: Database): void {
  const version = versionOf(db);
  if (version > SCHEMA_VERSION) throw new StampError("database-newer", { version });
}

/** Brings the file to SCHEMA_VERSION. */
export function migrate(db: Database): void {
  const version = versionOf(db);
  MIGRATIONS.slice(version).forEach((sql, index) => {
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${String(version + index + 1)}`);
    })();
  });
}
