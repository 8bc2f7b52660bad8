-- Never change this file once it has run anywhere: write the next one. The server compares checksums.

CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO setting (name, value) VALUES ('epoch', '1');

CREATE TABLE school (
  id TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL DEFAULT 0,
  floor INTEGER NOT NULL DEFAULT 0,
  server_ops INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  school TEXT NOT NULL REFERENCES school (id),
  id TEXT NOT NULL,
  person TEXT NOT NULL,
  last INTEGER NOT NULL,
  safe INTEGER NOT NULL,
  confirmed INTEGER NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (school, id)
) STRICT, WITHOUT ROWID;

-- The state: what sync reads. The cells of a record are one text, so that a register of 25 marks is one row.
CREATE TABLE record (
  school TEXT NOT NULL REFERENCES school (id),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  cells TEXT NOT NULL,
  seq INTEGER NOT NULL,
  author TEXT NOT NULL,
  parent TEXT,
  gone INTEGER NOT NULL,
  PRIMARY KEY (school, id)
) STRICT;

CREATE INDEX record_by_kind ON record (school, kind);
CREATE INDEX record_by_parent ON record (school, parent) WHERE parent IS NOT NULL;
CREATE INDEX record_gone ON record (school) WHERE gone = 1;

-- Which record stands in which feed, and when the feed last told of it.
CREATE TABLE feed (
  school TEXT NOT NULL REFERENCES school (id),
  rec TEXT NOT NULL,
  feed TEXT NOT NULL,
  seq INTEGER NOT NULL,
  joined INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  PRIMARY KEY (school, rec, feed)
) STRICT, WITHOUT ROWID;

-- Unique, because a page never ends between two records of one number.
CREATE UNIQUE INDEX feed_by_seq ON feed (school, feed, seq);

CREATE TABLE lesson (
  school TEXT NOT NULL REFERENCES school (id),
  activity TEXT NOT NULL,
  class TEXT NOT NULL,
  leader TEXT,
  PRIMARY KEY (school, activity, class)
) STRICT, WITHOUT ROWID;

CREATE INDEX lesson_by_class ON lesson (school, class) WHERE leader IS NOT NULL;
CREATE INDEX lesson_by_leader ON lesson (school, leader) WHERE leader IS NOT NULL;

-- The history: every op once, with its verdict. Sync reads it only by (device, n).
CREATE TABLE op (
  school TEXT NOT NULL REFERENCES school (id),
  device TEXT NOT NULL,
  n INTEGER NOT NULL,
  rec TEXT NOT NULL,
  kind TEXT NOT NULL,
  cells TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT,
  cell TEXT,
  seq INTEGER NOT NULL,
  person TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (school, device, n)
) STRICT;

CREATE INDEX op_by_record ON op (school, rec, seq) WHERE verdict IN ('applied', 'superseded');

CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  school TEXT NOT NULL REFERENCES school (id),
  person TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  token_since INTEGER NOT NULL,
  former_hash TEXT UNIQUE,
  former_until INTEGER,
  seen_at INTEGER NOT NULL,
  ended TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_person ON session (school, person);

CREATE TABLE invitation (
  id TEXT NOT NULL PRIMARY KEY,
  school TEXT NOT NULL REFERENCES school (id),
  person TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  code_hash TEXT NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  attempt_hash TEXT,
  session TEXT,
  withdrawn INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX invitation_by_person ON invitation (school, person);

-- Append-only, each row sealed by the hash of the one before it. Ids and counts, never a value.
CREATE TABLE audit (
  school TEXT NOT NULL REFERENCES school (id),
  place INTEGER NOT NULL,
  at INTEGER NOT NULL,
  person TEXT NOT NULL,
  device TEXT,
  what TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (school, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
