"""Estimates as a table of events in the format of the UCDP Georeferenced Event Dataset.

A row an event, with the 49 columns of the data set, by an estimate of the convention `ucdp`. What recount does not know
is empty: the type of violence, the conflict and the ids of UCDP and of Gleditsch and Ward. Before anything is written
every estimate is held to what UCDP promises of its own rows: best is the sum of its parts, and low ≤ best ≤ high.

Running totals, periods, and events of a whole country or of longer than six days are summary events, `event_clarity` 2:
what single events count may be among them, so sums are to be made of rows of `event_clarity` 1, or of one kind.

Source: UCDP GED codebook 24.1; PRIO-GRID codebook 2.0 (Tollefsen, Strand and Buhaug 2012) for `priogrid_gid`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import astuple, fields

from recount.errors import InvariantError
from recount.model import Estimate, Place, Report
from recount.publish.exports.occurrences import Occurrence, occurrences, require
from recount.publish.exports.spreadsheets import write_table
from recount.publish.view import View

_CELLS_A_DEGREE, _CELLS_A_ROW = 2, 720


class GedRow(Struct, frozen=True, kw_only=True):
    """An event as a row of UCDP GED, in the order of its columns; None is an empty cell.

    `id` is a number made of `relid`, which is the id that recount has for the event.
    """

    id: int
    relid: str
    year: int | None
    active_year: None = None
    code_status: None = None
    type_of_violence: None = None
    conflict_dset_id: None = None
    conflict_new_id: None = None
    conflict_name: None = None
    dyad_dset_id: None = None
    dyad_new_id: None = None
    dyad_name: str | None
    side_a_dset_id: None = None
    side_a_new_id: None = None
    side_a: str | None
    side_b_dset_id: None = None
    side_b_new_id: None = None
    side_b: str | None
    number_of_sources: int
    source_article: str
    source_office: str
    source_date: str
    source_headline: str
    source_original: str
    where_prec: int | None
    where_coordinates: str | None
    where_description: str | None
    adm_1: str | None
    adm_2: None = None
    latitude: float | None
    longitude: float | None
    geom_wkt: str | None
    priogrid_gid: int | None
    country: str | None
    country_id: None = None
    region: None = None
    event_clarity: int
    date_prec: int | None
    date_start: date | None
    date_end: date | None
    deaths_a: int
    deaths_b: int
    deaths_civilians: int
    deaths_unknown: int
    best: int
    high: int
    low: int
    gwnoa: None = None
    gwnob: None = None


def write_ucdp(view: View, out: BinaryIO) -> None:
    """The deaths that a view's estimates count, as UCDP GED CSV (UTF-8, RFC 4180, a header).

    Raises `InvariantError`, before anything is written, where an estimate is not what UCDP promises of its rows.
    """
    counted = tuple(each for each in view.estimates if each.effect == "killed" and each.range.high)
    require(counted, breach)
    header = [field.encode_name for field in fields(GedRow)]
    write_table([header], (astuple(_row(each)) for each in occurrences(counted, view)), out)


def breach(estimate: Estimate) -> str | None:
    """What an estimate breaks of what UCDP promises of its rows, in words; None: nothing.

    It has a low, a best, a high and parts; best is the sum of these, and lies from low to high.
    """
    low, best, high, deaths = estimate.range.low, estimate.range.best, estimate.range.high, estimate.deaths
    if low is None or best is None or high is None or deaths is None:
        return "it has no low, best, high and parts by side, as estimates by `ucdp` have"
    if deaths.total != best:
        return f"best {best:,} is not the sum of its parts, {deaths.total:,}"
    parts = deaths.deaths_a, deaths.deaths_b, deaths.deaths_civilians, deaths.deaths_unknown
    if min(low, *parts) < 0:
        return "a number of dead is below nought"
    return None if low <= best <= high else f"best {best:,} does not lie between low {low:,} and high {high:,}"


def _row(one: Occurrence) -> GedRow:
    """The row of an event whose estimate breaks no rule."""
    estimate, place, days, carriers, at = one.estimate, one.place, one.days, one.reports, one.point
    deaths, found = estimate.deaths, estimate.range
    if deaths is None or found.low is None or found.best is None or found.high is None:
        raise InvariantError(f"{estimate.label} is no estimate by `ucdp`")
    return GedRow(
        id=int(estimate.id.removeprefix("evt:")[:12], 16),
        relid=estimate.id,
        year=days.first.year if days else None,
        dyad_name=f"{deaths.side_a} - {deaths.side_b}" if deaths.side_a and deaths.side_b else None,
        side_a=deaths.side_a,
        side_b=deaths.side_b,
        number_of_sources=estimate.independent,
        source_article="; ".join(_article(each) for each in carriers),
        source_office=_listed(each.publisher for each in carriers),
        source_date=_listed(str(each.published_on or "") for each in carriers),
        source_headline=_listed(each.title for each in carriers),
        source_original="; ".join(estimate.sources),
        where_prec=place.precision if place else None,
        where_coordinates=place.name if place else None,
        where_description=_described(place) if place else None,
        adm_1=place.admin1 if place else None,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        geom_wkt=f"POINT ({at[1]} {at[0]})" if at else None,
        priogrid_gid=priogrid(*at) if at else None,
        country=one.country,
        event_clarity=1 if one.single else 2,
        date_prec=days.precision if days else None,
        date_start=days.first if days else None,
        date_end=days.last if days else None,
        deaths_a=deaths.deaths_a,
        deaths_b=deaths.deaths_b,
        deaths_civilians=deaths.deaths_civilians,
        deaths_unknown=deaths.deaths_unknown,
        best=found.best,
        high=found.high,
        low=found.low,
    )


def priogrid(lat: float, lon: float) -> int:
    """The cell of half a degree that a point lies in, counted from the south-western corner of the map.

    >>> priogrid(-89.9, -179.9), priogrid(50.45, 30.52)
    (1, 202022)
    """
    row = min(int((lat + 90) * _CELLS_A_DEGREE), 180 * _CELLS_A_DEGREE - 1)
    column = int((lon + 180) * _CELLS_A_DEGREE) % _CELLS_A_ROW
    return row * _CELLS_A_ROW + column + 1


def _described(place: Place) -> str:
    told = place.relative
    return " ".join(told.wording.exact.split()) if told is not None else place.name


def _listed(names: Iterable[str | None]) -> str:
    """What reports have, in their order, an empty place where one has it not; nothing where none has."""
    told = [name or "" for name in names]
    return "; ".join(told) if any(told) else ""


def _article(report: Report) -> str:
    told = (report.publisher, str(report.published_on) if report.published_on else None, report.title, report.url)
    return ", ".join(each for each in told if each)
