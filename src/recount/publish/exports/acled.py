"""Estimates as a table of events in the 31 columns of ACLED.

A row an incident with a day and a place, its dead by the convention `acled`: ACLED has no ranges, and counts single
events, so running totals and periods are left out. What recount does not know is empty: the kind of event and its
actors (nobody's word on who did it is taken for a fact), ACLED's regions, the scale of sources, ids of ACLED. Where all
those harmed were civilians, these are actor 2, as ACLED has them.

Source: ACLED codebook 2023; columns as of the data export, `event_id_cnty` to `timestamp`.
"""

from __future__ import annotations

from datetime import date
from typing import BinaryIO, Final, Literal

from msgspec import Struct
from msgspec.structs import astuple, fields

from recount.lexicon.atlas import numeric_code
from recount.model import Estimate
from recount.publish.exports.occurrences import Occurrence, occurrences, require
from recount.publish.exports.spreadsheets import write_table
from recount.publish.view import View

_GEO_PRECISION: Final = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
"""UCDP's where_prec to ACLED's: the place itself, near it, a larger region; ACLED has no events of a whole country."""
_TIME_PRECISION: Final = ((1, 1), (7, 2), (31, 3))
"""The most days that ACLED's time_precision spans: a day, a week, a month."""


class AcledRow(Struct, frozen=True, kw_only=True):
    """An event as a row of ACLED, in the order of its columns; None is an empty cell.

    `event_id_cnty` is the country's code and a number made of recount's id, which stands in `tags`.
    """

    event_id_cnty: str
    event_date: date
    year: int
    time_precision: int
    disorder_type: None = None
    event_type: None = None
    sub_event_type: None = None
    actor1: None = None
    assoc_actor_1: None = None
    inter1: None = None
    actor2: str | None
    assoc_actor_2: None = None
    inter2: Literal["Civilians"] | None
    interaction: None = None
    civilian_targeting: None = None
    iso: int | None
    region: None = None
    country: str
    admin1: str | None
    admin2: None = None
    admin3: None = None
    location: str
    latitude: float
    longitude: float
    geo_precision: int
    source: str
    source_scale: None = None
    notes: str
    fatalities: int
    tags: str
    timestamp: None = None


def write_acled(view: View, out: BinaryIO) -> None:
    """The incidents that a view's estimates count the dead of, as ACLED CSV (UTF-8, RFC 4180, a header).

    Raises `InvariantError`, before anything is written, where an estimate is not what ACLED promises of its rows.
    """
    counted = tuple(
        each for each in view.estimates if each.effect == "killed" and each.scope == "incident" and not each.range.empty
    )
    require(counted, breach)
    rows = [row for each in occurrences(counted, view) if (row := _row(each)) is not None]
    header = [field.encode_name for field in fields(AcledRow)]
    write_table([header], (astuple(row) for row in rows), out)


def breach(estimate: Estimate) -> str | None:
    """What an estimate breaks of what ACLED promises of its rows, in words; None: nothing.

    It has one number of dead, which is not below nought.
    """
    found = estimate.range
    number = fatalities(estimate)
    if number is None or not found.low == found.best == found.high:
        return f"low {found.low}, best {found.best}, high {found.high} are not one number, as `acled` gives"
    return "a number of dead is below nought" if number < 0 else None


def fatalities(estimate: Estimate) -> int | None:
    """The number of dead that an estimate by `acled` comes to."""
    return estimate.range.best


def _row(one: Occurrence) -> AcledRow | None:
    """The row of an event; None where it has no day, or no place that ACLED would code."""
    estimate, place, days, point, country = one.estimate, one.place, one.days, one.point, one.country
    number = fatalities(estimate)
    if place is None or days is None or point is None or country is None or number is None:
        return None
    geo = _GEO_PRECISION.get(place.precision or 0)
    span = (days.last - days.first).days + 1
    time = next((grade for most, grade in _TIME_PRECISION if span <= most), None)
    if geo is None or time is None:
        return None
    civilians = bool(estimate.parts) and all(part.group == "civilians" for part in estimate.parts)
    return AcledRow(
        event_id_cnty=f"{estimate.country}{int(estimate.id.removeprefix('evt:')[:12], 16)}",
        event_date=days.first,
        year=days.first.year,
        time_precision=time,
        actor2=f"Civilians ({country})" if civilians else None,
        inter2="Civilians" if civilians else None,
        iso=numeric_code(estimate.country or ""),
        country=country,
        admin1=place.admin1,
        location=place.name,
        latitude=point[0],
        longitude=point[1],
        geo_precision=geo,
        source="; ".join(one.offices),
        notes=_notes(one),
        fatalities=number,
        tags=f"recount={estimate.id}",
    )


def _notes(one: Occurrence) -> str:
    """Who says what of it, a sentence each."""
    said = dict.fromkeys(
        f"{source}: {words}"
        for source, words in (
            (figure.source or "unattributed", claim.claim.quantity.exact)
            for claim in one.counting
            for figure in one.estimate.figures
            if figure.claim == claim.claim.id
        )
    )
    return f"{one.estimate.label}. {'; '.join(said)}."
