-- The ledger in a schema of a PostgreSQL database: as in sqlite.sql and sqlite_claims.sql, in its words.

CREATE TABLE meta (
  name text COLLATE "C" PRIMARY KEY,
  value text COLLATE "C" NOT NULL
);

CREATE TABLE entry (
  seq bigint PRIMARY KEY,
  kind text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  report text COLLATE "C",
  digest text COLLATE "C" NOT NULL,
  at text COLLATE "C" NOT NULL,
  who text COLLATE "C" NOT NULL,
  software text COLLATE "C" NOT NULL,
  prev text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  body text COLLATE "C" NOT NULL
);

CREATE TABLE contact (
  key text COLLATE "C" PRIMARY KEY,
  salt text COLLATE "C" NOT NULL,
  contact text COLLATE "C" NOT NULL
);

CREATE INDEX entry_by_key ON entry (kind, key, seq);
CREATE INDEX entry_by_report ON entry (report, kind, seq);

CREATE FUNCTION entry_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of a ledger are never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
FOR EACH STATEMENT EXECUTE FUNCTION entry_is_never_changed();

CREATE FUNCTION entry_is_added_last() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  least bigint;
  most bigint;
  many bigint;
BEGIN
  SELECT min(seq), max(seq), count(*) INTO least, most, many FROM added;
  IF many > 0 AND (
    most - least + 1 <> many
    OR most <> (SELECT max(seq) FROM entry)
    OR least <> 1 + coalesce((SELECT max(seq) FROM entry WHERE seq < least), 0)
  ) THEN
    RAISE EXCEPTION 'entries of a ledger are only added at its end' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER entry_is_added_last AFTER INSERT ON entry
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION entry_is_added_last();

CREATE TABLE facet (
  id bigint PRIMARY KEY,
  effect text COLLATE "C" NOT NULL,
  victims text COLLATE "C" NOT NULL,
  source_kind text COLLATE "C" NOT NULL,
  scope text COLLATE "C" NOT NULL,
  act text COLLATE "C" NOT NULL,
  modality text COLLATE "C" NOT NULL,
  UNIQUE (effect, victims, source_kind, scope, act, modality)
);

CREATE TABLE source (
  id bigint PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  worded text COLLATE "C" NOT NULL,
  folded text COLLATE "C" NOT NULL,
  UNIQUE (name, worded)
);

CREATE TABLE party (
  id bigint PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE,
  folded text COLLATE "C" NOT NULL
);

CREATE TABLE place (
  id bigint PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  country text COLLATE "C" NOT NULL,
  folded text COLLATE "C" NOT NULL,
  UNIQUE (name, country)
);

CREATE TABLE claim (
  reading bigint NOT NULL,
  position bigint NOT NULL,
  since bigint NOT NULL,
  until bigint NOT NULL,
  claim bigint NOT NULL,
  resolution bigint NOT NULL,
  facet bigint NOT NULL,
  source bigint,
  party bigint,
  place bigint,
  first text COLLATE "C",
  last text COLLATE "C",
  published text COLLATE "C",
  said text COLLATE "C",
  low bigint,
  high bigint,
  PRIMARY KEY (reading, position, since)
);

CREATE INDEX claim_by_facet ON claim (facet);
CREATE INDEX claim_by_source ON claim (source);
CREATE INDEX claim_by_party ON claim (party);
CREATE INDEX claim_by_place ON claim (place);
