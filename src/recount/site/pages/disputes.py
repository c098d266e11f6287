"""Where sources contradict: pairs at odds, both sides on one scale, the largest gap and the newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, get_args

from msgspec import Struct

from recount.catalogue import ClaimEntry, Odds
from recount.catalogue.reading import DISPUTED_BY
from recount.errors import ChoiceError
from recount.model import Interest
from recount.publish.disputes import DisputeRow
from recount.publish.page.bars import Bar, Scale
from recount.publish.rows import ClaimRow
from recount.site.asking import page_asked
from recount.site.material import Material

ROWS: Final = 25
Order = Literal["gap", "newest"]


class Asked(Struct, frozen=True, kw_only=True):
    """Which pairs at odds are wanted, and which page of them, from 1."""

    odds: Odds = Odds()
    page: int = 1

    def given(self, **changed: str | int | None) -> dict[str, str | int | Sequence[str] | None]:
        """What an address says of it, with some of that changed; the page is told by the path.

        >>> Asked(odds=Odds(effect="killed", newest=True)).given(effect=None)
        {'sort': 'newest'}
        """
        told: dict[str, str | int | Sequence[str] | None] = {name: getattr(self.odds, name) for name in DISPUTED_BY}
        told["sort"] = "newest" if self.odds.newest else None
        return {name: value for name, value in (told | changed).items() if value is not None}


class Picking(Struct, frozen=True):
    """Something that pairs are picked by, with how many pairs each of its values would bring, the most first."""

    name: str
    picked: str | None
    values: tuple[tuple[str, int], ...]


class Side(Struct, frozen=True, kw_only=True):
    """One side of a pair: who states it, from where it is told, and its claim with its bar on the scale of both.

    Of a statement without a figure there is no claim.
    """

    who: str
    told_of: Interest
    entry: ClaimEntry | None
    bar: Bar | None


class Line(Struct, frozen=True):
    """A pair at odds with both its sides on one scale (None: neither gives a number)."""

    row: DisputeRow
    scale: Scale | None
    sides: tuple[Side, Side]


class DisputesPage(Struct, frozen=True, kw_only=True):
    """A page of the pairs asked for: `found` in all, of `total`, on `pages` pages."""

    asked: Asked
    found: int
    total: int
    page: int
    pages: int
    lines: tuple[Line, ...]
    pickings: tuple[Picking, ...]


def asked(told: Sequence[tuple[str, str]]) -> Asked:
    """What the query of a URL asks for; names that mean nothing here are passed over.

    Raises `ChoiceError` where pairs cannot be sorted so, or a page is no number.

    >>> asked([("effect", "killed"), ("sort", "newest")]).odds.newest
    True
    """
    values = {name: value.strip() for name, value in told if value.strip()}
    sort = values.get("sort", "gap")
    if sort not in get_args(Order):
        raise ChoiceError(f"sort: {sort!r} is none of {', '.join(get_args(Order))}")
    picked = {name: values[name] for name in DISPUTED_BY if name in values}
    return Asked(odds=Odds(**picked, newest=sort == "newest"), page=page_asked(told))


def gather(material: Material, asked: Asked) -> DisputesPage:
    """The page asked for; past the last there are no lines."""
    catalogue = material.catalogue
    counts = catalogue.dispute_counts
    found = sum(number for values, number in counts if _fits(asked.odds, values))
    rows = catalogue.disputes((asked.page - 1) * ROWS, ROWS, asked.odds)
    ids = {name for row in rows for name in (row.left, row.right)}
    entries = {each.row.id: each for each in catalogue.claims(sorted(ids))}
    return DisputesPage(
        asked=asked,
        found=found,
        total=sum(number for _, number in counts),
        page=asked.page,
        pages=max(1, -(-found // ROWS)),
        lines=tuple(line(row, entries) for row in rows),
        pickings=tuple(_picking(name, asked.odds, counts) for name in DISPUTED_BY),
    )


def line(row: DisputeRow, entries: Mapping[str, ClaimEntry]) -> Line:
    """A pair with its sides, of the claims held."""
    pair = entries.get(row.left), entries.get(row.right)
    scale = Scale.over([entry.row for entry in pair if entry is not None])
    left, right = (
        Side(who=who, told_of=told_of, entry=entry, bar=_bar(scale, entry.row if entry else None))
        for who, told_of, entry in zip(row.who, row.between, pair, strict=True)
    )
    return Line(row, scale, (left, right))


def _bar(scale: Scale | None, row: ClaimRow | None) -> Bar | None:
    return scale.bar(row) if scale is not None and row is not None else None


def _fits(odds: Odds, values: Sequence[str], but: str | None = None) -> bool:
    """Whether pairs of these values are wanted, whatever is picked of `but`."""
    wanted = ((name, getattr(odds, name)) for name in DISPUTED_BY)
    return all(name == but or want in (None, value) for (name, want), value in zip(wanted, values, strict=True))


def _picking(name: str, odds: Odds, counts: Iterable[tuple[tuple[str, ...], int]]) -> Picking:
    at = DISPUTED_BY.index(name)
    found: Counter[str] = Counter()
    for values, number in counts:
        if _fits(odds, values, name):
            found[values[at]] += number
    return Picking(name, getattr(odds, name), tuple(sorted(found.items(), key=lambda each: (-each[1], each[0]))))
