-- The ledger as an SQLite file. Entries are only ever added: the triggers refuse everything else.
-- A chain of hashes shows what went past them (see recount.ledger.verification).

CREATE TABLE IF NOT EXISTS meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS entry (
  seq INTEGER PRIMARY KEY,   -- 1, 2, 3 ... without a gap
  kind TEXT NOT NULL,        -- recount.ledger.entries.Kind
  key TEXT NOT NULL,         -- the id of what the body tells of
  report TEXT,               -- the id of the report it concerns
  digest TEXT NOT NULL,      -- SHA-256 of body
  at TEXT NOT NULL,          -- when it was added, ISO 8601 in UTC
  who TEXT NOT NULL,
  software TEXT NOT NULL,
  prev TEXT NOT NULL,        -- hash of the entry before
  hash TEXT NOT NULL,        -- SHA-256 of the canonical JSON of all fields but body, for which digest stands
  body TEXT NOT NULL         -- canonical JSON
) STRICT;

-- How to reach those who replied. It lies outside the chain, so that it can be erased; of it entries hold a salted digest.
CREATE TABLE IF NOT EXISTS contact (
  key TEXT PRIMARY KEY,      -- the id of the reply
  salt TEXT NOT NULL,
  contact TEXT NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS entry_by_key ON entry (kind, key, seq);
CREATE INDEX IF NOT EXISTS entry_by_report ON entry (report, kind, seq);

CREATE TRIGGER IF NOT EXISTS entry_is_never_changed BEFORE UPDATE ON entry
BEGIN
  SELECT RAISE(ABORT, 'entries of a ledger are never changed');
END;

CREATE TRIGGER IF NOT EXISTS entry_is_never_deleted BEFORE DELETE ON entry
BEGIN
  SELECT RAISE(ABORT, 'entries of a ledger are never deleted');
END;

-- INSERT OR REPLACE deletes without calling the trigger above.
CREATE TRIGGER IF NOT EXISTS entry_is_added_last BEFORE INSERT ON entry
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry)
BEGIN
  SELECT RAISE(ABORT, 'entries of a ledger are only added at its end');
END;
