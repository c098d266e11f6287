"""Small makers of test records: a report from its text, claims from words in it, and Hypothesis strategies of both."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TypeVar

import msgspec
from hypothesis import strategies as st

from recount import wire
from recount.model import (
    Claim,
    Effect,
    Evidence,
    Group,
    Interval,
    Mention,
    Modality,
    Operator,
    Passage,
    Place,
    Quantity,
    Reading,
    Recorded,
    Rejected,
    Report,
    Resolution,
    Resolutions,
    ResolvedClaim,
    Run,
    Scope,
    Source,
    Span,
    Speaker,
    Victims,
)

T = TypeVar("T")
MOMENT = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
TEXT = "At least 12 civilians were killed in Riverton on 3 March, mayor Ana Ruiz said. The army put the toll at 9."


def run(started_at: datetime = MOMENT) -> Run:
    return Run(software="recount 0.0.0 (test)", started_at=started_at, inputs=("reports/",))


def rejected(where: str = "reports/bad.html") -> Rejected:
    return Rejected(where=where, reason="empty", detail="the file holds no bytes: fetch it again")


def reading(text: str = TEXT, *, published_on: date | None = date(2024, 3, 4), publisher: str = "The Post") -> Reading:
    report = Report(
        id=wire.content_id("rpt", (text, publisher)),
        url=None,
        publisher=publisher,
        title=None,
        byline=None,
        published_on=published_on,
        published_at=None,
        published_from="given" if published_on else None,
        fetched_at=None,
        language="en",
        text=text,
        digest=wire.digest(text.encode()),
    )
    return Reading(report=report, passages=(Passage(kind="sentence", span=Span(0, len(text)), paragraph=0),))


def mention(text: str, words: str) -> Mention:
    start = text.index(words)
    return Mention.at(text, start, start + len(words))


def resolved(
    of: Reading,
    words: str,
    low: int | None = None,
    high: int | None = None,
    *,
    operator: Operator = "exact",
    approx: bool = False,
    effect: Effect = "killed",
    group: Group = "civilians",
    noun: str | None = None,
    source: str | None = None,
    modality: Modality = "asserted",
    scope: Scope = "incident",
    subset_of: str | None = None,
    supersedes: str | None = None,
    party: str | None = None,
    place: str | None = None,
    country: str | None = None,
    precision: int | None = None,
    days: tuple[date, date] | None = None,
    said_on: date | None = None,
) -> ResolvedClaim:
    """A claim on `words` of the report with its decisions; `noun`, `source` and `place` must stand in the text too."""
    text = of.report.text
    number = mention(text, words)
    who = mention(text, source) if source else None
    where = mention(text, place) if place else None
    claim = Claim(
        id="",
        report=of.report.id,
        quantity=Quantity(
            exact=words, start=number.start, end=number.end, low=low, high=high, operator=operator, approx=approx
        ),
        effect=effect,
        victims=Victims(mention=mention(text, noun) if noun else None, group=group),
        source=Source(mention=who, kind="other") if who else None,
        via=(),
        cue=None,
        act=None,
        modality=modality,
        places=(where,) if where else (),
        times=(),
        scope=scope,
        subset_of=subset_of,
        supersedes=supersedes,
        evidence=Evidence.at(text, number.start, min(len(text), number.end + 30), context=8),
    )
    claim = msgspec.structs.replace(claim, id=wire.content_id("clm", claim))
    decisions = Resolutions(
        claim=claim.id,
        source=_decided(Speaker(name=source, kind="other", mention=who) if source and who else None),
        party=_decided(party),
        place=_decided(
            Place(name=place, mention=where, country=country, lat=None, lon=None, precision=precision)
            if place and where
            else None
        ),
        time=_decided(Interval(first=days[0], last=days[1], mention=None) if days else None),
        said_on=said_on,
    )
    return ResolvedClaim(claim=claim, resolutions=decisions)


def _decided(value: T | None) -> Resolution[T]:
    return Resolution(value=value, method="test", confidence=0.5)


def recorded(text: str = TEXT) -> Recorded:
    """A report with two claims where the text is `TEXT`, else with one on its first word."""
    of = reading(text)
    if text != TEXT:
        return Recorded(reading=of, claims=(resolved(of, text.split()[0], 3, 3),))
    day = (date(2024, 3, 3), date(2024, 3, 3))
    mayor = resolved(
        of, "At least 12", 12, operator="at_least", noun="civilians", source="Ana Ruiz", place="Riverton", days=day
    )
    army = resolved(of, "9", 9, 9, source="The army", place="Riverton", days=day)
    return Recorded(reading=of, claims=(mayor, army))


def outcomes() -> st.SearchStrategy[list[Recorded | Rejected]]:
    """Batches of what inputs become, with repeats."""
    words = st.text("abc é\U0001f54a", max_size=12).map("Three{}".format)
    return st.lists(words.map(recorded) | words.map(rejected) | st.just(recorded()), max_size=6)
