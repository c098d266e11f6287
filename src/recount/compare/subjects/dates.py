"""When claims were made and what days they count; the events that claims of incidents fall into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from recount.model import Interval, ResolvedClaim

TOLERANCE = timedelta(days=2)
"""How far apart two days may lie and still be told of the same event: reports date an event by when it was learnt."""

LONGEST = timedelta(days=6)
"""How far apart the first and last day of a span lie at most that may be one event: a week or less."""


class Days(Struct, frozen=True):
    """The first and last days of several intervals, at the least and at the most."""

    first: date
    first_at_most: date
    last_at_least: date
    last: date

    @classmethod
    def of(cls, times: Sequence[Interval]) -> Days:
        """The days of these intervals, one at least."""
        firsts, lasts = [time.first for time in times], [time.last for time in times]
        return cls(min(firsts), max(firsts), min(lasts), max(lasts))

    def joined(self, other: Days) -> Days:
        """The days of both."""
        return Days(
            min(self.first, other.first),
            max(self.first_at_most, other.first_at_most),
            min(self.last_at_least, other.last_at_least),
            max(self.last, other.last),
        )

    @property
    def apart(self) -> timedelta:
        """How far the two intervals furthest from each other lie apart; nothing or less where all share a day."""
        return self.first_at_most - self.last_at_least


def as_of(resolved: ResolvedClaim) -> date | None:
    """The day that a claim was made, else the last day it counts; None where neither is known."""
    time = resolved.resolutions.time.value
    return resolved.resolutions.said_on or (time.last if time else None)


def in_order_of_date(claims: Iterable[ResolvedClaim]) -> tuple[ResolvedClaim, ...]:
    """Claims by the day they were made (else the last day they count), then by id; undated ones last."""
    return tuple(sorted(claims, key=lambda each: (as_of(each) or date.max, each.claim.id)))


def is_short(time: Interval) -> bool:
    """Whether an interval is a week or less, so that what it tells may be one event.

    >>> is_short(Interval(first=date(2022, 2, 24), last=date(2022, 4, 7), mention=None))
    False
    """
    return time.last - time.first <= LONGEST


def events(claims: Iterable[ResolvedClaim]) -> Iterator[tuple[ResolvedClaim, ...]]:
    """Claims on incidents of one key, parted into events; those without a time are one.

    Of a week or less, the days of every two touch, or lie `TOLERANCE` apart; of longer spans all share at least half of
    the days that any of them has: what a morning's strike did is no part of six weeks' fighting.
    """
    members = tuple(claims)
    untimed = tuple(each for each in members if each.resolutions.time.value is None)
    timed = [(time, each) for each in members if (time := each.resolutions.time.value)]
    timed.sort(key=lambda pair: (pair[0].first, pair[0].last, pair[1].claim.id))
    if untimed:
        yield untimed
    for short in (True, False):
        found: list[tuple[list[Interval], list[ResolvedClaim]]] = []
        for time, each in timed:
            if is_short(time) is short:
                fits = (one for one in reversed(found) if (_touches if short else _mostly_shares)(one[0], time))
                event = next(fits, None)
                if event is None:
                    event = [], []
                    found.append(event)
                event[0].append(time)
                event[1].append(each)
        yield from (tuple(told) for _, told in found)


def _touches(times: Sequence[Interval], time: Interval) -> bool:
    return time.first - min(each.last for each in times) <= TOLERANCE


def _mostly_shares(times: Sequence[Interval], time: Interval) -> bool:
    days = Days.of(times).joined(Days.of((time,)))
    shared = (days.last_at_least - days.first_at_most).days + 1
    return 2 * shared >= (days.last - days.first).days + 1
