// Rows of `contact_keys`: which public keys a contact has had, which one is trusted, which one is offered; and of
// `announced_keys`: which key a card named before there was any.
import type { ContactId, Millis } from "../../shared/ids";
import type { Database } from "./open";

export type KeyRole = "current" | "offered" | "former";

export interface ContactKeyRow {
  readonly contactId: ContactId;
  /** Lower-case hex SHA-256 of the SPKI. */
  readonly fingerprint: string;
  readonly role: KeyRole;
  /** X.509 DER. */
  readonly certificate: Uint8Array;
  readonly firstSeenAt: Millis;
  readonly verifiedAt: Millis | undefined;
  readonly retiredAt: Millis | undefined;
}

export interface AnnouncedKeyRow {
  readonly fingerprint: string;
  readonly announcedAt: Millis;
}

interface Row {
  contact_id: ContactId;
  spki_sha256: string;
  role: KeyRole;
  certificate: Uint8Array;
  first_seen_at: number;
  verified_at: number | null;
  retired_at: number | null;
}

const fromRow = (row: Row): ContactKeyRow => ({
  contactId: row.contact_id,
  fingerprint: row.spki_sha256,
  role: row.role,
  certificate: row.certificate,
  firstSeenAt: row.first_seen_at,
  verifiedAt: row.verified_at ?? undefined,
  retiredAt: row.retired_at ?? undefined,
});

export type ContactKeyRepository = ReturnType<typeof contactKeyRepository>;

export function contactKeyRepository(db: Database) {
  const ofContact = db.prepare<[ContactId], Row>("SELECT * FROM contact_keys WHERE contact_id = ? ORDER BY first_seen_at");
  const put = db.prepare<[ContactId, string, KeyRole, Uint8Array, Millis]>(
    `INSERT INTO contact_keys (contact_id, spki_sha256, role, certificate, first_seen_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (contact_id, spki_sha256)
     DO UPDATE SET role = excluded.role, certificate = excluded.certificate, verified_at = NULL`,
  );
  const setRole = db.prepare<[KeyRole, Millis | null, ContactId, string]>(
    "UPDATE contact_keys SET role = ?, retired_at = ? WHERE contact_id = ? AND spki_sha256 = ?",
  );
  const setCertificate = db.prepare<[Uint8Array, ContactId, string]>(
    "UPDATE contact_keys SET certificate = ? WHERE contact_id = ? AND spki_sha256 = ?",
  );
  const setVerified = db.prepare<[Millis | null, ContactId, string]>(
    "UPDATE contact_keys SET verified_at = ? WHERE contact_id = ? AND spki_sha256 = ?",
  );
  const announced = db.prepare<[ContactId], { spki_sha256: string; announced_at: number }>(
    "SELECT spki_sha256, announced_at FROM announced_keys WHERE contact_id = ?",
  );
  const announce = db.prepare<[ContactId, string, Millis]>(
    "INSERT OR REPLACE INTO announced_keys (contact_id, spki_sha256, announced_at) VALUES (?, ?, ?)",
  );
  const signedSince = db.prepare<[ContactId], number | null>("SELECT signed_since FROM contacts WHERE id = ?").pluck();
  const setSignedSince = db.prepare<[Millis, ContactId]>("UPDATE contacts SET signed_since = ? WHERE id = ?");
  const forgetAnnounced = db.prepare<[ContactId]>("DELETE FROM announced_keys WHERE contact_id = ?");
  const remove = db.prepare<[ContactId, string]>("DELETE FROM contact_keys WHERE contact_id = ? AND spki_sha256 = ?");

  return {
    ofContact: (id: ContactId): readonly ContactKeyRow[] => ofContact.all(id).map(fromRow),
    /** Adds the key, or gives a key seen before this role, unverified; when it was retired, if ever, is remembered. */
    put: (id: ContactId, fingerprint: string, role: KeyRole, certificate: Uint8Array, firstSeenAt: Millis): void =>
      void put.run(id, fingerprint, role, certificate, firstSeenAt),
    setRole: (id: ContactId, fingerprint: string, role: KeyRole, retiredAt?: Millis): void =>
      void setRole.run(role, retiredAt ?? null, id, fingerprint),
    setCertificate: (id: ContactId, fingerprint: string, certificate: Uint8Array): void =>
      void setCertificate.run(certificate, id, fingerprint),
    setVerified: (id: ContactId, fingerprint: string, at: Millis | undefined): void =>
      void setVerified.run(at ?? null, id, fingerprint),
    remove: (id: ContactId, fingerprint: string): void => void remove.run(id, fingerprint),
    /** The key that a card named before there was any; see `announced_keys`. */
    announced(id: ContactId): AnnouncedKeyRow | undefined {
      const row = announced.get(id);
      return row === undefined ? undefined : { fingerprint: row.spki_sha256, announcedAt: row.announced_at };
    },
    announce: (id: ContactId, fingerprint: string, at: Millis): void => void announce.run(id, fingerprint, at),
    /** Begin of the newest certificate that an authority signed; see `contacts.signed_since`. */
    signedSince: (id: ContactId): Millis | undefined => signedSince.get(id) ?? undefined,
    setSignedSince: (id: ContactId, notBefore: Millis): void => void setSignedSince.run(notBefore, id),
    forgetAnnounced: (id: ContactId): void => void forgetAnnounced.run(id),
  };
}
