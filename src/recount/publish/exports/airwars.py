"""Incidents of civilian harm as Airwars tells them: killed and injured side by side, the grade, what is conceded.

A row an incident in one place on the same days, six at most, by the convention `airwars`. Those known to be fighters
are not in its numbers; whoever may have been a civilian is, as Airwars counts. Incidents that are graded weak,
contested or discounted are there with their grade and without numbers, since Airwars counts only what is fair or
confirmed. Who struck is empty: what is said of that are accusations, and stay statements.

Source: Airwars, methodology note: ranges, "Grading of harm events", conceded deaths.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final, Literal

from msgspec import Struct
from msgspec.structs import asdict, fields

from recount import wire
from recount.compare.estimates.ranges import added
from recount.model import Estimate, Range
from recount.publish.exports.json_text import pretty
from recount.publish.exports.occurrences import Occurrence, occurrences, require
from recount.publish.exports.spreadsheets import write_table
from recount.publish.links import link
from recount.publish.view import View

_GRADES: Final = ("confirmed", "fair", "weak", "contested", "discounted")


class Carrier(Struct, frozen=True, kw_only=True):
    """A report that carries a claim of an incident; `archive` is the SHA-256 of the bytes that recount read."""

    publisher: str | None
    title: str | None
    published: datetime.date | None
    url: str | None
    archive: str


class Incident(Struct, frozen=True, kw_only=True):
    """An incident, in the order of the columns; None is not known."""

    code: str
    date: datetime.date
    date_end: datetime.date
    country: str | None
    location_name: str
    latitude: float | None
    longitude: float | None
    strike_status: None = None
    belligerents: None = None
    civilian_harm_reported: Literal["yes", "no"]
    civilian_harm_status: str | None
    killed_min: int | None
    killed_max: int | None
    injured_min: int | None
    injured_max: int | None
    deaths_conceded_min: int | None
    deaths_conceded_max: int | None
    denied_by: tuple[str, ...]
    sources: tuple[str, ...]
    reports: tuple[Carrier, ...]


def write_airwars(view: View, out: BinaryIO) -> None:
    """The incidents of a view as CSV (UTF-8, RFC 4180, a header); what they rest on in one cell each.

    Raises `InvariantError`, before anything is written, where the numbers of one are not in order.
    """
    header = [field.encode_name for field in fields(Incident)]
    write_table([header], (_cells(each) for each in incidents(view)), out)


def write_airwars_json(view: View, out: BinaryIO) -> None:
    """The incidents of a view as a JSON list, each with the reports it rests on; raises as `write_airwars` does."""
    out.write(pretty(incidents(view)))


def incidents(view: View) -> tuple[Incident, ...]:
    """The incidents that a view's estimates by `airwars` tell of, by day, then by place."""
    require(view.estimates, breach)
    alike: defaultdict[tuple[datetime.date, datetime.date, str, str | None], list[Occurrence]] = defaultdict(list)
    for each in occurrences(view.estimates, view):
        if each.single and each.days is not None and each.estimate.place:
            alike[each.days.first, each.days.last, each.estimate.place, each.estimate.country].append(each)
    found = (_incident(days[0], days[1], place, some) for (*days, place, _), some in alike.items())
    return tuple(sorted(found, key=lambda each: (each.date, each.date_end, each.location_name, each.code)))


def breach(estimate: Estimate) -> str | None:
    """What an estimate breaks, in words; None: nothing. Low, best and high are in order, and none is below nought."""
    found = estimate.range
    if any(number is not None and number < 0 for number in (found.low, found.best, found.high)):
        return "a number is below nought"
    return None if found.ordered else f"low {found.low}, best {found.best} and high {found.high} are not in order"


def _incident(first: datetime.date, last: datetime.date, place: str, some: Sequence[Occurrence]) -> Incident:
    by_effect = {each.estimate.effect: each for each in some}
    killed, injured = (_civilians(by_effect[effect]) if effect in by_effect else Range() for effect in _EFFECTS)
    conceded = by_effect["killed"].estimate.conceded if "killed" in by_effect else Range()
    grades = {each.estimate.graded.grade for each in some if each.estimate.graded}
    point = next((each.point for each in some if each.point), None)
    reports = {each.id: each for one in some for each in one.reports}
    claims = [each.claim for one in some for each in one.counting]
    carriers = tuple(
        Carrier(
            publisher=each.publisher,
            title=each.title,
            published=each.published_on,
            url=link(each.url),
            archive=f"sha256:{each.digest}",
        )
        for each in reports.values()
    )
    return Incident(
        code=wire.content_id("inc", sorted(each.estimate.id for each in some)),
        date=first,
        date_end=last,
        country=next((each.country for each in some if each.country), None),
        location_name=place,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        civilian_harm_reported="yes" if any(claim.quantity.high != 0 for claim in claims) else "no",
        civilian_harm_status=next((grade.capitalize() for grade in _GRADES if grade in grades), None),
        killed_min=killed.low,
        killed_max=killed.high,
        injured_min=injured.low,
        injured_max=injured.high,
        deaths_conceded_min=conceded.low,
        deaths_conceded_max=conceded.high,
        denied_by=tuple(sorted({name for each in some for name in each.estimate.denied_by})),
        sources=tuple(dict.fromkeys(name for each in some for name in each.estimate.sources)),
        reports=carriers,
    )


_EFFECTS: Final = ("killed", "injured")


def _civilians(one: Occurrence) -> Range:
    """What the parts of an estimate that may be civilians add up to."""
    return added({(part.group, part.party): part.range for part in one.estimate.parts if part.group != "combatants"})


def _cells(one: Incident) -> Iterator[object]:
    for name, value in asdict(one).items():
        if name == "reports":
            yield "; ".join(_told(each) for each in one.reports)
        else:
            yield "; ".join(value) if isinstance(value, tuple) else value


def _told(one: Carrier) -> str:
    told = one.publisher, one.title, str(one.published) if one.published else None, one.url, one.archive
    return ", ".join(each for each in told if each)
