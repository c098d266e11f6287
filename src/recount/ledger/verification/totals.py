"""Totals that fall: a source's figure for one thing, said to be all so far, that is lower than the one it gave before.

The dead do not become fewer, so it is a correction, another way of counting, or a claim misread: worth a look, and no
fault of the ledger. It is looked for among the claims that stand, each source by its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct, convert

from recount.ledger import sql
from recount.ledger.database import VERSION, Database
from recount.ledger.projection import STILL, fold
from recount.ledger.verification.findings import Finding

_LOOK: Final = "it may be a correction; else one of the two was misread"


class _Total(Struct, frozen=True, array_like=True):
    """A row of `recount.ledger.sql.TOTALS`."""

    seq: int
    key: str
    source: str
    effect: str
    victims: str
    party: int | None
    place: int | None
    first: str | None
    said: str
    low: int | None
    high: int | None

    @property
    def subject(self) -> tuple[object, ...]:
        return fold(self.source), self.effect, self.victims, self.party, self.place, self.first

    @property
    def least(self) -> int:
        return (self.high if self.low is None else self.low) or 0

    @property
    def most(self) -> int:
        return (self.low if self.high is None else self.high) or 0


def falling(store: Database) -> Iterator[Finding]:
    """A note for each total that is lower than the one that its source gave before, in order of what they count.

    A ledger of an older version, which has no tables to look up claims by, gives none.
    """
    if store.version < VERSION:
        return
    last: dict[tuple[object, ...], _Total] = {}
    for row in store.stream(sql.TOTALS, STILL):
        total = convert(row, _Total)
        before = last.get(total.subject)
        if before is not None and total.most < before.least:
            yield Finding(
                seq=total.seq,
                kind="claim",
                key=total.key,
                wrong=(
                    f"{total.source} has {_figure(total)} {total.effect} in all on {total.said}, "
                    f"and had {_figure(before)} on {before.said} (entry {before.seq})"
                ),
                remedy=_LOOK,
            )
        last[total.subject] = total


def _figure(total: _Total) -> str:
    figures = [f"{number:,}" for number in (total.low, total.high) if number is not None]
    return " to ".join(dict.fromkeys(figures))
