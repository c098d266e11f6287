"""Where a ledger lies: a file, or a schema of a database on a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

from recount.ledger.database import Database
from recount.ledger.sqlite import SQLite


def connect(where: str | Path, *, create: bool, writable: bool, patience: float | None = None) -> Database:
    """The database of the ledger at a path or an address, as `recount.ledger.open_ledger` opens it."""
    if on_server(where):
        from recount.ledger.postgres import Postgres

        return Postgres(str(where), create=create and writable, patience=60.0 if patience is None else patience)
    return SQLite(Path(where), create=create, writable=writable, patience=5.0 if patience is None else patience)


def on_server(where: str | Path) -> bool:
    """Whether this is the address of a ledger on a PostgreSQL server, not the path of a file."""
    return str(where).startswith(("postgresql://", "postgres://"))


def name_of(where: str | Path) -> str:
    """What to call the ledger at a path or an address in a message: an address without its password."""
    if on_server(where):
        from recount.ledger import postgres

        return postgres.name_of(str(where))
    return str(where)
