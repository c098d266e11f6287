"""The ledger: an append-only, hash-chained record of what reports say, in one file that anybody can copy and check.

Instead of a file it can be a schema of a PostgreSQL database, which several writers share.

Each entry holds one record as canonical JSON, its SHA-256, when, by whom and by which software it was added, and a
hash over all that and the hash of the entry before. A report, its claims and what was decided about them are added in
one transaction.

- `open_ledger` gives a `Ledger` to add to and to read.
- `verify` re-checks a whole ledger and names the first damaged entry.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from recount.address import name_of, on_server
from recount.ledger.connecting import connect
from recount.ledger.contents import AsOf, Contents, Page
from recount.ledger.entries import Entry, Head
from recount.ledger.store import Added, Ledger
from recount.ledger.verification import Finding, Verification, verify

__all__ = [
    "Added",
    "AsOf",
    "Contents",
    "Entry",
    "Finding",
    "Head",
    "Ledger",
    "Page",
    "Verification",
    "connect",
    "name_of",
    "on_server",
    "open_ledger",
    "verify",
]


def _utc_now() -> datetime:
    return datetime.now(UTC)


def open_ledger(
    path: str | Path,
    *,
    create: bool = True,
    who: str | None = None,
    patience: float | None = None,
    now: Callable[[], datetime] = _utc_now,
) -> Ledger:
    """Open the ledger at a path or, as ``postgresql://USER@HOST/DATABASE``, on a server.

    With `create`, make an empty one where there is none yet. `who` is written into each entry added (the name of the
    account if not given), with the time that `now` tells. `patience` is how many seconds to wait for others that write
    (5 for a file, 60 for a server, where they queue). A file or folder that may not be written to is opened for
    reading. Use it in a `with` statement: leaving it puts everything in the one file.

    Raises `LedgerError` where there is no ledger and `create` is false, where there is something else or a ledger of a
    later version, where a server cannot be reached; `LedgerBusyError` where it stays locked; `LedgerDamagedError` where
    it is malformed.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, open_ledger(Path(folder) / "war.ledger") as ledger:
    ...     ledger.head().seq, list(ledger.claims()), verify(ledger).ok
    (0, [], True)
    """
    writable = on_server(path) or not Path(path).exists() or _may_write(Path(path).absolute())
    return Ledger(connect(path, create=create, writable=writable, patience=patience), who=who or _account(), now=now)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers
        return f"uid {os.getuid()}"
