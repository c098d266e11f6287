"""Which claims of a subject are compared with which.

Compared are claims of different speakers, or of one speaker in different reports: two figures that one speaker gives
in one report are two figures. A claim on a part (``three of them children``) is compared with a claim on a part named
alike only; running totals only where they were made at most two days apart, since a later toll may be higher; revisions
of totals with nothing. A figure and the older one that it revises are not compared: the one takes the other's place. A
copy is compared with nothing.

What one speaker says again is one *position*, and two positions are compared once. A position is compared with the last
before it that gives the same figure, with the `_NEAREST` others before it, and with the lowest and the highest of each
day, so that the pairs grow no faster than the claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

from recount.compare.speakers import body_of, teller
from recount.compare.subjects import TOLERANCE, as_of, folded
from recount.model import Bounds, ClaimLink, ResolvedClaim, Scope, bounds_of
from recount.model.descent import originals
from recount.resolve.origins.claims.figures import numbers

Pair = tuple[ResolvedClaim, ResolvedClaim]
_Position = tuple[tuple[str, str], Bounds | None, bool]
_Figure = tuple[Bounds | frozenset[int] | None, bool] | tuple[str, frozenset[int]]

_NEAREST = 12


def pairs(
    scope: Scope, claims: Sequence[ResolvedClaim], carried: Mapping[str, ClaimLink], homes: Mapping[str, str]
) -> Iterator[Pair]:
    """Each two claims to compare, of claims of one subject in order of date, the earlier first.

    `carried` is the link by which a claim was carried into its report, `homes` the report of each claim, by its id.
    """
    first = originals(carried)
    parts: defaultdict[str | None, list[ResolvedClaim]] = defaultdict(list)
    for each in voices(claims, carried) if scope != "revision" else ():
        parts[_part(each)].append(each)

    def apart(left: ResolvedClaim, right: ResolvedClaim) -> bool:
        return _revise(left, right) or _one_voice(left, right) or _copied(left, right, first, homes)

    for together in parts.values():
        yield from _met(scope, together, apart)


def voices(claims: Sequence[ResolvedClaim], carried: Mapping[str, ClaimLink]) -> tuple[ResolvedClaim, ...]:
    """The claims without the copies of one that is there; a newer figure is no copy."""
    version = originals({copy: link for copy, link in carried.items() if not link.revises})
    held = {each.claim.id for each in claims}
    told: dict[str, ResolvedClaim] = {}
    for each in claims:
        original = version.get(each.claim.id, each.claim.id)
        if original not in held or original == each.claim.id:
            told.setdefault(original, each)
    return tuple(told.values())


def _met(
    scope: Scope, claims: Sequence[ResolvedClaim], apart: Callable[[ResolvedClaim, ResolvedClaim], bool]
) -> Iterator[Pair]:
    """Claims on one part with the positions told before, or at most `TOLERANCE` before where they are totals.

    Those that are `apart` do not meet.
    """
    lately: dict[_Position, ResolvedClaim] = {}
    alike: dict[_Figure, ResolvedClaim] = {}
    ends: dict[date | None, tuple[ResolvedClaim, ResolvedClaim]] = {}
    seen: set[frozenset[_Position]] = set()
    for each in claims:
        position, day = _position(each), as_of(each) if scope == "total" else None
        again = [other for figure in _figures(each) if (other := alike.get(figure)) is not None]
        others = [*islice(reversed(lately.values()), _NEAREST), *_furthest(ends, day)]
        unlike = [other for other in others if _position(other)[1:] != position[1:]]
        for other in {one.claim.id: one for one in (*again, *unlike)}.values():
            pair = frozenset((_position(other), position))
            if (pair not in seen or len(pair) == 1) and _in_reach(scope, other, each) and not apart(other, each):
                seen.add(pair)
                yield other, each
        alike.update((figure, each) for figure in _figures(each))
        lately.pop(position, None)
        lately[position] = each
        lowest, highest = ends.get(day, (each, each))
        ends[day] = min(lowest, each, key=_size), max(highest, each, key=_size)


def _furthest(
    ends: Mapping[date | None, tuple[ResolvedClaim, ResolvedClaim]], day: date | None
) -> Iterator[ResolvedClaim]:
    """The lowest and the highest told on a day and the two before it, so that no wide gap is passed over."""
    days = [None] if day is None else [day - timedelta(days=back) for back in range(TOLERANCE.days + 1)]
    for one in days:
        yield from ends.get(one, ())


def _size(each: ResolvedClaim) -> int:
    quantity = each.claim.quantity
    return max(quantity.low or 0, quantity.high or 0)


def _position(each: ResolvedClaim) -> _Position:
    return teller(each), bounds_of(each.claim.quantity), each.claim.modality == "denied"


def _figures(each: ResolvedClaim) -> Iterator[_Figure]:
    """What one looks for the last claim alike by: the bounds, and the numbers of one side or speaker."""
    bounds = bounds_of(each.claim.quantity)
    if bounds is not None:
        named = numbers(each.claim.quantity)
        yield bounds, each.claim.modality == "denied"
        yield "".join(teller(each)), named
        side = body_of(each)
        if side is not None:
            yield side, named


def _in_reach(scope: Scope, left: ResolvedClaim, right: ResolvedClaim) -> bool:
    if scope != "total":
        return True
    one, other = as_of(left), as_of(right)
    return one is not None and other is not None and abs(one - other) <= TOLERANCE


def _revise(left: ResolvedClaim, right: ResolvedClaim) -> bool:
    return left.claim.id == right.claim.supersedes or right.claim.id == left.claim.supersedes


def _one_voice(left: ResolvedClaim, right: ResolvedClaim) -> bool:
    """Whether one speaker, or the reporter, gives both in one report."""
    return left.claim.report == right.claim.report and teller(left) == teller(right)


def _copied(left: ResolvedClaim, right: ResolvedClaim, first: Mapping[str, str], homes: Mapping[str, str]) -> bool:
    """Whether two claims go back to one report, and one of them by way of a copy."""
    ours, theirs = first.get(left.claim.id, left.claim.id), first.get(right.claim.id, right.claim.id)
    copied = ours != left.claim.id or theirs != right.claim.id
    return copied and homes.get(ours, ours) == homes.get(theirs, theirs)


def _part(resolved: ResolvedClaim) -> str | None:
    """Which part of a larger count a claim is on, by its noun; None where it is a whole."""
    if resolved.claim.subset_of is None:
        return None
    victims = resolved.claim.victims
    return folded(victims.mention.exact) if victims and victims.mention else ""
