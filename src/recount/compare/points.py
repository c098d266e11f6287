"""What one source says for each day: the figure it gave last, who tells it again, and the figures it gave before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from recount.compare.subjects import as_of
from recount.model import Bounds, Point, ResolvedClaim, bounds_of

_OPEN = Bounds(None, None)


class _Version(Struct):
    """A figure of one day, the claims that tell it, and what all of them allow."""

    claims: list[ResolvedClaim]
    bounds: Bounds


def points(claims: Iterable[ResolvedClaim]) -> tuple[Point, ...]:
    """The points of one source's claims of one scope, by day; `claims` come in the order they were published in.

    Claims for one day whose bounds meet tell one figure; the next that does not is a new version of it.
    """
    by_day: defaultdict[tuple[date, date], list[ResolvedClaim]] = defaultdict(list)
    for each in claims:
        if (days := _days(each)) is not None:
            by_day[days].append(each)
    return tuple(_point(last, by_day[last, first]) for last, first in sorted(by_day))


def _days(resolved: ResolvedClaim) -> tuple[date, date] | None:
    """The day of a claim, and for a period its first; of totals of one day all are one figure, whatever their first."""
    time = resolved.resolutions.time.value
    if resolved.claim.scope == "total" or time is None:
        day = as_of(resolved)
        return None if day is None else (day, day)
    return time.last, time.first


def _point(on: date, claims: Sequence[ResolvedClaim]) -> Point:
    versions: list[_Version] = []
    for each in claims:
        bounds = bounds_of(each.claim.quantity) or _OPEN
        met = bounds.meets(versions[-1].bounds) if versions else None
        if met is None:
            versions.append(_Version([each], bounds))
        else:
            versions[-1] = _Version([*versions[-1].claims, each], met)
    last = versions[-1]
    best = min(last.claims, key=_width)
    time = best.resolutions.time.value
    return Point(
        on=on,
        first=time.first if time is not None else None,
        claim=best.claim.id,
        quantity=best.claim.quantity,
        modality=best.claim.modality,
        again=tuple(each.claim.id for each in last.claims if each is not best),
        versions=tuple(min(version.claims, key=_width).claim.id for version in versions[:-1]),
    )


def _width(resolved: ResolvedClaim) -> float:
    """How much a claim leaves open; what says most of a figure stands for it, the first of several that do."""
    bounds = bounds_of(resolved.claim.quantity) or _OPEN
    return float("inf") if bounds.low is None or bounds.high is None else bounds.high - bounds.low
