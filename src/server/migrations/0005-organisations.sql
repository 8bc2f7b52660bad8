-- A city or a region stands beside the schools with people, invitations and sessions of its own, and holds no pupils.
-- A school without a row is one that belongs to no area. Nobody but the school itself writes its `parent`.
CREATE TABLE organisation (
  school TEXT NOT NULL PRIMARY KEY REFERENCES school (id),
  -- 'school', 'municipality' or 'region'.
  kind TEXT NOT NULL,
  parent TEXT REFERENCES school (id),
  since INTEGER,
  -- The code by which schools join this area, as a hash, and until when.
  code_hash TEXT UNIQUE,
  code_until INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX organisation_members ON organisation (parent) WHERE parent IS NOT NULL;
