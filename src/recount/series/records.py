"""A row to a report with a claim for each figure of it, and what is decided about each by the kind of series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeVar

from msgspec import Struct

from recount import wire
from recount.lexicon.peoples import nation_of, party_of
from recount.model import (
    Claim,
    Interval,
    Mention,
    Operator,
    Place,
    Quantity,
    Reading,
    Reason,
    Recorded,
    Report,
    Resolution,
    Resolutions,
    ResolvedClaim,
    Source,
    Speaker,
    Victims,
)
from recount.reports.refusal import Refused
from recount.series.figures import day_in, number_in
from recount.series.places import place_of
from recount.series.profiles import Body, Count, Profile
from recount.series.rows import Row
from recount.series.sheet import Sheet

T = TypeVar("T")

METHOD = "column of the series"
_SURE = 0.99
_HOURS = 24


class _Told(Struct, frozen=True, kw_only=True):
    """What a row says of all its figures: who states them, where, when; `hours` is the length of a period."""

    profile: Profile
    sheet: Sheet
    report: str
    row_body: Body
    place: Resolution[Place]
    first: date | None
    last: date | None
    said_on: date | None
    hours: int

    def body(self, count: Count) -> Body:
        return self.row_body if count.of is None else self.profile.bodies[count.of]

    def cell(self, column: str | None) -> Mention | None:
        return None if column is None else self.sheet.cells.get(column)


def recorded(row: Row, header: Row, profile: Profile, published_on: date | None) -> Recorded:
    """The report of a row, and its claims; none of a body that only carries over what another day stated.

    Raises `Refused` where a cell is not what its column is for: the whole row may then have slipped.
    """
    told = _told(row, header, profile, published_on)
    sheet = told.sheet
    report = Report(
        id=told.report,
        url=None,
        publisher=profile.publisher,
        title=profile.title,
        byline=None,
        published_on=told.said_on,
        published_at=None,
        published_from=None if told.said_on is None else "column" if profile.day else "given",
        fetched_at=None,
        language="en",
        text=sheet.text,
        digest=wire.digest(sheet.table.encode()),
    )
    return Recorded(reading=Reading(report=report, passages=sheet.passages), claims=tuple(_claims(told)))


def _told(row: Row, header: Row, profile: Profile, published_on: date | None) -> _Told:
    if len(row.cells) != len(header.cells):
        raise Refused("not_a_row", f"it has {len(row.cells)} cells and the header {len(header.cells)}: mend the line")
    cells = dict(zip((cell.value for cell in header.cells), row.cells, strict=True))

    def value(column: str | None) -> str | None:
        return None if column is None else cells[column].value

    body = _body(profile, value(profile.body_in))
    named = (body, *(profile.bodies[count.of] for count in profile.counts if count.of is not None))
    sheet = Sheet.of(" and ".join(dict.fromkeys(one.name for one in named)), profile.title, header, row)
    first = _day(profile.day, value(profile.day))
    last = _day(profile.until, value(profile.until)) or first
    if first is not None and last is not None and first > last:
        raise Refused("not_a_row", f"{profile.day} {first} is after {profile.until} {last}: mend the line")
    return _Told(
        profile=profile,
        sheet=sheet,
        report=wire.content_id("rpt", {"series": profile.title, "text": sheet.text}),
        row_body=body,
        place=_place(profile, sheet),
        first=first,
        last=last,
        said_on=published_on if profile.until or first is None else first,
        hours=_whole(profile.hours, value(profile.hours), _HOURS),
    )


def _body(profile: Profile, cell: str | None) -> Body:
    name = profile.body if cell is None else cell
    if name is None or name not in profile.bodies:
        known = ", ".join(sorted(profile.bodies))
        raise Refused("not_a_row", f"{profile.body_in} says {cell!r}, and the kind knows only {known}: add it there")
    return profile.bodies[name]


def _day(column: str | None, cell: str | None) -> date | None:
    if cell is None:
        return None
    day = day_in(cell)
    if day is None:
        raise Refused("not_a_row", f"{column} says {cell!r}, which is no date like 2022-04-07: mend the line")
    return day


def _whole(column: str | None, cell: str | None, otherwise: int) -> int:
    number = otherwise if not cell else number_in(cell)
    if number is None or number < 0:
        raise Refused("not_a_row", f"{column} says {cell!r}, which is no number: mend the line")
    return number


def _place(profile: Profile, sheet: Sheet) -> Resolution[Place]:
    if profile.place is not None:
        return place_of(sheet.words(profile.place))
    told = [cell for cell in (sheet.cells[column] for column in profile.places) if cell.exact]
    if not told:
        return Resolution(value=None, method=METHOD, confidence=_SURE)
    return place_of(told[0], [cell.exact for cell in told[1:]])


def _claims(told: _Told) -> Iterator[ResolvedClaim]:
    """The claims of a row in the order of the kind's counts, a whole before its parts."""
    ids: dict[str, str] = {}
    for count in told.profile.counts:
        cell, high = told.cell(count.column), told.cell(count.high)
        silent = told.body(count).carries or (count.of is None and told.hours == 0)
        silent = silent or (count.part_of is not None and count.part_of not in ids)  # it would pass for a whole
        if silent or cell is None or all(one is None or one.exact in told.profile.nothing for one in (cell, high)):
            continue
        quantity, qualifier = _quantity(told, count, cell, high)
        ids[count.column] = wire.content_id("clm", (told.report, quantity.start, quantity.end, count.effect))
        yield _claim(told, count, quantity, qualifier, ids)


def _quantity(told: _Told, count: Count, cell: Mention, high: Mention | None) -> tuple[Quantity, Mention | None]:
    """The figure of a cell, with what the cell beside it says of its bounds."""
    low = _number(count, cell)
    if high is not None:
        words = Mention.at(told.sheet.text, cell.start, high.end)
        top = _number(count, high)
        if low > top:
            raise Refused("not_a_row", f"{count.column} {low} is above {count.high} {top}: mend the line")
        return _counted(words, low, top, "exact" if low == top else "between"), None
    qualifier = told.cell(count.qualifier)
    if qualifier is None or not qualifier.exact:
        return _counted(cell, low, low, "exact"), None
    operator = told.profile.qualifiers.get(qualifier.exact)
    if operator is None:
        known = ", ".join(told.profile.qualifiers)
        raise Refused("not_a_row", f"{count.qualifier} says {qualifier.exact!r}, and the kind knows only {known}")
    bounds = {"at_least": (low, None), "more_than": (low, None), "at_most": (None, low), "fewer_than": (None, low)}
    return _counted(cell, *bounds.get(operator, (low, low)), operator), qualifier


def _counted(words: Mention, low: int | None, high: int | None, operator: Operator) -> Quantity:
    return Quantity(
        exact=words.exact,
        start=words.start,
        end=words.end,
        low=low,
        high=high,
        operator=operator,
        approx=operator == "about",
    )


def _number(count: Count, cell: Mention) -> int:
    number = number_in(cell.exact)
    if number is None or (number < 0 and count.scope != "revision"):
        raise Refused("not_a_row", f"{count.column} says {cell.exact!r}, which is no count: mend the line")
    return number


def _claim(
    told: _Told, count: Count, quantity: Quantity, qualifier: Mention | None, ids: dict[str, str]
) -> ResolvedClaim:
    sheet, body = told.sheet, told.body(count)
    name = sheet.names[count.column]
    speaker = sheet.speaker(body.name)
    dated = told.cell(told.profile.day)
    place = told.place.value
    noun = told.cell(count.noun_in) or (sheet.words(count.noun, name) if count.noun else None)
    whole = ids.get(count.part_of or "")
    claim = Claim(
        id=ids[count.column],
        report=told.report,
        quantity=quantity,
        effect=count.effect,
        victims=Victims(mention=noun, group=count.group),
        source=Source(mention=speaker, kind=body.kind),
        via=(),
        cue=None,
        act="says",
        modality="asserted",
        places=(place.mention,) if place is not None else (),
        times=(dated,) if dated is not None else (),
        scope=count.scope,
        subset_of=whole,
        evidence=sheet.row,
        reasons=tuple(_reasons(name, noun, speaker, qualifier, whole is not None)),
    )
    party = _party(told, count)
    resolutions = Resolutions(
        claim=claim.id,
        source=_decided(Speaker(name=body.name, kind=body.kind, mention=speaker)),
        party=_decided(party),
        place=told.place,
        time=_decided(_interval(told, count, dated)),
        said_on=told.said_on,
        speaker_party=_decided(body.party),
        against_interest=body.party is not None and body.party == party and count.group == "combatants",
    )
    return ResolvedClaim(claim=claim, resolutions=resolutions)


def _decided(value: T | None) -> Resolution[T]:
    return Resolution(value=value, method=METHOD, confidence=_SURE)


def _reasons(
    name: Mention, noun: Mention | None, speaker: Mention, qualifier: Mention | None, part: bool
) -> Iterator[Reason]:
    yield Reason("quantity", METHOD, qualifier or name, _SURE)
    yield Reason("effect", METHOD, name, _SURE)
    yield Reason("victims", METHOD, noun or name, _SURE)
    yield Reason("source", METHOD, speaker, _SURE)
    yield Reason("act", METHOD, None, _SURE)
    yield Reason("modality", METHOD, None, _SURE)
    yield Reason("scope", METHOD, name, _SURE)
    if part:
        yield Reason("subset_of", METHOD, name, _SURE)


def _party(told: _Told, count: Count) -> str | None:
    """Whose the people or things counted are: as the kind says, or the column does, by the usual name."""
    cell = told.cell(count.party_in)
    if cell is None or not cell.exact:
        return count.party
    words = cell.exact.removeprefix(told.profile.governments or "")
    for name in (words, words.partition(" (")[0]):
        known = nation_of().get(name) or party_of().get(name)
        if known is not None:
            return known.name
    return words


def _interval(told: _Told, count: Count, dated: Mention | None) -> Interval | None:
    """The days that a figure counts: of a total all since its first day, of a period its hours up to the row's day."""
    if told.last is None or told.first is None:
        return None
    if count.scope == "total":
        since = _since(told, count)
        first = told.last if since is None else min(since, told.last)
    elif count.scope == "incident":
        first = told.first
    else:
        first = told.last - timedelta(days=max(0, -(-told.hours // _HOURS) - 1))
    days = told.last.isoformat() if first == told.last else f"{first.isoformat()}/{told.last.isoformat()}"
    return Interval(first=first, last=told.last, mention=dated, value=days)


def _since(told: _Told, count: Count) -> date | None:
    cell = told.cell(count.since_in)
    if cell is None:
        return told.profile.since
    if cell.exact not in told.profile.starts:
        known = ", ".join(told.profile.starts)
        raise Refused("not_a_row", f"{count.since_in} says {cell.exact!r}, and the kind knows only {known}")
    return told.profile.starts[cell.exact]
