"""How far the totals of two sides are apart, day by day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from recount.model import Bounds, Gap, Point, SourceSeries, worded

_OPEN = Bounds(None, None)


def gaps_between(sources: Sequence[SourceSeries], within: timedelta) -> Iterator[Gap]:
    """The gaps between each two sources of different sides, at the days of the one that speaks more seldom.

    Each of its totals is set beside the other's nearest in time, if that is no further off than `within`. Sources come
    in the order of their sides: the gap is the later one's figure less the earlier one's.
    """
    for left, right in combinations(sources, 2):
        if left.side != right.side:
            seldom, often = (left, right) if len(left.totals) <= len(right.totals) else (right, left)
            for point in seldom.totals:
                near = _nearest(point, often.totals)
                if near is not None and abs(near.on - point.on) <= within:
                    pair = (point, near) if seldom is left else (near, point)
                    yield _gap(left, right, *pair)


def _nearest(point: Point, others: Sequence[Point]) -> Point | None:
    """The point nearest in time, of two as near the earlier."""
    at = bisect_left(others, point.on, key=lambda one: one.on)
    return min(others[max(0, at - 1) : at + 1], key=lambda one: (abs(one.on - point.on), one.on), default=None)


def _gap(left: SourceSeries, right: SourceSeries, one: Point, other: Point) -> Gap:
    less, more = (worded(point.quantity) or _OPEN for point in (one, other))
    return Gap(
        on=one.on,
        right_on=other.on,
        left=one.claim,
        right=other.claim,
        left_source=left.source,
        right_source=right.source,
        low=_less(more.low, less.high),
        high=_less(more.high, less.low),
    )


def _less(number: int | None, other: int | None) -> int | None:
    return None if number is None or other is None else number - other
