"""From one running total to the next: what of the change is new harm, and what revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from recount.model import Point, Step

_DAY = timedelta(days=1)


def steps(
    totals: Sequence[Point], periods: Sequence[Point], revisions: Sequence[Point], within: Mapping[str, str]
) -> Iterator[Step]:
    """The steps between totals that give one number each; all points in order of days, and of one source.

    What is new is told by periods that fill the days between the two totals exactly, less the revisions that are a part
    of them (`within` gives the claim that a claim is a part of). No harm is less than none: a revision that would leave
    that is of other days, and tells nothing.
    """
    starting: defaultdict[date, list[Point]] = defaultdict(list)
    for period in periods:
        if period.first is not None and period.figure is not None:
            starting[period.first].append(period)
    for before, after in pairwise(point for point in totals if point.figure is not None):
        if after.first is not None and after.first > before.on:
            continue  # a count that begins anew
        stated = [one for one in revisions if before.on < one.on <= after.on and one.figure is not None]
        new = _filling(before.on + _DAY, after.on, starting)
        yield _step(before, after, new, stated, within)


def _step(
    before: Point, after: Point, new: Sequence[Point] | None, stated: Sequence[Point], within: Mapping[str, str]
) -> Step:
    change = (after.figure or 0) - (before.figure or 0)
    fresh = None
    if new is not None:
        held = {claim for point in new for claim in (point.claim, *point.again)}
        fresh = sum(point.figure or 0 for point in new)
        fresh -= sum(one.figure or 0 for one in stated if within.get(one.claim) in held)
    elif stated:
        fresh = change - sum(one.figure or 0 for one in stated)
    if fresh is None or fresh < 0:
        return Step(since=before.on, until=after.on, change=change)
    told = tuple(point.claim for point in (*(new or ()), *stated))
    return Step(since=before.on, until=after.on, change=change, new=fresh, revision=change - fresh, rests_on=told)


def _filling(first: date, last: date, starting: Mapping[date, Sequence[Point]]) -> list[Point] | None:
    """Periods that fill the days from a first to a last one, the longest wherever one fits; None where none do."""
    found: list[Point] = []
    while first <= last:
        fitting = [period for period in starting.get(first, ()) if period.on <= last]
        if not fitting:
            return None
        found.append(max(fitting, key=lambda period: period.on))
        first = found[-1].on + _DAY
    return found
