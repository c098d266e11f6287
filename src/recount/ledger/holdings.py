"""What a ledger holds, in numbers."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from recount.ledger import sql
from recount.ledger.contents import Contents
from recount.ledger.entries import Head


class Holdings(Struct, frozen=True, kw_only=True):
    """How many entries a ledger holds of each kind and of whom, when the first and the last came (UTC), where it ends.

    `bytes` is the size of its file, None on a server; `version` that of its format.
    """

    name: str
    version: int
    bytes: int | None
    kinds: dict[str, int]
    who: dict[str, int]
    first_at: datetime | None
    last_at: datetime | None
    head: Head


def holdings(contents: Contents) -> Holdings:
    """What a ledger holds, as of any of its entries."""
    store = contents.database
    with store.snapshot():
        head = contents.head()
        ((first, last),) = store.rows(sql.BETWEEN_TIMES, head.seq)
        return Holdings(
            name=store.name,
            version=store.version,
            bytes=store.beside.stat().st_size if store.beside is not None else None,
            kinds={str(kind): int(count or 0) for kind, count in store.rows(sql.COUNT_BY_KIND, head.seq)},
            who={str(who): int(count or 0) for who, count in store.rows(sql.COUNT_BY_WHO, head.seq)},
            first_at=datetime.fromisoformat(str(first)) if first else None,
            last_at=datetime.fromisoformat(str(last)) if last else None,
            head=head,
        )
