-- First version of the account's encrypted file (spec 2.1).

CREATE TABLE account (
  id             INTEGER PRIMARY KEY CHECK (id = 1),
  address        TEXT NOT NULL,
  server_url     TEXT NOT NULL,
  ca_certificate TEXT,                        -- PEM of an own authority for the server's TLS certificate
  password       TEXT NOT NULL,
  private_key    BLOB NOT NULL,               -- PKCS#8 DER
  certificate    BLOB NOT NULL,               -- X.509 DER
  created_at     INTEGER NOT NULL,
  try_here       INTEGER NOT NULL CHECK (try_here IN (0, 1)),
  instance_id    TEXT,                        -- UUID of this installation for the registrar, made at the first start
  online_millis  INTEGER NOT NULL DEFAULT 0   -- time ever spent registered; giving up counts only this
) STRICT;

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL                         -- JSON
) STRICT;

-- One row per address ever known. Rows are never deleted: pins and trust outlive the contact (spec 1.10).
CREATE TABLE contacts (
  id                   INTEGER PRIMARY KEY,
  address              TEXT NOT NULL UNIQUE,
  local_name           TEXT,
  relation             TEXT NOT NULL CHECK (relation IN ('accepted', 'request', 'blocked', 'none')),
  created_at           INTEGER NOT NULL,
  last_seen_at         INTEGER,
  next_sequence_number INTEGER NOT NULL,      -- of our next text to this address (spec 1.4, field 3)
  statement_sent       TEXT,                  -- what our last capability statement said, and to which key
  pin_level            TEXT CHECK (pin_level IN ('1.0', '2.0', '2.1', '2.2')),
  pin_since            INTEGER,
  pin_by               TEXT CHECK (pin_by IN ('proved', 'user')),
  CHECK ((pin_level IS NULL) = (pin_since IS NULL) AND (pin_level IS NULL) = (pin_by IS NULL))
) STRICT;

-- Public keys of a contact. Trust follows from the rows: no current key = unknown, current = pinned,
-- current with verified_at = verified, a second row with role 'offered' = changed.
CREATE TABLE contact_keys (
  contact_id    INTEGER NOT NULL REFERENCES contacts (id),
  spki_sha256   TEXT NOT NULL,                -- lower-case hex
  role          TEXT NOT NULL CHECK (role IN ('current', 'offered', 'former')),
  certificate   BLOB NOT NULL,                -- newest certificate seen for this key
  first_seen_at INTEGER NOT NULL,
  verified_at   INTEGER,
  retired_at    INTEGER,                      -- when role became 'former'
  PRIMARY KEY (contact_id, spki_sha256)
) STRICT;
CREATE UNIQUE INDEX contact_keys_one_current ON contact_keys (contact_id) WHERE role = 'current';
CREATE UNIQUE INDEX contact_keys_one_offered ON contact_keys (contact_id) WHERE role = 'offered';

-- What a contact's app said it supports, one row per change; the newest row counts.
CREATE TABLE capability_reports (
  id         INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  carrier    TEXT NOT NULL CHECK (carrier IN ('presence', 'statement', 'card')),
  strings    TEXT NOT NULL,                   -- JSON array
  since      INTEGER NOT NULL
) STRICT;
CREATE INDEX capability_reports_by_contact ON capability_reports (contact_id, id);

CREATE TABLE conversations (
  contact_id    INTEGER PRIMARY KEY REFERENCES contacts (id),
  last_activity INTEGER NOT NULL,
  unread        INTEGER NOT NULL DEFAULT 0,
  draft         TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE messages (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  contact_id      INTEGER NOT NULL REFERENCES contacts (id),
  kind            TEXT NOT NULL CHECK (kind IN ('own', 'peer', 'note')),
  position        INTEGER NOT NULL,           -- display order (spec 2.4); gaps leave room for late ones
  sent_at         INTEGER NOT NULL,
  arrived_at      INTEGER NOT NULL,
  text            TEXT,
  note            TEXT,                       -- JSON of shared/message Note
  amp_nonce       INTEGER,                    -- identity over every resend (spec 1.6)
  sequence_number INTEGER,
  level           TEXT,                       -- protocol it came or last went with
  marks           TEXT NOT NULL DEFAULT '[]', -- JSON array, peer texts
  status          TEXT CHECK (status IN ('queued', 'sending', 'retrying', 'held', 'sent', 'stored', 'delivered', 'read', 'failed')),
  status_detail   TEXT,                       -- JSON: the rest of the delivery state
  attempts        INTEGER NOT NULL DEFAULT 0,
  settled_at      INTEGER,                    -- last 200 or 202
  delivered_at    INTEGER,
  read_at         INTEGER,                    -- own: read ack; peer: read here
  stp_type        INTEGER,
  stp_version     INTEGER,
  recipient_key   TEXT,                       -- SPKI SHA-256 it was last sealed to
  wire_size       INTEGER,                    -- characters of the SIP body
  CHECK ((kind = 'own') = (status IS NOT NULL)),
  CHECK ((kind = 'note') = (note IS NOT NULL)),
  CHECK ((kind = 'note') = (text IS NULL))
) STRICT;
CREATE UNIQUE INDEX messages_by_position ON messages (contact_id, position);
CREATE UNIQUE INDEX messages_own_nonce ON messages (contact_id, amp_nonce) WHERE kind = 'own';
CREATE INDEX messages_peer_sequence ON messages (contact_id, sequence_number) WHERE kind = 'peer';
CREATE INDEX messages_by_status ON messages (contact_id, status) WHERE status IS NOT NULL;
CREATE INDEX messages_notes ON messages (contact_id, arrived_at) WHERE kind = 'note';
CREATE INDEX messages_unread ON messages (contact_id, position) WHERE kind = 'peer' AND read_at IS NULL;

-- The draft's QueuedMessage: everything on its way out, and everything received and not opened yet.
CREATE TABLE message_queue (
  id                         INTEGER PRIMARY KEY AUTOINCREMENT, -- order in the queue
  time                       INTEGER NOT NULL,
  sender                     TEXT NOT NULL,
  receiver                   TEXT NOT NULL,
  is_outgoing                INTEGER NOT NULL CHECK (is_outgoing IN (0, 1)),
  state                      TEXT NOT NULL,   -- out: queued sending retrying held; in: new parked quarantined
  send_counter               INTEGER NOT NULL DEFAULT 0, -- times this row was handed to SIP
  send_attempts              INTEGER NOT NULL DEFAULT 0, -- of these, attempts that may have reached the wire
  transport_protocol_type    INTEGER,
  transport_protocol_version INTEGER,
  message_protocol_type      INTEGER,
  message_protocol_version   INTEGER,
  mime_type                  TEXT NOT NULL,
  transport_payload          BLOB,            -- AMP bytes
  envelope_payload           BLOB,            -- unused: the final message holds the envelope
  final_message              TEXT,            -- SIP body, base64
  final_message_sha256       BLOB,
  referenced_id              INTEGER REFERENCES messages (id) ON DELETE CASCADE,
  resend_time                INTEGER,
  last_error                 TEXT,
  online_at_insert           INTEGER NOT NULL DEFAULT 0, -- account.online_millis when the row was written
  sealed_to_key              TEXT,            -- what final_message was sealed under: SPKI SHA-256 and level;
  sealed_level               TEXT,            -- the choice is made anew before every attempt and compared
  is_stored                  INTEGER NOT NULL DEFAULT 0, -- in: handed over from the server's offline store
  CHECK (is_outgoing = 0 OR state IN ('queued', 'sending', 'retrying', 'held')),
  CHECK (is_outgoing = 1 OR state IN ('new', 'parked', 'quarantined')),
  CHECK (is_outgoing = 1 OR final_message IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX message_queue_one_per_text ON message_queue (referenced_id) WHERE referenced_id IS NOT NULL;
CREATE INDEX message_queue_lane ON message_queue (receiver, message_protocol_type, id) WHERE is_outgoing = 1;
CREATE INDEX message_queue_incoming ON message_queue (sender, state, id) WHERE is_outgoing = 0;
CREATE INDEX message_queue_unopened ON message_queue (id) WHERE is_outgoing = 0 AND state = 'new';
CREATE INDEX message_queue_quarantined ON message_queue (id) WHERE is_outgoing = 0 AND state = 'quarantined';

-- Timeline of an own text for the details view.
CREATE TABLE send_attempts (
  id         INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  outcome    TEXT CHECK (outcome IN ('sent', 'stored', 'retryable', 'permanent', 'interrupted')),
  reason     TEXT,                            -- JSON
  retry_at   INTEGER
) STRICT;
CREATE INDEX send_attempts_by_message ON send_attempts (message_id, id);

-- Three checks against duplicates (spec 1.8).
CREATE TABLE raw_copies (
  sha256      BLOB PRIMARY KEY,               -- of (sender, body); kept 90 days
  received_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX raw_copies_by_age ON raw_copies (received_at);

CREATE TABLE replay_keys (
  sha256 BLOB PRIMARY KEY                     -- of (sender, signed bytes); kept for ever
) STRICT, WITHOUT ROWID;

CREATE TABLE received_texts (
  contact_id  INTEGER NOT NULL REFERENCES contacts (id),
  amp_nonce   INTEGER NOT NULL,
  text_sha256 BLOB NOT NULL,
  PRIMARY KEY (contact_id, amp_nonce, text_sha256)
) STRICT, WITHOUT ROWID;
