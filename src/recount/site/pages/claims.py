"""The table of claims: those asked for, a page at a time, with facets beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote_plus, urlencode

from msgspec import Struct, structs

from recount.catalogue import Catalogue, Facet, Query
from recount.catalogue.facets import Counted
from recount.publish.page.bars import Decades
from recount.site.asking import DAYS, ROWS, Asked
from recount.site.asking import asked as read
from recount.site.lines import Line, lines_of, scale_of
from recount.site.material import Material
from recount.site.naming import BOUNDS, FACET_NAMES, called

LISTED: Final = 7
"""How many values of a facet are shown before the rest are folded."""
FOLDED: Final = 12
"""How many are there to unfold; all the others are a link away."""
MOST: Final = 1000
"""How many values are given of the facet of which all are asked for."""
OPEN: Final[frozenset[Facet]] = frozenset({"conflict", "place", "effect", "kind"})
"""The facets that are open when nothing of them is picked."""

Given = Mapping[str, str | int | Sequence[str] | None]


class Value(Struct, frozen=True):
    """A value of a facet and its name, how many claims it would bring, whether it is picked, and the query of the
    address that picks it or lets it go.
    """

    value: str
    name: str
    count: int
    picked: bool
    query: str


class FacetShown(Struct, frozen=True):
    """A facet with its values, those picked first, then the most frequent; the others are `folded`.

    `more` is how many values are left out of both.
    """

    facet: Facet
    name: str
    open: bool
    values: tuple[Value, ...]
    folded: tuple[Value, ...]
    more: int


class Chip(Struct, frozen=True):
    """One thing that is asked for, by the name of the field and its value, and what asks for all but that.

    `without` is how many claims there would be then, told where there are none with it.
    """

    name: str
    value: str
    given: Given
    without: int | None = None


class ClaimsPage(Struct, frozen=True, kw_only=True):
    """A page of the claims asked for: `found` in all, these from number `first` on, of `pages` pages."""

    asked: Asked
    found: int
    total: int
    first: int
    pages: int
    scale: Decades
    lines: tuple[Line, ...]
    chips: tuple[Chip, ...]
    facets: tuple[FacetShown, ...]


def gather(material: Material, asked: Asked) -> ClaimsPage:
    """The page asked for; past the last there are no lines."""
    catalogue = material.catalogue
    picked = catalogue.find(asked.query, MOST if asked.more else FOLDED + len(asked.query.picked))
    start = (asked.page - 1) * ROWS
    entries = catalogue.entries(picked.numbers[start : start + ROWS])
    found = len(picked.numbers)
    scale = scale_of(catalogue)
    chips = tuple(_chips(catalogue, asked))
    return ClaimsPage(
        asked=asked,
        found=found,
        total=len(catalogue.columns.measures["published"]),
        first=start + 1,
        pages=max(1, -(-found // ROWS)),
        scale=scale,
        lines=lines_of(entries, scale),
        chips=chips if found else tuple(_relaxed(catalogue, chips)),
        facets=tuple(_facet(name, counts, asked) for name, counts in picked.counts.items()),
    )


def _facet(facet: Facet, counted: Counted, asked: Asked) -> FacetShown:
    """The picked values stay in sight though no claim has them any more, so that they can be let go."""
    held = dict(counted.values)
    asking = urlencode(asked.given(**{facet: None, "page": None}), doseq=True)
    picked = asked.query.picked.get(facet, ())
    chosen = [(value, held.get(value, 0)) for value in picked]
    others = [(value, count) for value, count in counted.values if value not in picked]
    shown = MOST if asked.more == facet else max(0, LISTED - len(chosen))
    folded = others[shown:FOLDED]

    def value(one: tuple[str, int]) -> Value:
        left = (*picked, one[0]) if one[0] not in picked else tuple(each for each in picked if each != one[0])
        query = "&".join((*([asking] if asking else []), *(f"{facet}={quote_plus(each)}" for each in left)))
        return Value(one[0], called(facet, one[0]), one[1], one[0] in picked, query)

    return FacetShown(
        facet=facet,
        name=FACET_NAMES[facet],
        open=bool(picked) or facet in OPEN or asked.more == facet,
        values=tuple(value(one) for one in (*chosen, *others[:shown])),
        folded=tuple(value(one) for one in folded),
        more=max(0, counted.met - sum(1 for one in chosen if one[1]) - len(others[:shown]) - len(folded)),
    )


def _chips(catalogue: Catalogue, asked: Asked) -> Iterator[Chip]:
    query = asked.query
    if query.words:
        yield Chip("words", f"“{query.words}”", asked.given(q=None, page=None))
    for facet, values in query.picked.items():
        for value in values:
            yield Chip(FACET_NAMES[facet], called(facet, value), asked.toggled(facet, value))
    for name in DAYS:
        if (on := getattr(query, name)) is not None:
            yield Chip(BOUNDS[name], on.isoformat(), asked.given(**{name: None, "page": None}))
    if query.subject:
        subject = catalogue.subject(query.subject)
        label = subject.subject.label if subject else query.subject
        yield Chip("subject", label, asked.given(subject=None, page=None))
    if query.report:
        report = catalogue.report(query.report)
        yield Chip(
            "report", (report.name.title if report else None) or query.report, asked.given(report=None, page=None)
        )


def _relaxed(catalogue: Catalogue, chips: Sequence[Chip]) -> Iterator[Chip]:
    """What is asked for, with how many claims there are without each: what helps most first."""
    told = []
    for chip in chips:
        query: Query = read(_pairs(chip.given)).query
        told.append(structs.replace(chip, without=len(catalogue.find(query, 0).numbers)))
    yield from sorted(told, key=lambda chip: -(chip.without or 0))


def _pairs(given: Given) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        for each in value if isinstance(value, list | tuple) else [value]:
            yield name, str(each)
