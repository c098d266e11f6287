"""Where a ledger lies: a file, or a schema of a database on a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

from recount.address import on_server
from recount.ledger.database import Database
from recount.ledger.sqlite import SQLite


def connect(where: str | Path, *, create: bool, writable: bool, patience: float | None = None) -> Database:
    """The database of the ledger at a path or an address, as `recount.ledger.open_ledger` opens it."""
    if on_server(where):
        from recount.ledger.postgres import Postgres

        return Postgres(str(where), create=create and writable, patience=60.0 if patience is None else patience)
    return SQLite(Path(where), create=create, writable=writable, patience=5.0 if patience is None else patience)
