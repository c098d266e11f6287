"""The timeline and the map: claims by day and by place, drawn on the server, with what a script makes more of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from recount.catalogue import Catalogue, Facet, SiteEntry
from recount.lexicon.atlas import countries
from recount.model import Effect
from recount.publish.page import maps
from recount.publish.page.timeline import Timeline
from recount.publish.page.timeline import draw as draw_marks
from recount.site import histogram
from recount.site.asking import Asked
from recount.site.histogram import Histogram
from recount.site.material import Material

DRAWN: Final = 60
"""How many places are drawn and listed, those that most claims name first; the script draws all."""
MARKED: Final = 40
"""Up to so many claims each is a mark of its own; more are counted by day, week, month or year."""
ASKED: Final[tuple[Facet, ...]] = ("effect", "conflict", "country", "kind")
_WIDTHS: Final = (340.0, 1040.0)
_APART: Final = {340.0: 2.0, 1040.0: 3.0}


class Choice(Struct, frozen=True):
    """A field of the form: the values that claims found have, with how many; `picked` is empty for any."""

    name: Facet
    values: tuple[tuple[str, int], ...]
    picked: str


class PlaceShown(Struct, frozen=True):
    """A place of the table, and how many of the claims found name it."""

    site: SiteEntry
    claims: int


class TimelinePage(Struct, frozen=True, kw_only=True):
    """The claims asked for, `found` of `total`: `undated` have no day of statement, `unplaced` no known place.

    `places` are those that most of them name, of `places_found`. `choices` are the fields of the form, `kept` what else
    the address asks for.
    """

    asked: Asked
    found: int
    total: int
    undated: int
    unplaced: int
    choices: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]
    places: tuple[PlaceShown, ...]
    places_found: int
    maps: tuple[maps.Map, ...]
    histograms: tuple[Histogram, ...]
    timelines: tuple[Timeline, ...]
    marked: tuple[str, ...]


def gather(material: Material, asked: Asked) -> TimelinePage:
    """The page of the claims asked for."""
    catalogue = material.catalogue
    picked = catalogue.find(asked.query)
    numbers = picked.numbers
    stated = catalogue.columns.measures["published"][numbers]
    sites = catalogue.sites
    codes = sites.codes[numbers]
    counts = np.bincount(codes[codes >= 0], minlength=len(sites.places))
    most = [int(n) for n in np.argsort(-counts, kind="stable")[:DRAWN] if counts[n]]
    entries = catalogue.entries(np.sort(numbers)) if len(numbers) <= MARKED else ()
    rows = [(number, entry.row) for number, entry in enumerate(entries, start=1)]
    return TimelinePage(
        asked=asked,
        found=len(numbers),
        total=len(catalogue.columns.measures["published"]),
        undated=int(np.isnan(stated).sum()),
        unplaced=int((codes < 0).sum()),
        choices=tuple(_choice(name, picked.counts[name].values, asked) for name in ASKED),
        kept=_kept(asked),
        places=tuple(PlaceShown(sites.places[n], int(counts[n])) for n in most),
        places_found=int(np.count_nonzero(counts)),
        maps=_maps([_site(sites.places[n], np.flatnonzero(codes == n)) for n in most]),
        histograms=() if rows else _histograms(catalogue, numbers, stated),
        timelines=tuple(drawn for width in _WIDTHS if (drawn := draw_marks(rows, width))),
        marked=tuple(row.id for _, row in rows),
    )


def _choice(name: Facet, counts: tuple[tuple[str, int], ...], asked: Asked) -> Choice:
    """A field of the form; the first value picked is shown, others of the same facet go on as they are."""
    picked = asked.query.picked.get(name, ())
    rare = tuple((value, 0) for value in picked[:1] if value not in dict(counts))
    return Choice(name, (*rare, *counts), picked[0] if picked else "")


def _kept(asked: Asked) -> tuple[tuple[str, str], ...]:
    """What the address asks for beyond the fields of the form: names and values, each as it stands there."""
    pairs = [
        (name, str(value))
        for name, told in asked.given(page=None, q=None, sort=None).items()
        for value in (told if isinstance(told, tuple) else (told,))
    ]
    shown = {(name, values[0]) for name in ASKED if (values := asked.query.picked.get(name))}
    return tuple(pair for pair in pairs if pair not in shown)


def _site(place: SiteEntry, claims: npt.NDArray[np.intp]) -> maps.Site:
    return maps.Site(place.name, place.country, place.lat, place.lon, place.precision, tuple(claims.tolist()))


def _maps(found: Sequence[maps.Site]) -> tuple[maps.Map, ...]:
    if not found:
        return ()
    drawn = []
    for width in _WIDTHS:
        height = width if width < 500 else width * 0.5
        apart = _APART[width]
        world = countries(maps.detail(found, width, height, apart))
        drawn.append(maps.draw(found, world, width, height, apart))
    return tuple(drawn)


def _histograms(
    catalogue: Catalogue, numbers: npt.NDArray[np.int64], stated: npt.NDArray[np.float64]
) -> tuple[Histogram, ...]:
    column = catalogue.columns.facets["effect"]
    known = ~np.isnan(stated)
    codes, days = column.codes[numbers][known], stated[known].astype(np.int64)
    by_effect = {
        effect: days[codes == column.values.index(effect)] for effect in get_args(Effect) if effect in column.values
    }
    return tuple(drawn for width in _WIDTHS if (drawn := histogram.draw(by_effect, width)))
