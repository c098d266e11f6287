-- What claims are looked up by. All of it follows from the entries, is written with them, and can be made anew.

CREATE TABLE facet (         -- what few words can say, once for each combination; '' is not stated
  id INTEGER PRIMARY KEY,
  effect TEXT NOT NULL,
  victims TEXT NOT NULL,
  source_kind TEXT NOT NULL,
  scope TEXT NOT NULL,
  act TEXT NOT NULL,
  modality TEXT NOT NULL,
  UNIQUE (effect, victims, source_kind, scope, act, modality)
) STRICT;

CREATE TABLE source (        -- a source: the fullest name in its report ('' where unresolved), and the words of a claim
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  worded TEXT NOT NULL,
  folded TEXT NOT NULL,      -- both, a line each, without case and accents
  UNIQUE (name, worded)
) STRICT;

CREATE TABLE party (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  UNIQUE (name)
) STRICT;

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  country TEXT NOT NULL,     -- ISO 3166 alpha-2, or '' where not known
  folded TEXT NOT NULL,
  UNIQUE (name, country)
) STRICT;

CREATE TABLE claim (         -- a claim as the ledger says it from entry `since` on, up to before entry `until`
  reading INTEGER NOT NULL,  -- the entry of its report
  position INTEGER NOT NULL, -- which of the report's claims, in order of the text
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,    -- 4611686018427387905 where it still says so
  claim INTEGER NOT NULL,    -- its entry
  resolution INTEGER NOT NULL, -- the entry of what was decided about it
  facet INTEGER NOT NULL,
  source INTEGER,
  party INTEGER,
  place INTEGER,
  first TEXT,                -- days of the harm, ISO 8601
  last TEXT,
  published TEXT,            -- the day of the report
  said TEXT,                 -- the day the claim was made
  low INTEGER,
  high INTEGER,
  PRIMARY KEY (reading, position, since)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_by_facet ON claim (facet);
CREATE INDEX claim_by_source ON claim (source);
CREATE INDEX claim_by_party ON claim (party);
CREATE INDEX claim_by_place ON claim (place);
