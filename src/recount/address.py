"""Where a ledger is: the path of a file, or the address of a schema on a PostgreSQL server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from recount.errors import LedgerError

_SCHEMES: Final = ("postgresql://", "postgres://")
_HOST: Final = r"([^:,@\[\]]*|\[[^\[\]@]*\])(:\d*)?"
_HOSTS: Final = re.compile(rf"{_HOST}(,{_HOST})*")
_TOLD: Final = ("host", "port", "user", "dbname", "options")


def on_server(where: str | Path) -> bool:
    """Whether this is the address of a ledger on a server, not the path of a file.

    Raises `LedgerError` where it is an address of another kind.
    """
    scheme, address, _ = str(where).partition("://")
    if address and f"{scheme.lower()}://" not in _SCHEMES and "/" not in scheme:
        raise malformed()
    return f"{scheme.lower()}://" in _SCHEMES and bool(address)


def name_of(where: str | Path) -> str:
    """What to call the ledger at a path or an address in a message: an address without its password.

    Raises `LedgerError` where an address is malformed, and does not say how: any part of it may be the password.

    >>> name_of("postgresql://ana:secret@db.example.org:5433/war?sslmode=require")
    'postgresql://ana@db.example.org:5433/war'
    >>> name_of("war.ledger")
    'war.ledger'
    """
    if not on_server(where):
        return str(where)
    try:
        parts = urlsplit(str(where))
    except ValueError:
        raise malformed() from None
    account, at, host = parts.netloc.rpartition("@")
    if not _HOSTS.fullmatch(host) or "@" in parts.path + parts.query or parts.fragment:
        raise malformed()
    query = parse_qs(parts.query)
    told = [f"{name}={query[name][-1]}" for name in _TOLD if name in query]
    return f"postgresql://{account.partition(':')[0]}{at}{host}{parts.path}{'?' if told else ''}{'&'.join(told)}"


def malformed() -> LedgerError:
    """That an address is none."""
    return LedgerError(
        "the address of the ledger is malformed: write postgresql://USER@HOST:PORT/DATABASE, with %40 for an @ inside "
        "a name or a password, %2F for a / and %23 for a #"
    )
