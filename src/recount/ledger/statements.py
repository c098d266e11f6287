"""Every SQL statement the ledger runs, in words that SQLite and PostgreSQL share; parameters are written ``?``.

How the tables are made is each database's own affair (``schema.sql`` for SQLite).
"""

from __future__ import annotations

from typing import Final

COLUMNS: Final = ("seq", "kind", "key", "report", "body", "digest", "at", "who", "software", "prev", "hash")
_ENTRY: Final = "SELECT seq, kind, key, report, body, digest, at, who, software, prev, hash FROM entry"
_IS_LATEST: Final = "seq = (SELECT max(seq) FROM entry later WHERE later.kind = entry.kind AND later.key = entry.key)"

ADD: Final = f"INSERT INTO entry ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
HEAD: Final = "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1"
DIGEST: Final = "SELECT digest FROM entry WHERE kind = ? AND key = ? ORDER BY seq DESC LIMIT 1"
EXISTS: Final = "SELECT 1 FROM entry WHERE kind = ? AND key = ? AND report = ? LIMIT 1"

ALL: Final = f"{_ENTRY} ORDER BY seq"
OF_KIND: Final = f"{_ENTRY} WHERE kind = ? ORDER BY seq"
LATEST_OF_KIND: Final = f"{_ENTRY} WHERE kind = ? AND {_IS_LATEST} ORDER BY seq"
LATEST: Final = f"{_ENTRY} WHERE kind = ? AND key = ? ORDER BY seq DESC LIMIT 1"
LATEST_BEFORE: Final = f"{_ENTRY} WHERE kind = ? AND key = ? AND seq < ? ORDER BY seq DESC LIMIT 1"
REPORTS_OF: Final = "SELECT DISTINCT report FROM entry WHERE kind = ? AND key >= ? AND key < ? ORDER BY report"
REPORTS: Final = "SELECT DISTINCT key FROM entry WHERE kind = 'report' ORDER BY key"
OF_REPORT: Final = f"{_ENTRY} WHERE report = ? AND kind = ? ORDER BY seq"

META: Final = "SELECT name, value FROM meta ORDER BY name"
SET_META: Final = "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
