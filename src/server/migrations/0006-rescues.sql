-- Bundles of what a tablet had not sent, that a person has to look at before they are taken in. `bundle` is sealed as
-- it came; `about` counts its records by kind. `came_from` is null when an operator brought it.
CREATE TABLE rescue (
  school TEXT NOT NULL REFERENCES school (id),
  id TEXT NOT NULL,
  came_at INTEGER NOT NULL,
  came_from TEXT,
  person TEXT NOT NULL,
  device TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  ops INTEGER NOT NULL,
  about TEXT NOT NULL,
  why TEXT NOT NULL,
  state TEXT NOT NULL,
  decided_at INTEGER,
  decided_by TEXT,
  bundle TEXT NOT NULL,
  PRIMARY KEY (school, id)
) STRICT;
