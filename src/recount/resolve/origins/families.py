"""Readings in hand to families of copies."""

from __future__ import annotations

from collections.abc import Iterable

from recount.model import Family, Reading
from recount.resolve.origins.index import open_index
from recount.resolve.origins.trees import family, texts


def families(readings: Iterable[Reading]) -> tuple[Family, ...]:
    """The families among some readings, the same whatever their order; a report without kin is in none.

    >>> from recount.reports import read_text
    >>> told = "Twelve people were killed when shells hit the market of the port on Monday, the mayor told reporters."
    >>> wire, copy = read_text(told, publisher="Northwire"), read_text(told, publisher="The Evening Copy")
    >>> [len(family.reports) for family in families([wire, copy, read_text("A bridge was opened.")])]
    [2]
    """
    held = {one.report.id: one for one in readings}
    known = texts(held.values())
    with open_index(None) as index:
        index.place_all(map(known.sketch, held))
        return tuple(family(reports, known) for reports in index.families(least=2))
