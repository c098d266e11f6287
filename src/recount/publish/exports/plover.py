"""What reports tell as PLOVER events, one a line: acts, accusations, appeals, and the harm that claims count.

- An act that is told as done is an event of its own type; what is planned, possible, demanded or denied is none.
- An accusation is ACCUSE with mode ``allege``, an appeal is REQUEST. PLOVER has no event for a denial or an admission.
- A claim of people killed, injured or both in an incident is ASSAULT, of people captured COERCE with mode ``arrest``,
  with how many in `size`: the least that is claimed. Who did it is nobody. Only what is asserted and not rejected is
  there; of copies the first, and of a whole and its parts the whole.

Source: PLOVER, Political Language Ontology for Verifiable Event Records (Open Event Data Alliance, 2021).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from msgspec import Struct

from recount.model import (
    Accusation,
    Action,
    Appeal,
    Effect,
    Event,
    Mention,
    Mode,
    Report,
    ResolvedStatement,
)
from recount.publish.exports.json_text import line
from recount.publish.links import link
from recount.publish.rows import ClaimRow, claim_rows
from recount.publish.view import View

_HARMS: Final[Mapping[Effect, tuple[Event, Mode | None, str]]] = {
    "killed": ("ASSAULT", None, "dead"),
    "injured": ("ASSAULT", None, "injured"),
    "casualties": ("ASSAULT", None, "casualties"),
    "captured": ("COERCE", "arrest", "arrested"),
}


class Location(Struct, frozen=True, kw_only=True):
    """Where: the gazetteer's id where it is of GeoNames, ISO 3166 alpha-2, WGS 84 degrees."""

    name: str
    geonameid: str | None
    countrycode: str | None
    adm1: str | None
    lat: float | None
    lon: float | None


class TextInfo(Struct, frozen=True, kw_only=True):
    """Where the words stand: the report, and the code points of its text."""

    report: str
    start: int
    end: int


class PloverEvent(Struct, frozen=True, kw_only=True):
    """One event; `date` is its first day, else the day of the report, `size` how many were harmed, at least."""

    id: str
    date: datetime.date | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    event: tuple[Event, ...]
    mode: tuple[Mode, ...]
    context: tuple[str, ...]
    event_loc: Location | None
    event_text: tuple[str, ...]
    publisher: str | None
    link: str | None
    text_info: TextInfo
    size: Mapping[str, int]
    coder: str


def write_plover(view: View, out: BinaryIO) -> None:
    """The events of a view, a JSON object a line, in the order of the reports and of their text."""
    reports = {each.report.id: each.report for each in view.readings}
    order = {report: number for number, report in enumerate(reports)}
    stated = (found for each in view.statements if (found := _stated(each, reports, view.software)) is not None)
    claimed = (found for row in claim_rows(view) if (found := _claimed(row, view.software)) is not None)
    events = (*stated, *claimed)
    for event in sorted(events, key=lambda each: (order[each.text_info.report], each.text_info.start, each.id)):
        out.write(line(event) + b"\n")


def _stated(resolved: ResolvedStatement, reports: Mapping[str, Report], coder: str) -> PloverEvent | None:
    statement = resolved.statement
    nature = _nature(resolved)
    if nature is None:
        return None
    event, mode, whom = nature
    report, time = reports[statement.report], resolved.time.value
    agent = resolved.agent.value
    actor = statement.actor if isinstance(statement, Action) else statement.source
    named = agent.name if agent else actor.mention.exact if actor else None
    other = resolved.recipient.value or (whom.exact if whom else None)
    return PloverEvent(
        id=statement.id,
        date=time.first if time else report.published_on,
        actor=_one(named),
        recipient=_one(other),
        event=(event,),
        mode=(mode,) if mode else (),
        context=(),
        event_loc=None,
        event_text=(statement.content.exact,),
        publisher=report.publisher,
        link=link(report.url),
        text_info=TextInfo(report=report.id, start=statement.content.start, end=statement.content.end),
        size={},
        coder=coder,
    )


def _nature(resolved: ResolvedStatement) -> tuple[Event, Mode | None, Mention | None] | None:
    """The event of a statement, its mode, and the words for whom it is done to; None where it is no event."""
    match resolved.statement:
        case Action(status="done") as act:
            return act.event, act.mode, act.recipient
        case Accusation(accused=accused):
            return "ACCUSE", "allege", accused
        case Appeal(asked=asked):
            return "REQUEST", None, asked
        case _:
            return None


def _claimed(row: ClaimRow, coder: str) -> PloverEvent | None:
    if row.effect not in _HARMS or not _is_event(row):
        return None
    event, mode, size = _HARMS[row.effect]
    victims = row.victims
    day = row.time.first if row.time else row.published
    return PloverEvent(
        id=row.id,
        date=day,
        actor=(),
        recipient=tuple(dict.fromkeys(_told(row))),
        event=(event,),
        mode=(mode,) if mode else (),
        context=(victims.group,) if victims and victims.group != "unknown" else (),
        event_loc=_location(row),
        event_text=(row.evidence.exact,),
        publisher=row.publisher,
        link=link(row.url),
        text_info=TextInfo(report=row.report, start=row.evidence.start, end=row.evidence.end),
        size={size: row.low} if row.low is not None else {},
        coder=coder,
    )


def _is_event(row: ClaimRow) -> bool:
    """Whether a claim stands for something that happened and that no other claim of the view stands for."""
    stands = row.modality == "asserted" and row.review not in ("rejected", "original rejected")
    alone = row.carried_from is None and row.subset_of_id is None
    return stands and alone and row.scope == "incident" and row.high != 0


def _told(row: ClaimRow) -> Iterator[str]:
    if row.victims is not None:
        yield from (each for each in (row.victims.party, row.victims.exact) if each)


def _location(row: ClaimRow) -> Location | None:
    place = row.place
    if place is None:
        return None
    kind, _, number = (place.gazetteer or "").partition(":")
    return Location(
        name=place.name,
        geonameid=number if kind == "geonames" else None,
        countrycode=place.country,
        adm1=place.admin1,
        lat=place.lat,
        lon=place.lon,
    )


def _one(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()
