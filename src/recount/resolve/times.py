"""The words that may say when to the days of a claim: near the count, apart from when the statement was made."""

from __future__ import annotations

import re
from datetime import date

from recount.model import Claim, Interval, Mention, Reading, Resolution
from recount.resolve.days import interval

_DATELINE = re.compile(
    r"\b(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)\s+(?P<day>\d{1,2})(?:,\s+\d{4})?\s*\("
)
_NEAR = {0: 10.0, -1: 6.0, -2: 5.0, -3: 4.0, 1: 4.5, 2: 3.0}
_LEAD = 3.0


def time(reading: Reading, claim: Claim, starts: tuple[int, ...]) -> tuple[Resolution[Interval], date | None]:
    """When the harm of a claim happened, and the day the statement was made.

    Words in the claim's sentence come first, then those nearby; a report's own day stands for a fresh event without words.
    """
    anchor = reading.report.published_on
    if anchor is None:
        return _undated(reading, claim, starts), None
    said = interval(claim.said.exact, anchor) if claim.said else None
    said_on = said[0] if said else anchor
    sentence = sum(1 for first in starts if first <= claim.quantity.start) - 1
    best: tuple[float, Mention, tuple[date, date]] | None = None
    for mention in claim.times:
        days = interval(mention.exact, anchor)
        if days is None:
            continue
        score = _score(mention, days, claim, sentence, starts, anchor)
        if best is None or score > best[0]:
            best = (score, mention, days)
    if best is not None and best[0] >= 4.0:
        first, last = best[2]
        value = Interval(first=first, last=_until(best[1], first, last, said_on), mention=best[1])
        return Resolution(value=value, method="worded", confidence=0.8 if best[0] >= 8 else 0.5), said_on
    if claim.effect in {"displaced", "affected"} or claim.scope == "incident":
        return Resolution(value=Interval(first=said_on, last=said_on, mention=None), method="published", confidence=0.4), said_on
    return Resolution(value=None, method="unstated", confidence=0.4), said_on


def _until(mention: Mention, first: date, last: date, said_on: date) -> date:
    """A stretch that is still running ends on the day of the statement."""
    return max(first, min(last, said_on)) if mention.exact.lower().startswith("since") else last


def _undated(reading: Reading, claim: Claim, starts: tuple[int, ...]) -> Resolution[Interval]:
    """Without a day of publication only words with a year of their own can be dated."""
    for mention in claim.times:
        if re.search(r"\b(?:1[5-9]|20)\d\d\b", mention.exact):
            days = interval(mention.exact, date(2100, 1, 1))
            if days is not None:
                return Resolution(value=Interval(first=days[0], last=days[1], mention=mention), method="worded", confidence=0.4)
    return Resolution(value=None, method="undated", confidence=0.0)


def _score(mention: Mention, days: tuple[date, date], claim: Claim, sentence: int, starts: tuple[int, ...], anchor: date) -> float:
    """How likely the words say when the claim's harm happened."""
    distance = sum(1 for first in starts if first <= mention.start) - 1 - sentence
    score = _NEAR.get(distance, 2.0)
    if distance < 0 and sentence + distance <= 1:
        score += _LEAD
    if distance == 0:
        gap = mention.start - claim.quantity.end
        score -= 0.01 * (gap if gap >= 0 else -gap)
        if claim.cue is not None and abs(mention.start - claim.cue.end) <= 2:
            score -= 2.0
    if days[0] > anchor:
        score -= 4.0
    if mention.exact.lower().startswith("since") and claim.scope == "incident" and distance != 0:
        score -= 3.0
    if days[1].year - days[0].year >= 1 and distance != 0:
        score -= 2.0
    return score
