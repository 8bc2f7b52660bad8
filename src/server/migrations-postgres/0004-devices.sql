-- What a tablet says of itself with a sync, so that the school knows whose work may be missing; what people call it;
-- what it may see; and whether it was ordered to forget the school. Null where it was never noted. The table keeps
-- its row-level security.
ALTER TABLE device
  ADD COLUMN seen_at bigint,
  ADD COLUMN waiting bigint,
  ADD COLUMN oldest_waiting_at bigint,
  ADD COLUMN app text COLLATE "C",
  ADD COLUMN kept smallint,
  ADD COLUMN label text,
  ADD COLUMN session text COLLATE "C",
  ADD COLUMN feeds text,
  ADD COLUMN wipe text COLLATE "C";
