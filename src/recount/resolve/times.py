"""The words that may say when to the days of a claim: near the count, apart from when the statement was made."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from recount.model import Claim, Interval, Mention, Reading, Resolution
from recount.resolve.days import interval

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SINCE = re.compile(r"^since\b", re.IGNORECASE)
_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:today|yesterday|overnight|tonight|weekend)\b|[A-Z][a-z]+\.?\s+\d{1,2}\b|\b\d{1,2}\s+[A-Z][a-z]+|\bago\b",
)
_EVENT = 3
_APART = re.compile(r"[,;]\s+(?:while|but|as|and|after|when|which)\b|;")
_FIXED = date(2100, 12, 31)


def times(reading: Reading, claims: Sequence[Claim], starts: Sequence[int]) -> tuple[tuple[Resolution[Interval], date | None], ...]:
    """When the harm of each claim happened, and the day each statement was made.

    Words in the claim's own sentence come first; a claim without them shares the time of the event around it: of the claim
    before, of the lead; a fresh event without words is of the day of the report. Without a day of publication only words
    with a year of their own can be dated.
    """
    sentences = [bisect_right(starts, claim.quantity.start) - 1 for claim in claims]
    said = [_said_on(reading, claim) for claim in claims]
    own = [_own(reading, claim, sentence, starts, on) for claim, sentence, on in zip(claims, sentences, said, strict=True)]
    lead = _lead(reading, claims, starts)
    return tuple((_decide(at, claims, sentences, own, lead, said[at]), said[at]) for at in range(len(claims)))


def _said_on(reading: Reading, claim: Claim) -> date | None:
    """The day a statement was made, as its own words say, else the day of the report."""
    anchor = reading.report.published_on
    days = interval(claim.said.exact, anchor) if claim.said and anchor else None
    return days[0] if days else anchor


def _days(mention: Mention, anchor: date | None, said_on: date | None) -> Interval | None:
    """The days that words mean; a stretch still running ends on the day of the statement."""
    if anchor is None and not _YEAR.search(mention.exact):
        return None
    days = interval(mention.exact, anchor or _FIXED)
    if days is None or days[1] == _FIXED:
        return None
    last = days[1]
    if _SINCE.match(mention.exact) and said_on is not None:
        last = max(days[0], min(last, said_on))
    return Interval(first=days[0], last=last, mention=mention)


def _own(reading: Reading, claim: Claim, sentence: int, starts: Sequence[int], said_on: date | None) -> Interval | None:
    """The time of the claim's own sentence: in its clause, after the count rather than before."""
    text = reading.report.text
    best: tuple[float, Interval] | None = None
    for mention in claim.times:
        if bisect_right(starts, mention.start) - 1 != sentence:
            continue
        days = _days(mention, reading.report.published_on, said_on)
        if days is None:
            continue
        gap = mention.start - claim.quantity.end
        between = text[claim.quantity.end : mention.start] if gap >= 0 else text[mention.end : claim.quantity.start]
        score = 0.2 * (gap >= 0) - abs(gap) / 100 - 0.8 * len(_APART.findall(between))
        if _SINCE.match(mention.exact) and claim.scope == "total":
            score += 1.0
        if best is None or score > best[0]:
            best = (score, days)
    return best[1] if best else None


def _lead(reading: Reading, claims: Sequence[Claim], starts: Sequence[int]) -> Interval | None:
    """The first day named in the first two sentences."""
    mentions = sorted({mention.start: mention for claim in claims for mention in claim.times}.items())
    for start, mention in mentions:
        if bisect_right(starts, start) - 1 <= 1 and _DAY.search(mention.exact) and not _SINCE.match(mention.exact):
            days = _days(mention, reading.report.published_on, None)
            if days is not None:
                return days
    return None


def _decide(
    at: int,
    claims: Sequence[Claim],
    sentences: Sequence[int],
    own: Sequence[Interval | None],
    lead: Interval | None,
    said_on: date | None,
) -> Resolution[Interval]:
    """The time of one claim, from its own sentence, its neighbours, the lead and the day of the statement."""
    claim = claims[at]
    steps: list[tuple[str, float, Interval | None]] = [("sentence", 0.9, own[at])]
    if claim.scope == "total":
        steps.append(("since", 0.6, _since(at, own)))
    else:
        steps += [
            ("claim before", 0.7, _shared(at, claims, sentences, own, range(at - 1, -1, -1))),
            ("claim after", 0.6, _shared(at, claims, sentences, own, range(at + 1, len(claims)))),
            ("lead", 0.5, lead),
        ]
    if said_on is not None and (claim.scope != "total" or claim.effect in {"displaced", "affected"}):
        steps.append(("published", 0.4, Interval(first=said_on, last=said_on, mention=None)))
    for method, confidence, found in steps:
        if found is not None:
            return Resolution(value=found, method=method, confidence=confidence)
    return Resolution(value=None, method="unstated", confidence=0.4)


def _shared(
    at: int, claims: Sequence[Claim], sentences: Sequence[int], own: Sequence[Interval | None], others: Iterable[int]
) -> Interval | None:
    """The time of the nearest other claim of an event that has one, a few sentences off at most."""
    for other in others:
        if abs(sentences[other] - sentences[at]) > _EVENT:
            return None
        days = own[other]
        if days is not None and claims[other].scope != "total" and (days.last - days.first).days <= 31:
            return days
    return None


def _since(at: int, own: Sequence[Interval | None]) -> Interval | None:
    """The running stretch that another claim of the report names."""
    named = [days for days in own if days is not None and days.mention is not None and _SINCE.match(days.mention.exact)]
    return min(named, key=lambda days: abs(own.index(days) - at), default=None)
