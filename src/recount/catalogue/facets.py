"""Claims picked by facets: columns of codes and numbers, filtered and counted at once.

A facet is a field by whose values claims are picked, as in faceted search (Yee et al., 2003): of one facet any of the
values picked will do, of several all must fit; the counts beside a facet's values leave out what is picked of that
facet itself, so that they tell how many claims another value would bring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import reduce
from typing import Final, Literal, get_args

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from recount.catalogue.records import ClaimEntry, SiteEntry
from recount.publish import wording

Facet = Literal[
    "conflict", "country", "place", "effect", "group", "party", "source", "kind", "act", "modality", "scope", "review",
    "publisher", "origins",
]  # fmt: skip
Measure = Literal[
    "published", "first", "last", "low", "high", "origins", "confidence", "lat", "lon", "radius_km", "precision"
]
Sort = Literal["published", "first", "low", "high", "origins", "confidence", "source", "place", "words"]
Codes = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.float64]

FACETS: Final[tuple[Facet, ...]] = get_args(Facet)
MEASURES: Final[tuple[Measure, ...]] = get_args(Measure)
NONE: Final = "—"
"""The value of a facet that a claim says nothing of."""


def values_of(entry: ClaimEntry) -> Mapping[Facet, str]:
    """The value of a claim in every facet, `NONE` where it has none."""
    row = entry.row
    return {
        "conflict": entry.conflict or NONE,
        "country": row.place.country or NONE if row.place else NONE,
        "place": wording.called(row.place) if row.place else NONE,
        "effect": row.effect,
        "group": row.victims.group if row.victims else "unknown",
        "party": (row.victims.party if row.victims else None) or NONE,
        "source": row.source.name if row.source else NONE,
        "kind": row.source.kind if row.source else NONE,
        "act": row.act or NONE,
        "modality": row.modality,
        "scope": row.scope,
        "review": row.review or "not reviewed",
        "publisher": row.publisher or NONE,
        "origins": _origins(entry.origins),
    }


def measures_of(entry: ClaimEntry) -> Mapping[Measure, float]:
    """The numbers that claims are sorted and cut by; days as proleptic ordinals, not a number where not stated."""
    row = entry.row
    place = row.place
    return {
        "published": _day(wording.stated_on(row)),
        "first": _day(row.time.first if row.time else None),
        "last": _day(row.time.last if row.time else None),
        "low": _number(row.low),
        "high": _number(row.high),
        "origins": entry.origins,
        "confidence": entry.confidence,
        "lat": _number(place.lat if place else None),
        "lon": _number(place.lon if place else None),
        "radius_km": _number(place.radius_km if place else None),
        "precision": _number(place.precision if place else None),
    }


def _origins(number: int) -> str:
    """How many independent sources, in steps.

    >>> _origins(1), _origins(4), _origins(12)
    ('1', '3–5', '6 or more')
    """
    return str(number) if number < 3 else "3–5" if number < 6 else "6 or more"


def _day(on: date | None) -> float:
    return float(on.toordinal()) if on is not None else np.nan


def _number(told: float | None) -> float:
    return float(told) if told is not None else np.nan


class Query(Struct, frozen=True, kw_only=True):
    """Which claims are wanted, and in which order; every part may be left out.

    `words` are looked for in what was said and whom and what it names. `picked` are values of facets. The harm touches
    the days from `since` to `until`, the claim was stated on a day from `stated_since` to `stated_until`. `sort` is by
    default the day a claim was stated, the latest first; `ascending` turns it round.
    """

    words: str | None = None
    picked: Mapping[Facet, tuple[str, ...]] = {}
    since: date | None = None
    until: date | None = None
    stated_since: date | None = None
    stated_until: date | None = None
    subject: str | None = None
    report: str | None = None
    sort: Sort = "published"
    ascending: bool = False


class Column(Struct, frozen=True):
    """A facet of all claims: its values, the most frequent first, and of each claim the number of its value."""

    values: tuple[str, ...]
    codes: Codes

    def any_of(self, picked: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Which claims have one of these values."""
        wanted = [self.values.index(each) for each in picked if each in self.values]
        return np.isin(self.codes, wanted)

    def ranks(self) -> Numbers:
        """Where each value stands in the order of the alphabet; `NONE` nowhere."""
        ranks = np.empty(len(self.values), dtype=np.float64)
        ranks[sorted(range(len(self.values)), key=lambda code: self.values[code].casefold())] = np.arange(len(ranks))
        return np.where([value == NONE for value in self.values], np.nan, ranks)

    def counted(self, claims: npt.NDArray[np.int64], most: int) -> Counted:
        """How often its values are met among these claims."""
        codes = self.codes if len(claims) == len(self.codes) else self.codes[claims]
        found = np.bincount(codes, minlength=len(self.values))
        met = np.flatnonzero(found)
        first = met[np.argsort(-found[met], kind="stable")[:most]]
        return Counted(tuple((self.values[code], int(found[code])) for code in first), len(met))


class Counted(Struct, frozen=True):
    """The values of a facet that are met most often, with how many claims have each; `met` is how many are met."""

    values: tuple[tuple[str, int], ...]
    met: int


class Columns(Struct, frozen=True):
    """All claims in the order of their numbers: by facet, and by measure."""

    facets: Mapping[Facet, Column]
    measures: Mapping[Measure, Numbers]

    def pick(self, query: Query, within: npt.NDArray[np.int64] | None = None, most: int = 20) -> Picked:
        """The claims that a query wants, in its order, and how many each value of a facet would bring.

        `within` are those to choose from (None: all), as words or a subject narrowed them, the best first. Of each
        facet the `most` frequent values are counted.
        """
        ground = self._cut(query, within)
        fits = {facet: self.facets[facet].any_of(values) for facet, values in query.picked.items() if values}
        found = np.flatnonzero(_all_of(ground, fits.values()))
        counts: dict[Facet, Counted] = {}
        for facet, column in self.facets.items():
            seen = found
            if facet in fits:
                seen = np.flatnonzero(_all_of(ground, (mask for other, mask in fits.items() if other != facet)))
            counts[facet] = column.counted(seen, most)
        return Picked(self._sorted(query, found, within), counts)

    def _cut(self, query: Query, within: npt.NDArray[np.int64] | None) -> npt.NDArray[np.bool_]:
        total = len(self.measures["published"])
        ground = np.ones(total, dtype=np.bool_)
        if within is not None:
            ground[:] = False
            ground[within] = True
        bounds: tuple[tuple[Measure, date | None, Callable[[Numbers, float], npt.NDArray[np.bool_]]], ...] = (
            ("last", query.since, np.greater_equal),
            ("first", query.until, np.less_equal),
            ("published", query.stated_since, np.greater_equal),
            ("published", query.stated_until, np.less_equal),
        )
        for measure, bound, fits in bounds:
            if bound is not None:
                ground &= fits(self.measures[measure], float(bound.toordinal()))
        return ground

    def _sorted(
        self, query: Query, found: npt.NDArray[np.int64], within: npt.NDArray[np.int64] | None
    ) -> npt.NDArray[np.int64]:
        """The claims found in the order wanted; those without what they are sorted by come last either way."""
        if query.sort == "words":
            return within[np.isin(within, found)] if within is not None else found
        if query.sort == "source" or query.sort == "place":
            column = self.facets[query.sort]
            keys = column.ranks()[column.codes[found]]
        else:
            keys = self.measures[query.sort][found]
        if query.sort == "published" and not query.ascending:
            return found  # the order of the numbers
        order = np.argsort(keys if query.ascending else -keys, kind="stable")
        return found[order]


class Sites(Struct, frozen=True):
    """The places that claims name, and of each claim the number of its place; -1 where none is known."""

    places: tuple[SiteEntry, ...]
    codes: Codes


class Picked(Struct, frozen=True):
    """The numbers of the claims found, in order; and by facet how often its values are met."""

    numbers: npt.NDArray[np.int64]
    counts: Mapping[Facet, Counted]


def _all_of(ground: npt.NDArray[np.bool_], masks: Iterable[npt.NDArray[np.bool_]]) -> npt.NDArray[np.bool_]:
    return reduce(np.logical_and, masks, ground)
