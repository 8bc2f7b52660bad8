-- Never change this file once it has run anywhere: write the next one. The server compares checksums.

-- The hash of the secret that the tablet keeps sealed; null until the session has seen one.
ALTER TABLE session ADD COLUMN proof_hash TEXT;
-- Null for sessions older than this: they are never a fresh sign-in.
ALTER TABLE session ADD COLUMN opened_at INTEGER;
ALTER TABLE session ADD COLUMN opened_by TEXT;
ALTER TABLE session ADD COLUMN stepped_up_at INTEGER;

-- `key_id` names the server's key, which lies outside the database: what was made with another one is void.
CREATE TABLE passphrase (
  school TEXT NOT NULL REFERENCES school (id),
  person TEXT NOT NULL,
  salt TEXT NOT NULL,
  hash TEXT NOT NULL,
  key_id TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  PRIMARY KEY (school, person)
) STRICT, WITHOUT ROWID;

-- Keys of tablets' vaults, each sealed with the server's key.
CREATE TABLE kept_key (
  school TEXT NOT NULL REFERENCES school (id),
  person TEXT NOT NULL,
  vault TEXT NOT NULL,
  sealed TEXT NOT NULL,
  key_id TEXT NOT NULL,
  kept_at INTEGER NOT NULL,
  PRIMARY KEY (school, person, vault)
) STRICT, WITHOUT ROWID;

-- `secret` is in force, `pending` waits for its first code; both sealed. `codes`: hashes of the recovery codes left.
CREATE TABLE factor (
  school TEXT NOT NULL REFERENCES school (id),
  person TEXT NOT NULL,
  secret TEXT,
  pending TEXT,
  key_id TEXT NOT NULL,
  last_step INTEGER NOT NULL,
  codes TEXT NOT NULL,
  PRIMARY KEY (school, person)
) STRICT, WITHOUT ROWID;
