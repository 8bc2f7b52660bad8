-- Never change this file once it has run anywhere: write the next one. The server compares checksums.
-- What the columns mean stands in migrations/0005-organisations.sql.

CREATE TABLE organisation (
  school text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES school (id),
  kind text COLLATE "C" NOT NULL,
  parent text COLLATE "C" REFERENCES school (id),
  since bigint,
  code_hash text COLLATE "C" UNIQUE CHECK (code_hash <> ''),
  code_until bigint
);

CREATE INDEX organisation_members ON organisation (parent) WHERE parent IS NOT NULL;

ALTER TABLE organisation ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON organisation USING (school = current_setting('app.school', true))
  WITH CHECK (school = current_setting('app.school', true));
CREATE POLICY of_parent ON organisation FOR SELECT
  USING (parent = current_setting('app.parent', true));
CREATE POLICY by_key ON organisation FOR SELECT
  USING (code_hash = current_setting('app.key', true));

-- An area sees which organisations have put themselves under it, only inside this function (a copy of a school's rows
-- has the school's own alone), and changes none of them.
CREATE FUNCTION members_of_own_area() RETURNS SETOF organisation LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.parent', current_setting('app.school', true), true);
  RETURN QUERY SELECT * FROM organisation
    WHERE parent = current_setting('app.school', true) AND parent <> '' ORDER BY school;
  PERFORM set_config('app.parent', '', true);
END $$;

CREATE FUNCTION area_of_code(key text) RETURNS organisation LANGUAGE plpgsql AS $$
DECLARE
  found organisation;
BEGIN
  PERFORM set_config('app.key', key, true);
  SELECT * INTO found FROM organisation WHERE code_hash = key;
  PERFORM set_config('app.key', '', true);
  RETURN found;
END $$;
