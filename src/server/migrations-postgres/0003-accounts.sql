-- Never change this file once it has run anywhere: write the next one. The server compares checksums.
-- What the columns mean stands in migrations/0003-accounts.sql.

ALTER TABLE session ADD COLUMN proof_hash text COLLATE "C";
ALTER TABLE session ADD COLUMN opened_at bigint;
ALTER TABLE session ADD COLUMN opened_by text COLLATE "C";
ALTER TABLE session ADD COLUMN stepped_up_at bigint;

CREATE TABLE passphrase (
  school text COLLATE "C" NOT NULL REFERENCES school (id),
  person text COLLATE "C" NOT NULL,
  salt text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  key_id text COLLATE "C" NOT NULL,
  set_at bigint NOT NULL,
  PRIMARY KEY (school, person)
);

CREATE TABLE kept_key (
  school text COLLATE "C" NOT NULL REFERENCES school (id),
  person text COLLATE "C" NOT NULL,
  vault text COLLATE "C" NOT NULL,
  sealed text COLLATE "C" NOT NULL,
  key_id text COLLATE "C" NOT NULL,
  kept_at bigint NOT NULL,
  PRIMARY KEY (school, person, vault)
);

CREATE TABLE factor (
  school text COLLATE "C" NOT NULL REFERENCES school (id),
  person text COLLATE "C" NOT NULL,
  secret text COLLATE "C",
  pending text COLLATE "C",
  key_id text COLLATE "C" NOT NULL,
  last_step bigint NOT NULL,
  codes text COLLATE "C" NOT NULL,
  PRIMARY KEY (school, person)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['passphrase', 'kept_key', 'factor'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_school ON %I USING (school = current_setting(''app.school'', true))
        WITH CHECK (school = current_setting(''app.school'', true))', name);
  END LOOP;
END $$;
