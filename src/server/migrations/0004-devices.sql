-- What a tablet says of itself with a sync, so that the school knows whose work may be missing; what people call it;
-- what it may see; and whether it was ordered to forget the school. Null where it was never noted.
ALTER TABLE device ADD COLUMN seen_at INTEGER;
ALTER TABLE device ADD COLUMN waiting INTEGER;
ALTER TABLE device ADD COLUMN oldest_waiting_at INTEGER;
ALTER TABLE device ADD COLUMN app TEXT;
ALTER TABLE device ADD COLUMN kept INTEGER;
ALTER TABLE device ADD COLUMN label TEXT;
ALTER TABLE device ADD COLUMN session TEXT;
ALTER TABLE device ADD COLUMN feeds TEXT;
ALTER TABLE device ADD COLUMN wipe TEXT;
