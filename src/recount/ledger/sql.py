"""Every SQL statement the ledger runs, in words that SQLite and PostgreSQL share; parameters are written ``?``.

How the tables are made is each database's own affair (``schema/``). What is asked for as of an entry takes its number.
"""

from __future__ import annotations

from typing import Final

COLUMNS: Final = ("seq", "kind", "key", "report", "body", "digest", "at", "who", "software", "prev", "hash")
_ENTRY: Final = "SELECT seq, kind, key, report, body, digest, at, who, software, prev, hash FROM entry"
_LATER: Final = "SELECT max(seq) FROM entry later WHERE later.kind = entry.kind AND later.key = entry.key"

ADD: Final = f"INSERT INTO entry ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
HEAD: Final = "SELECT seq, hash FROM entry WHERE seq <= ? ORDER BY seq DESC LIMIT 1"
UNTIL: Final = "SELECT max(seq) FROM entry WHERE at <= ?"
DIGEST: Final = "SELECT digest FROM entry WHERE kind = ? AND key = ? ORDER BY seq DESC LIMIT 1"
EXISTS: Final = "SELECT 1 FROM entry WHERE kind = ? AND key = ? AND report = ? LIMIT 1"

ALL: Final = f"{_ENTRY} WHERE seq <= ? ORDER BY seq"
OF_KIND: Final = f"{_ENTRY} WHERE kind = ? AND seq <= ? ORDER BY seq"
LATEST_OF_KIND: Final = f"{_ENTRY} WHERE kind = ? AND seq = ({_LATER} AND later.seq <= ?) ORDER BY seq"
LATEST: Final = f"{_ENTRY} WHERE kind = ? AND key = ? AND seq <= ? ORDER BY seq DESC LIMIT 1"
REPORTS_OF: Final = (
    "SELECT DISTINCT report FROM entry WHERE kind = ? AND key >= ? AND key < ? AND seq <= ? ORDER BY report"
)
REPORTS: Final = "SELECT DISTINCT key FROM entry WHERE kind = 'report' AND seq <= ? ORDER BY key"
OF_REPORT: Final = f"{_ENTRY} WHERE report = ? AND kind = ? AND seq <= ? ORDER BY seq"

META: Final = "SELECT name, value FROM meta ORDER BY name"
SET_META: Final = "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"

CONTACT: Final = "SELECT salt, contact FROM contact WHERE key = ?"
ADD_CONTACT: Final = "INSERT INTO contact (key, salt, contact) VALUES (?, ?, ?)"
FORGET_CONTACT: Final = "DELETE FROM contact WHERE key = ?"
