CREATE TABLE feed (
  url TEXT PRIMARY KEY,
  at_url TEXT NOT NULL,
  title TEXT,
  etag TEXT,
  modified TEXT,
  interval_s REAL NOT NULL,
  next_at REAL NOT NULL,
  fetched_at REAL,
  failures INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  gone INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  revision INTEGER NOT NULL,
  version TEXT NOT NULL,
  feed TEXT NOT NULL,
  url TEXT NOT NULL,
  host TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('found', 'kept', 'recorded', 'rejected')),
  found_at REAL NOT NULL,
  next_at REAL NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  record TEXT,
  details BLOB,
  reason TEXT,
  detail TEXT,
  UNIQUE (key, revision)
) STRICT;
CREATE INDEX entry_waiting ON entry (host, id) WHERE state IN ('found', 'kept');
CREATE INDEX entry_by_feed ON entry (feed, state);
CREATE INDEX entry_rejected ON entry (id) WHERE state = 'rejected';
