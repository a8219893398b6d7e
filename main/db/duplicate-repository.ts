// The three memories against duplicates (spec 1.8): raw copies, replay keys, texts by identity.
import type { ContactId, Millis } from "../../shared/ids";
import type { Database } from "./open";

export function duplicateRepository(db: Database) {
  const addRaw = db.prepare<[Uint8Array, Millis]>(
    "INSERT INTO raw_copies (sha256, received_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
  );
  const dropRaw = db.prepare<[Uint8Array]>("DELETE FROM raw_copies WHERE sha256 = ?");
  const dropRawBefore = db.prepare<[Millis]>("DELETE FROM raw_copies WHERE received_at < ?");
  const addReplay = db.prepare<[Uint8Array]>("INSERT INTO replay_keys (sha256) VALUES (?) ON CONFLICT DO NOTHING");
  const hasReplay = db.prepare<[Uint8Array], number>("SELECT 1 FROM replay_keys WHERE sha256 = ?").pluck();
  const addText = db.prepare<[ContactId, number, Uint8Array]>(
    "INSERT INTO received_texts (contact_id, amp_nonce, text_sha256) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );

  return {
    /** False when this (sender, body) was there already. */
    rememberRaw: (sha256: Uint8Array, at: Millis): boolean => addRaw.run(sha256, at).changes === 1,
    /** It would be looked at as new. */
    forgetRaw: (sha256: Uint8Array): void => void dropRaw.run(sha256),
    forgetRawBefore: (at: Millis): number => dropRawBefore.run(at).changes,
    /** False when a message with these signed bytes was opened before. */
    rememberReplayKey: (sha256: Uint8Array): boolean => addReplay.run(sha256).changes === 1,
    knowsReplayKey: (sha256: Uint8Array): boolean => hasReplay.get(sha256) === 1,
    /** False when the contact sent this text under this nonce before: a manual resend. */
    rememberText: (contact: ContactId, nonce: number, textSha256: Uint8Array): boolean =>
      addText.run(contact, nonce, textSha256).changes === 1,
  };
}
