// Rows of `authorities`: whose signature under a certificate counts.
import type { Millis } from "../../shared/ids";
import type { Database } from "./open";

export type AuthorityRepository = ReturnType<typeof authorityRepository>;

export function authorityRepository(db: Database) {
  const all = db.prepare<[], Uint8Array>("SELECT certificate FROM authorities ORDER BY added_at, certificate_sha256").pluck();
  const put = db.prepare<[string, Uint8Array, Millis]>(
    "INSERT OR IGNORE INTO authorities (certificate_sha256, certificate, added_at) VALUES (?, ?, ?)",
  );
  const remove = db.prepare<[string]>("DELETE FROM authorities WHERE certificate_sha256 = ?");

  return {
    /** Their certificates, DER, in the order in which they were added. */
    all: (): readonly Uint8Array[] => all.all(),
    /** One that is there already stays as it is. */
    put: (fingerprint: string, certificate: Uint8Array, addedAt: Millis): void =>
      void put.run(fingerprint, certificate, addedAt),
    remove: (fingerprint: string): void => void remove.run(fingerprint),
  };
}
