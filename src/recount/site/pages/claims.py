"""The table of claims: those asked for, a page at a time, with facets beside it."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from recount.catalogue import ClaimEntry, Facet
from recount.catalogue.facets import Counted
from recount.publish.page.bars import Bar, Scale
from recount.site.asking import ROWS, Asked
from recount.site.material import Material

LISTED: Final = 8
"""How many values of a facet are shown before the rest are folded."""


class Value(Struct, frozen=True):
    """A value of a facet, how many claims it would bring, and whether it is picked."""

    value: str
    count: int
    picked: bool


class FacetShown(Struct, frozen=True):
    """A facet with its values, those picked first, then the most frequent; `more` is how many are left out."""

    name: Facet
    values: tuple[Value, ...]
    more: int


class Line(Struct, frozen=True):
    """A claim as a row of the table, with its count on the page's scale (None: no number)."""

    entry: ClaimEntry
    bar: Bar | None


class ClaimsPage(Struct, frozen=True, kw_only=True):
    """A page of the claims asked for: `found` in all, these from number `first` on, of `pages` pages."""

    asked: Asked
    found: int
    total: int
    first: int
    pages: int
    scale: Scale | None
    lines: tuple[Line, ...]
    facets: tuple[FacetShown, ...]


def gather(material: Material, asked: Asked) -> ClaimsPage:
    """The page asked for; past the last there are no lines."""
    catalogue = material.catalogue
    picked = catalogue.find(asked.query)
    start = (asked.page - 1) * ROWS
    entries = catalogue.entries(picked.numbers[start : start + ROWS])
    scale = Scale.over([each.row for each in entries])
    return ClaimsPage(
        asked=asked,
        found=len(picked.numbers),
        total=len(catalogue.columns.measures["published"]),
        first=start + 1,
        pages=max(1, -(-len(picked.numbers) // ROWS)),
        scale=scale,
        lines=tuple(Line(each, scale.bar(each.row) if scale else None) for each in entries),
        facets=tuple(_facet(name, counts, asked.query.picked.get(name, ())) for name, counts in picked.counts.items()),
    )


def _facet(name: Facet, counted: Counted, picked: tuple[str, ...]) -> FacetShown:
    held = dict(counted.values)
    chosen = [Value(value, held.get(value, 0), True) for value in picked]
    others = [Value(value, count, False) for value, count in counted.values if value not in picked][:LISTED]
    return FacetShown(name, (*chosen, *others), max(0, counted.met - len(chosen) - len(others)))
