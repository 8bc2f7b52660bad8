-- Never change this file once it has run anywhere: write the next one. The server compares checksums.
-- It runs as the owner. The server itself works as another role, which owns nothing (postgres-roles.ts).

CREATE TABLE setting (
  name text COLLATE "C" NOT NULL PRIMARY KEY,
  value text NOT NULL
);

INSERT INTO setting (name, value) VALUES ('epoch', '1');

-- Only which schools there are. What belongs to a school stands in tables that begin with it, behind row-level security.
CREATE TABLE school (
  id text COLLATE "C" NOT NULL PRIMARY KEY CHECK (id <> '')
);

-- The row that every transaction of a school holds from its first read to its end.
CREATE TABLE head (
  school text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES school (id),
  seq bigint NOT NULL DEFAULT 0,
  floor bigint NOT NULL DEFAULT 0,
  server_ops bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE device (
  school text COLLATE "C" NOT NULL REFERENCES school (id),
  id text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  last bigint NOT NULL,
  safe bigint NOT NULL,
  confirmed bigint NOT NULL,
  since bigint NOT NULL,
  PRIMARY KEY (school, id)
) WITH (fillfactor = 50);

-- The state: what sync reads. The cells of a record are one text, so that a register of 25 marks is one row. Text and
-- not jsonb: it comes back as it was written, and jsonb refuses the character NUL that JSON allows.
-- Tables that grow have no reference to the school: its row in `head` is locked, so it is there.
CREATE TABLE record (
  school text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  cells text NOT NULL,
  seq bigint NOT NULL,
  author text COLLATE "C" NOT NULL,
  parent text COLLATE "C",
  gone smallint NOT NULL,
  PRIMARY KEY (school, id)
);

CREATE INDEX record_by_kind ON record (school, kind);
CREATE INDEX record_by_parent ON record (school, parent) WHERE parent IS NOT NULL;
CREATE INDEX record_gone ON record (school) WHERE gone = 1;

-- Which record stands in which feed, and when the feed last told of it.
CREATE TABLE feed (
  school text COLLATE "C" NOT NULL,
  rec text COLLATE "C" NOT NULL,
  feed text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  joined bigint NOT NULL,
  gone smallint NOT NULL,
  PRIMARY KEY (school, rec, feed)
);

-- Unique, because a page never ends between two records of one number.
CREATE UNIQUE INDEX feed_by_seq ON feed (school, feed, seq);

-- The history: every op once, with its verdict. Sync reads it only by (device, n).
CREATE TABLE op (
  school text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  rec text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  cells text NOT NULL,
  body_hash text COLLATE "C" NOT NULL,
  verdict text COLLATE "C" NOT NULL,
  reason text COLLATE "C",
  cell text COLLATE "C",
  seq bigint NOT NULL,
  person text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (school, device, n)
);

CREATE INDEX op_by_record ON op (school, rec, seq) WHERE verdict IN ('applied', 'superseded');

CREATE TABLE lesson (
  school text COLLATE "C" NOT NULL,
  activity text COLLATE "C" NOT NULL,
  class text COLLATE "C" NOT NULL,
  leader text COLLATE "C",
  PRIMARY KEY (school, activity, class)
);

CREATE INDEX lesson_leaders ON lesson (school, class, leader) WHERE leader IS NOT NULL;
CREATE INDEX lesson_by_leader ON lesson (school, leader) WHERE leader IS NOT NULL;

CREATE TABLE session (
  school text COLLATE "C" NOT NULL REFERENCES school (id),
  id text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  token_hash text COLLATE "C" NOT NULL UNIQUE CHECK (token_hash <> ''),
  token_since bigint NOT NULL,
  former_hash text COLLATE "C" UNIQUE CHECK (former_hash <> ''),
  former_until bigint,
  seen_at bigint NOT NULL,
  ended text COLLATE "C" NOT NULL,
  PRIMARY KEY (school, id)
);

CREATE INDEX session_by_person ON session (school, person);

CREATE TABLE invitation (
  school text COLLATE "C" NOT NULL REFERENCES school (id),
  id text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  token_hash text COLLATE "C" NOT NULL UNIQUE CHECK (token_hash <> ''),
  code_hash text COLLATE "C" NOT NULL UNIQUE CHECK (code_hash <> ''),
  expires_at bigint NOT NULL,
  used_at bigint,
  attempt_hash text COLLATE "C",
  session text COLLATE "C",
  withdrawn smallint NOT NULL,
  PRIMARY KEY (school, id)
);

CREATE INDEX invitation_by_person ON invitation (school, person);

-- Append-only, each row sealed by the hash of the one before it. Ids and counts, never a value.
CREATE TABLE audit (
  school text COLLATE "C" NOT NULL REFERENCES school (id),
  place bigint NOT NULL,
  at bigint NOT NULL,
  person text COLLATE "C" NOT NULL,
  device text COLLATE "C",
  what text COLLATE "C" NOT NULL,
  detail text NOT NULL,
  hash text COLLATE "C" NOT NULL,
  PRIMARY KEY (school, place)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Every table with a school is closed even to its owner, and opened for the one school that the transaction has named.
-- After COMMIT the setting is '', which is no school's id.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'school' AND NOT a.attisdropped
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_school ON %I USING (school = current_setting(''app.school'', true))
        WITH CHECK (school = current_setting(''app.school'', true))', name);
  END LOOP;
END $$;

-- The door: which school a token belongs to must be found before the school is known. Whoever holds the hash sees the
-- one row that bears it, and only inside these functions.
CREATE POLICY by_key ON session FOR SELECT
  USING (current_setting('app.key', true) IN (token_hash, former_hash));
CREATE POLICY by_key ON invitation FOR SELECT
  USING (current_setting('app.key', true) IN (token_hash, code_hash));

CREATE FUNCTION school_of_session(key text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  found text;
BEGIN
  PERFORM set_config('app.key', key, true);
  SELECT school INTO found FROM session WHERE token_hash = key OR former_hash = key;
  PERFORM set_config('app.key', '', true);
  RETURN found;
END $$;

CREATE FUNCTION school_of_invitation(key text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  found text;
BEGIN
  PERFORM set_config('app.key', key, true);
  SELECT school INTO found FROM invitation WHERE token_hash = key OR code_hash = key;
  PERFORM set_config('app.key', '', true);
  RETURN found;
END $$;
