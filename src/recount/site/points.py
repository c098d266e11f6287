"""Claims as points of a map and days of a timeline: what the script of the page draws, small enough to be sent whole.

Claims alike in place, day of statement, last day of the harm, effect, conflict and stance are one row with a count. The
rows stand by place, then by day, and days are told as steps: 100,000 claims take less than 400 kB compressed. Which
claims a place has is told place by place, when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from recount.catalogue import Catalogue, ClaimEntry, Query
from recount.catalogue.facets import Codes
from recount.model import Effect, Modality
from recount.publish import wording
from recount.resolve.relative import Geometry

MOST: Final = 500
"""How many claims of a place are listed; the page of claims has the rest."""
_NO_DAY: Final = -1
_NEVER: Final = date.max.toordinal()
_Numbers = npt.NDArray[np.int64]


class Point(Struct, frozen=True, kw_only=True):
    """A place of the map: `n` is its number in the catalogue, `rows` how many rows of the columns are of it.

    `precision` is UCDP's where_prec, `radius_km` how far from the point it may reach, `shape` the area or line that
    words alone tell. Claims whose place is not known stand at one without coordinates, the last.
    """

    n: int
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    radius_km: float | None
    rows: int
    shape: Geometry | None = None


class Points(Struct, frozen=True, kw_only=True):
    """The claims found, as columns in the order of their places.

    A day is told as days since `origin`: `stated` is the day of statement as the step from the row before of the same
    place (from `origin` in its first), `harm` how many days before that the harm ended; None where not known, and then
    `harm` is the day itself. `effect`, `conflict`, `modality` are numbers of the values in `effects`, `conflicts`,
    `modalities`; `count` is how many claims the row stands for.
    """

    origin: date
    found: int
    effects: tuple[str, ...]
    conflicts: tuple[str, ...]
    modalities: tuple[str, ...]
    places: tuple[Point, ...]
    stated: tuple[int | None, ...]
    harm: tuple[int | None, ...]
    effect: tuple[int, ...]
    conflict: tuple[int, ...]
    modality: tuple[int, ...]
    count: tuple[int, ...]


class PlaceLine(Struct, frozen=True, kw_only=True):
    """A claim of a place, in words: the figure, who says so and how, the days it was stated and the harm ended."""

    id: str
    figure: str
    effect: Effect
    modality: Modality
    stance: str
    who: str
    conflict: str | None
    stated: date | None
    harm: date | None


class PlaceClaims(Struct, frozen=True, kw_only=True):
    """The claims of a place, the latest stated first; `found` counts them all, `MOST` of them are listed."""

    n: int
    found: int
    claims: tuple[PlaceLine, ...]


def points(catalogue: Catalogue, query: Query) -> Points:
    """The claims that a query wants, as columns."""
    numbers = np.sort(catalogue.find(query).numbers)
    columns, sites = catalogue.columns, catalogue.sites
    days = tuple(columns.measures[measure][numbers] for measure in _DAYS)
    told = np.concatenate(days)
    origin = int(told[~np.isnan(told)].min(initial=_NEVER))
    keys = (
        _last_unplaced(sites.codes[numbers], len(sites.places)),
        *(np.nan_to_num(day - origin, nan=_NO_DAY).astype(np.int64) + 1 for day in days),
        *(columns.facets[facet].codes[numbers].astype(np.int64) for facet in _TOLD),
    )
    (site, stated, harm, effect, conflict, modality), count = _alike(keys)
    stated, harm = stated - 1, harm - 1
    met, starts, rows = np.unique(site, return_index=True, return_counts=True)
    return Points(
        origin=date.fromordinal(origin),
        found=len(numbers),
        effects=columns.facets["effect"].values,
        conflicts=tuple(map(wording.visible, columns.facets["conflict"].values)),
        modalities=columns.facets["modality"].values,
        places=tuple(_point(catalogue, int(n), int(held)) for n, held in zip(met, rows, strict=True)),
        stated=_steps(stated, starts),
        harm=_before(harm, stated),
        effect=tuple(effect.tolist()),
        conflict=tuple(conflict.tolist()),
        modality=tuple(modality.tolist()),
        count=tuple(count.tolist()),
    )


def place_claims(catalogue: Catalogue, query: Query, site: int) -> PlaceClaims | None:
    """The claims of a place that a query wants; None where there is no place of that number.

    The number is that of the place in the catalogue; one past the last is that of claims without a known place.
    """
    sites = catalogue.sites
    if not 0 <= site <= len(sites.places):
        return None
    numbers = np.sort(catalogue.find(query).numbers)
    return _claims(catalogue, site, numbers[_last_unplaced(sites.codes[numbers], len(sites.places)) == site])


def script(told: Points | PlaceClaims) -> bytes:
    """The same as a classic script, which a page opened from a file can load: it hands the record to the page's own."""
    return b"recountGiven(" + msgspec.json.encode(told) + b");\n"


def scripts(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """All that the page asks for in a folder, with the path of each from its root: the points, and place by place."""
    yield "timeline/points.js", script(points(catalogue, Query()))
    sites = catalogue.sites
    codes = _last_unplaced(sites.codes, len(sites.places))
    order = np.argsort(codes, kind="stable")
    met, starts = np.unique(codes[order], return_index=True)
    for site, numbers in zip(met.tolist(), np.split(order, starts[1:]), strict=True):
        yield f"timeline/places/{site}.js", script(_claims(catalogue, site, numbers))


_DAYS: Final[tuple[Literal["published", "last"], ...]] = ("published", "last")
_TOLD: Final[tuple[Literal["effect", "conflict", "modality"], ...]] = ("effect", "conflict", "modality")


def _last_unplaced(codes: Codes, places: int) -> _Numbers:
    """The numbers of places, one past the last for claims that have none."""
    return np.where(codes < 0, places, codes).astype(np.int64)


def _claims(catalogue: Catalogue, site: int, found: _Numbers) -> PlaceClaims:
    return PlaceClaims(n=site, found=len(found), claims=tuple(map(_line, catalogue.entries(found[:MOST]))))


def _alike(keys: tuple[_Numbers, ...]) -> tuple[tuple[_Numbers, ...], _Numbers]:
    """The rows of these columns, each once and in order, and how often each is met."""
    sizes = tuple(int(column.max(initial=0)) + 1 for column in keys)
    met, count = np.unique(np.ravel_multi_index(keys, sizes), return_counts=True)
    return tuple(np.unravel_index(met, sizes)), count


def _steps(stated: _Numbers, starts: npt.NDArray[np.intp]) -> tuple[int | None, ...]:
    """Days of statement as steps within each place; days not known come first, and the next step is from the origin."""
    days = np.where(stated == _NO_DAY, 0, stated)
    steps = np.diff(days, prepend=0)
    steps[starts] = days[starts]
    return tuple(None if day == _NO_DAY else step for day, step in zip(stated.tolist(), steps.tolist(), strict=True))


def _before(harm: _Numbers, stated: _Numbers) -> tuple[int | None, ...]:
    told = np.where(stated == _NO_DAY, harm, stated - harm)
    return tuple(None if day == _NO_DAY else days for day, days in zip(harm.tolist(), told.tolist(), strict=True))


def _point(catalogue: Catalogue, n: int, rows: int) -> Point:
    places = catalogue.sites.places
    if n == len(places):
        return Point(n=n, name="", country=None, lat=None, lon=None, precision=None, radius_km=None, rows=rows)
    place = places[n]
    return Point(
        n=n,
        name=wording.visible(place.name),
        country=place.country,
        lat=round(place.lat, 4),
        lon=round(place.lon, 4),
        precision=place.precision,
        radius_km=place.radius_km,
        rows=rows,
        shape=place.shape,
    )


def _line(entry: ClaimEntry) -> PlaceLine:
    row = entry.row
    return PlaceLine(
        id=row.id,
        figure=wording.visible(wording.quote(row) if row.vague else wording.figure_of(row)),
        effect=row.effect,
        modality=row.modality,
        stance=wording.stance_of(row).words,
        who=wording.visible(wording.who(row)),
        conflict=entry.conflict,
        stated=wording.stated_on(row),
        harm=row.time.last if row.time else None,
    )
