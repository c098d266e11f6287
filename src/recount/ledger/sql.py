"""Every SQL statement the ledger runs, in words that SQLite and PostgreSQL share; parameters are written ``?``.

How the tables are made is each database's own affair (``schema/``). What is asked for as of an entry takes its number.
Which claims are selected is put together in `recount.ledger.selecting`.
"""

from __future__ import annotations

from typing import Final

COLUMNS: Final = ("seq", "kind", "key", "report", "digest", "at", "who", "software", "prev", "hash", "body")
_ENTRY: Final = f"SELECT {', '.join(COLUMNS)} FROM entry"
_LATER: Final = "SELECT max(seq) FROM entry later WHERE later.kind = entry.kind AND later.key = entry.key"

HEAD: Final = "SELECT seq, hash FROM entry WHERE seq <= ? ORDER BY seq DESC LIMIT 1"
AFTER: Final = "SELECT min(seq) FROM entry WHERE at > ?"
DIGEST: Final = "SELECT digest FROM entry WHERE kind = ? AND key = ? ORDER BY seq DESC LIMIT 1"
EXISTS: Final = "SELECT 1 FROM entry WHERE kind = ? AND key = ? AND report = ? LIMIT 1"

HASHES: Final = "SELECT seq, hash FROM entry WHERE seq <= ? ORDER BY seq"
BETWEEN_TIMES: Final = "SELECT min(at), max(at) FROM entry WHERE seq <= ?"
COUNT_BY_KIND: Final = "SELECT kind, count(*) FROM entry WHERE seq <= ? GROUP BY kind ORDER BY count(*) DESC, kind"
COUNT_BY_WHO: Final = "SELECT who, count(*) FROM entry WHERE seq <= ? GROUP BY who ORDER BY count(*) DESC, who"

ALL: Final = f"{_ENTRY} WHERE seq <= ? ORDER BY seq"
OF_KIND: Final = f"{_ENTRY} WHERE kind = ? AND seq > ? AND seq <= ? ORDER BY seq"
OF_NO_REPORT: Final = f"{_ENTRY} WHERE report IS NULL AND kind = ? AND seq <= ? ORDER BY seq"
LATEST_OF_KIND: Final = f"{_ENTRY} WHERE kind = ? AND seq = ({_LATER} AND later.seq <= ?) ORDER BY seq"
LATEST: Final = f"{_ENTRY} WHERE kind = ? AND key = ? AND seq <= ? ORDER BY seq DESC LIMIT 1"
REPORTS_OF: Final = (
    "SELECT DISTINCT report FROM entry WHERE kind = ? AND key >= ? AND key < ? AND seq <= ? ORDER BY report"
)
READ_SINCE: Final = (
    "SELECT DISTINCT report FROM entry WHERE seq > ? AND seq <= ? "
    "AND kind IN ('report', 'claim', 'resolution', 'statement') ORDER BY report"
)
_READ: Final = "kind IN ('report', 'claim', 'resolution') AND seq <= ?"
REREADINGS: Final = (  # what one reading tells bears one time
    f"SELECT report, max(seq), at, who, software FROM entry WHERE {_READ} AND report IN "
    f"(SELECT report FROM entry WHERE {_READ} GROUP BY report HAVING count(DISTINCT at) > 1) "
    "GROUP BY report, at, who, software ORDER BY max(seq), report"
)
LATEST_BETWEEN: Final = (
    f"{_ENTRY} WHERE kind = ? AND key >= ? AND key < ? AND seq = ({_LATER} AND later.seq <= ?) ORDER BY seq"
)
REPORTS: Final = "SELECT DISTINCT key FROM entry WHERE kind = 'report' AND seq <= ? ORDER BY key"
OF_REPORT: Final = f"{_ENTRY} WHERE report = ? AND kind = ? AND seq <= ? ORDER BY seq"
PROJECTED_OF_REPORT: Final = f"{_ENTRY} WHERE report = ? AND kind IN ('report', 'claim', 'resolution') ORDER BY seq"

TOTALS: Final = (
    "SELECT entry.seq, entry.key, CASE source.name WHEN '' THEN source.worded ELSE source.name END, facet.effect, "
    "facet.victims, claim.party, claim.place, claim.first, claim.said, claim.low, claim.high, entry.body FROM claim "
    "JOIN facet ON facet.id = claim.facet JOIN source ON source.id = claim.source "
    "JOIN entry ON entry.seq = claim.claim "
    "WHERE claim.until = ? AND facet.scope = 'total' AND facet.modality = 'asserted' AND claim.said IS NOT NULL "
    "AND (claim.low IS NOT NULL OR claim.high IS NOT NULL) ORDER BY claim.said, entry.seq"
)

LOST: Final = (
    "SELECT count(*) FROM claim WHERE NOT EXISTS "
    "(SELECT 1 FROM entry WHERE entry.seq = claim.reading AND entry.kind = 'report')"
)
META: Final = "SELECT name, value FROM meta ORDER BY name"
SET_META: Final = "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"

CONTACT: Final = "SELECT salt, contact FROM contact WHERE key = ?"
ADD_CONTACT: Final = "INSERT INTO contact (key, salt, contact) VALUES (?, ?, ?)"
FORGET_CONTACT: Final = "DELETE FROM contact WHERE key = ?"

FORGET_REPORT: Final = "DELETE FROM claim WHERE reading IN (SELECT seq FROM entry WHERE report = ? AND kind = 'report')"
FORGET_LOOKUP: Final = tuple(f"DELETE FROM {table}" for table in ("claim", "place", "party", "source", "facet"))


def numbered(count: int) -> str:
    """That many entries by their numbers."""
    return f"{_ENTRY} WHERE seq IN ({_marks(count)})"


def digests(count: int) -> str:
    """What was said, by kind, key and digest, of that many reports; what was said last comes last."""
    return f"SELECT report, kind, key, digest FROM entry WHERE report IN ({_marks(count)}) ORDER BY seq"


def reported(count: int) -> str:
    """Which of that many reports there are entries about."""
    return f"SELECT DISTINCT report FROM entry WHERE report IN ({_marks(count)})"


def named(table: str, columns: tuple[str, ...]) -> str:
    """The number under which a table keeps what these columns say."""
    return f"SELECT id FROM {table} WHERE {' AND '.join(f'{column} = ?' for column in columns)}"


def looked_up(columns: tuple[str, ...]) -> str:
    """What claims are looked up by, of the readings with numbers above one and up to another."""
    return (
        f"SELECT {', '.join(columns)} FROM claim WHERE reading > ? AND reading <= ? ORDER BY reading, position, since"
    )


def folded(table: str, columns: tuple[str, ...]) -> str:
    """All that a table keeps, and by what it is looked up."""
    return f"SELECT {', '.join(columns)}, folded FROM {table}"


def numbers_of(table: str, columns: tuple[str, ...], count: int) -> str:
    """The numbers under which a table keeps what so many combinations of these columns say, with these."""
    row = f"({_marks(len(columns))})"
    listed = ", ".join(columns)
    return f"SELECT id, {listed} FROM {table} WHERE ({listed}) IN (VALUES {', '.join([row] * count)})"


def numbered_words(table: str, columns: tuple[str, ...]) -> str:
    """What a table keeps with its numbers, up to so many rows."""
    return f"SELECT id, {', '.join(columns)} FROM {table} ORDER BY id LIMIT ?"


def last_named(table: str) -> str:
    """The last number that a table has given."""
    return f"SELECT coalesce(max(id), 0) FROM {table}"


def _marks(count: int) -> str:
    return ", ".join("?" * count)
