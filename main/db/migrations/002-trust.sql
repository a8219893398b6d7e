-- Every protocol of the draft, and trust that people can check (spec 1.7, 1.9, 1.10).

-- In: the user chose to see it although its protocol is older than what the contact has proved (spec 1.9).
ALTER TABLE message_queue ADD COLUMN is_released INTEGER NOT NULL DEFAULT 0;
-- In: what will be remembered against replay of one that waits for that look; until then its copies are known by it.
ALTER TABLE message_queue ADD COLUMN held_replay_key BLOB;
CREATE INDEX message_queue_held ON message_queue (held_replay_key) WHERE held_replay_key IS NOT NULL;

-- Key of a contact that a contact card named without its certificate, as a QR code does; only until there is a key.
-- Another key is not pinned at first sight then, but offered (spec 1.10).
CREATE TABLE announced_keys (
  contact_id   INTEGER PRIMARY KEY REFERENCES contacts (id),
  spki_sha256  TEXT NOT NULL,                 -- lower-case hex
  announced_at INTEGER NOT NULL
) STRICT;

-- Certificate authorities that the user chose: their signature confirms a contact's key, and our own certificate (spec 1.10).
CREATE TABLE authorities (
  certificate_sha256 TEXT PRIMARY KEY,        -- lower-case hex
  certificate        BLOB NOT NULL,           -- X.509 DER
  added_at           INTEGER NOT NULL
) STRICT;

-- The latest begin of any certificate of this contact that an authority signed: an earlier one, kept by somebody, does
-- not move the contact on to its key by itself (spec 1.10).
ALTER TABLE contacts ADD COLUMN signed_since INTEGER;

-- A statement from before the user allowed an older protocol: it proves nothing any more (spec 1.7).
ALTER TABLE capability_reports ADD COLUMN is_overruled INTEGER NOT NULL DEFAULT 0;
