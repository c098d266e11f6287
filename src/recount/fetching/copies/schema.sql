CREATE TABLE file (name TEXT PRIMARY KEY, indexed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE copy (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL,
  at TEXT NOT NULL,
  status INTEGER NOT NULL,
  leads_to TEXT,
  kind TEXT,
  digest TEXT NOT NULL,
  file TEXT NOT NULL,
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX copy_by_url ON copy (url, id);
CREATE INDEX copy_by_digest ON copy (digest);
CREATE INDEX copy_by_record ON copy (record);
