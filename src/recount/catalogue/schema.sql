CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE claim (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, report TEXT NOT NULL, entry BLOB NOT NULL) STRICT;
CREATE INDEX claim_report ON claim (report, n);
CREATE TABLE subject (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, claims INTEGER NOT NULL, entry BLOB NOT NULL) STRICT;
CREATE INDEX subject_claims ON subject (claims);
CREATE TABLE event (id TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (subject, id)) STRICT, WITHOUT ROWID;
CREATE INDEX event_id ON event (id);
CREATE TABLE reckoned (event TEXT PRIMARY KEY, entry BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE series (subject TEXT PRIMARY KEY, entry BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE relation (
    n INTEGER PRIMARY KEY, subject TEXT NOT NULL, kind TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL,
    entry BLOB NOT NULL
) STRICT;
CREATE INDEX relation_subject ON relation (subject, kind, n);
CREATE INDEX relation_left ON relation ("left", n);
CREATE INDEX relation_right ON relation ("right", n);
CREATE TABLE report (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, page TEXT NOT NULL UNIQUE, family TEXT, entry BLOB NOT NULL
) STRICT;
CREATE TABLE family (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, entry BLOB NOT NULL) STRICT;
CREATE TABLE kin (id TEXT PRIMARY KEY, entry BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE carried ("copy" TEXT PRIMARY KEY, original TEXT NOT NULL, entry BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX carried_original ON carried (original);
CREATE TABLE heard (n INTEGER PRIMARY KEY, entry BLOB NOT NULL) STRICT;
CREATE TABLE heard_by (report TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (report, n)) STRICT, WITHOUT ROWID;
CREATE TABLE dispute (
    n INTEGER PRIMARY KEY, conflict TEXT NOT NULL, effect TEXT NOT NULL, party TEXT NOT NULL, kind TEXT NOT NULL,
    stated INTEGER NOT NULL, entry BLOB NOT NULL
) STRICT;
CREATE INDEX dispute_counts ON dispute (conflict, effect, party, kind);
CREATE INDEX dispute_conflict ON dispute (conflict, n);
CREATE INDEX dispute_effect ON dispute (effect, n);
CREATE INDEX dispute_party ON dispute (party, n);
CREATE INDEX dispute_kind ON dispute (kind, n);
CREATE INDEX dispute_stated ON dispute (stated);
CREATE TABLE matter (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, place INTEGER NOT NULL, entry BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX matter_place ON matter (kind, place);
CREATE TABLE matter_about (name TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (name, n)) STRICT, WITHOUT ROWID;
CREATE TABLE facet (name TEXT PRIMARY KEY, "values" BLOB NOT NULL, codes BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE measure (name TEXT PRIMARY KEY, numbers BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sites (places BLOB NOT NULL, codes BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE words USING fts5 (said, named, content = '', tokenize = "unicode61 remove_diacritics 2");
