"""Ledgers of older versions: brought forward when they are written to, and read as they are until then.

Entries are copied as they stand, so every hash stays. Version 1 had a fixed list of kinds of entries and no tables to
look up claims by; version 2 has these, and keeps what is short in an entry before its body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recount.ledger import projection, sql
from recount.ledger.database import VERSION, schema

if TYPE_CHECKING:
    from recount.ledger.sqlite import SQLite

PROJECTION: Final = ("claim", "place", "party", "source", "facet")
_GUARDS: Final = ("entry_is_never_changed", "entry_is_never_deleted", "entry_is_added_last")
_INDEXES: Final = ("entry_by_key", "entry_by_report")


def bring_forward(store: SQLite) -> None:
    """Make a ledger of version 1 one of version 2, inside the transaction that is open.

    Raises `LedgerDamagedError` where a report, a claim or a decision no longer agrees with its digest.
    """
    for guard in _GUARDS:
        store.execute(f"DROP TRIGGER IF EXISTS {guard}")
    for index in _INDEXES:
        store.execute(f"DROP INDEX IF EXISTS {index}")
    store.execute("ALTER TABLE entry RENAME TO entry_1")
    store.make(schema("sqlite"))
    columns = ", ".join(sql.COLUMNS)
    store.execute(f"INSERT INTO entry ({columns}) SELECT {columns} FROM entry_1 ORDER BY seq")
    store.execute("DROP TABLE entry_1")
    store.make(schema("sqlite_claims"))
    projection.rebuild(store)
    store.execute(sql.SET_META, "version", str(VERSION))


def project_aside(store: SQLite) -> None:
    """Make the tables that claims are looked up by for one who only reads a ledger of version 1, outside its file."""
    store.make(schema("sqlite_claims").replace("CREATE TABLE", "CREATE TEMP TABLE"))
    projection.rebuild(store)
