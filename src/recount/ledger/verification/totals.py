"""Totals that fall: a source's figure for one thing, said to be all so far, that is lower than the one it gave before.

The dead do not become fewer, so it is a correction, another way of counting, or a claim misread: worth a look, and no
fault of the ledger. Looked at are claims that stand and are no part of others, each source by its name, each thing by
the words for it; of several figures on one day the largest counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Final

from msgspec import Struct, convert
from msgspec.json import Decoder

from recount.ledger import sql
from recount.ledger.database import VERSION, Database
from recount.ledger.projection import STILL, fold
from recount.ledger.verification.findings import Finding

_LOOK: Final = "it may be a correction; else one of the two was misread"


class _Words(Struct, frozen=True):
    exact: str


class _Victims(Struct, frozen=True):
    mention: _Words | None


class _Worded(Struct, frozen=True):
    victims: _Victims | None
    subset_of: str | None

    @property
    def thing(self) -> str:
        return fold(self.victims.mention.exact) if self.victims and self.victims.mention else ""


_WORDED: Final = Decoder(_Worded)


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
    body: str

    @property
    def least(self) -> int:
        return (self.high if self.low is None else self.low) or 0

    @property
    def most(self) -> int:
        return (self.low if self.high is None else self.high) or 0


def falling(store: Database) -> Iterator[Finding]:
    """A note for each total that is lower than the one that its source gave on an earlier day, in order of days.

    A ledger of an older version, which has no tables to look up claims by, gives none.
    """
    if store.version < VERSION:
        return
    last: dict[tuple[object, ...], _Total] = {}
    totals = (convert(row, _Total) for row in store.stream(sql.TOTALS, STILL))
    for _, of_day in groupby(totals, attrgetter("said")):
        for subject, total in _largest(of_day).items():
            before = last.get(subject)
            if before is not None and total.most < before.least:
                yield _note(total, before)
            last[subject] = total


def _largest(totals: Iterator[_Total]) -> dict[tuple[object, ...], _Total]:
    """By what they count, the largest of some totals."""
    found: dict[tuple[object, ...], _Total] = {}
    for total in totals:
        worded = _WORDED.decode(total.body)
        if worded.subset_of is None:
            subject = (
                fold(total.source), total.effect, total.victims, worded.thing, total.party, total.place, total.first,
            )  # fmt: skip
            if subject not in found or total.least > found[subject].least:
                found[subject] = total
    return found


def _note(total: _Total, before: _Total) -> Finding:
    return Finding(
        seq=total.seq,
        kind="claim",
        key=total.key,
        wrong=(
            f"{total.source} has {_figure(total)} {total.effect} in all on {total.said}, "
            f"and had {_figure(before)} on {before.said} (entry {before.seq})"
        ),
        remedy=_LOOK,
    )


def _figure(total: _Total) -> str:
    figures = [f"{number:,}" for number in (total.low, total.high) if number is not None]
    return " to ".join(dict.fromkeys(figures))
