-- What the columns mean stands in migrations/0006-rescues.sql.
CREATE TABLE rescue (
  school text COLLATE "C" NOT NULL REFERENCES school (id),
  id text COLLATE "C" NOT NULL,
  came_at bigint NOT NULL,
  came_from text COLLATE "C",
  person text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  made_at bigint NOT NULL,
  ops bigint NOT NULL,
  about text NOT NULL,
  why text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  decided_at bigint,
  decided_by text COLLATE "C",
  bundle text NOT NULL,
  PRIMARY KEY (school, id)
);

ALTER TABLE rescue ENABLE ROW LEVEL SECURITY;
ALTER TABLE rescue FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON rescue USING (school = current_setting('app.school', true))
  WITH CHECK (school = current_setting('app.school', true));
