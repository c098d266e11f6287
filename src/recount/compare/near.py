"""Subjects that may be one for all that is known, or be taken for one: for a person to judge.

Two subjects are a near miss where they differ in one facet, or in place and scope: in place, where one lies in the
other or beside it; in group, where one is of people of whom nothing more is said; in party, where one has none; in
things, where one noun is the other and more; in time, by no more than a week; in scope, where what one tells of may be
what the other adds up to; in effect, where one takes in the other. What differs in place is not contradicted: the dead
of a town are among those of its country, whatever either is put at.

Of every subject the `_KEPT` likeliest are kept; the cost grows as the number of subjects does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from msgspec import Struct

from recount.compare.subjects import TOLERANCE, Found
from recount.compare.subjects.keys import Key
from recount.compare.subjects.places import apart_km, contains, neighbours
from recount.lexicon.effects import contains as takes_in
from recount.model import Bounds, Facet, NearMiss, Place, ResolvedClaim, bounds_of

_KEPT, _CROWD, _WINDOW = 3, 12, timedelta(days=7)
_COST: dict[Facet, float] = {
    "place": 0.2, "group": 0.1, "party": 0.2, "things": 0.1, "time": 0.2, "scope": 0.2, "effect": 0.2,
}  # fmt: skip
_FIGURE, _UNLIKE, _LEAST_SHARE, _CLOSE, _LEAST = 0.05, 0.3, 0.1, 0.8, 0.6
_BESIDE_KM = 25.0


class _Told(Struct, frozen=True, eq=False):
    """A subject as it is looked at: what it is, a claim that stands for it, its place, days and highest figure."""

    found: Found
    claim: ResolvedClaim
    place: Place | None
    top: int
    bounds: Bounds | None

    @property
    def key(self) -> Key:
        return self.found.key

    @property
    def wide(self) -> bool:
        """Whether its place is a district, a province or a country."""
        return self.key.place is None or (self.place is not None and (self.place.precision or 1) > 2)


def near_misses(found: Sequence[Found]) -> tuple[NearMiss, ...]:
    """The near misses of these subjects, the likeliest first.

    >>> near_misses([])
    ()
    """
    told = [_told(each) for each in found if each.key.within is None and each.key.scope != "revision"]
    met = chain(_alike_but_one(told), _wholes(told), _beside(told))
    pairs = {(min(pair), max(pair)) for pair in met}
    judged = [miss for one, other in pairs if (miss := _near(told[one], told[other]))]
    judged.sort(key=lambda each: (-each.score, each.subjects))
    kept: Counter[str] = Counter()
    chosen = []
    for miss in judged:
        if all(kept[subject] < _KEPT for subject in miss.subjects):
            kept.update(miss.subjects)
            chosen.append(miss)
    return tuple(chosen)


def _told(found: Found) -> _Told:
    """A subject by the claim on a whole that gives the highest figure, the last of several."""
    whole = [each for each in found.claims if each.claim.subset_of is None] or list(found.claims)
    top, claim = max(((_figure(each), each) for each in whole), key=lambda one: (one[0], one[1].claim.id))
    places = [place for each in found.claims if (place := each.resolutions.place.value)]
    place = next((place for place in places if place.lat is not None), places[0] if places else None)
    return _Told(found, claim, place, top, bounds_of(claim.claim.quantity))


def _figure(each: ResolvedClaim) -> int:
    quantity = each.claim.quantity
    return max(quantity.low or 0, quantity.high or 0) if each.claim.modality != "denied" else 0


Lens = Callable[[Key], tuple[object, ...]]
_LENSES: tuple[Lens, ...] = (
    lambda key: (key.effect, key.party, key.things, key.place, key.country, key.scope),
    lambda key: (key.effect, key.group, key.things, key.place, key.country, key.scope),
    lambda key: (key.effect, key.group, key.party, key.place, key.country, key.scope),
    lambda key: (key.group, key.party, key.things, key.place, key.country, key.scope),
)
"""The keys without group, party, things, effect; all leave out the days."""


def _alike_but_one(told: Sequence[_Told]) -> Iterator[tuple[int, int]]:
    """Subjects alike in all facets but one, and at most a week apart."""
    for number, lens in enumerate(_LENSES):
        alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for place, each in enumerate(told):
            alike[(*lens(each.key), each.key.scope)].append(place)
        for together in alike.values():
            if len(together) > 1:
                yield from _in_reach(told, together, nouns=number == 2)


def _in_reach(told: Sequence[_Told], together: Sequence[int], *, nouns: bool) -> Iterator[tuple[int, int]]:
    """Each of some subjects with those begun in the week before it, `_CROWD` at the most."""

    def begun(number: int) -> tuple[date, tuple[str, ...], str]:
        each = told[number]
        noun = tuple(reversed((each.key.things or "").split())) if nouns else ()
        return each.key.since or date.min, noun, each.found.subject.id

    before: deque[tuple[date, int]] = deque(maxlen=_CROWD)
    for number in sorted(together, key=begun):
        on = told[number].key.since or date.min
        yield from ((other, number) for then, other in before if on - then <= _WINDOW)
        before.append((on, number))


def _wholes(told: Sequence[_Told]) -> Iterator[tuple[int, int]]:
    """What is told of a wide place or as a running total, with the highest figures that it may take in."""
    base: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, each in enumerate(told):
        key = each.key
        base[key.effect, key.group, key.party, key.things, key.country].append(number)
    for together in base.values():
        ordered = sorted(together, key=lambda number: (-told[number].top, told[number].found.subject.id))
        totals = [number for number in ordered if told[number].key.scope == "total"]
        parts: defaultdict[str | None, list[int]] = defaultdict(list)
        for number in ordered:
            parts[told[number].key.place].append(number)
        for whole in totals:
            among = ordered if told[whole].wide else parts[told[whole].key.place]
            yield from ((whole, part) for part in among[: _CROWD + 1] if part != whole)
        yield from _same_days(told, [number for number in together if told[number].key.scope == "incident"])


def _same_days(told: Sequence[_Told], incidents: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What is told of a wide place, with the highest figures of places on the same days."""
    dated = sorted((told[number].key.since or date.min, number) for number in incidents)
    days = [day for day, _ in dated]
    for day, whole in dated:
        if told[whole].wide and day > date.min:
            near = dated[bisect_left(days, day - TOLERANCE) : bisect_right(days, day + TOLERANCE)][: 8 * _CROWD]
            parts = sorted((number for _, number in near if number != whole), key=lambda number: -told[number].top)
            yield from ((whole, part) for part in parts[:_CROWD])


def _beside(told: Sequence[_Told]) -> Iterator[tuple[int, int]]:
    """Running totals of places near one another."""
    spots: defaultdict[tuple[str | None, str], list[int]] = defaultdict(list)
    for number, each in enumerate(told):
        if each.key.scope == "total" and each.key.place is not None and each.place is not None:
            spots[each.key.country, each.key.place].append(number)
    known = {spot: place for spot, numbers in spots.items() if (place := told[numbers[0]].place) is not None}
    for spot, nearby in neighbours(known).items():
        for other in nearby:
            yield from ((one, two) for one in spots[spot] for two in spots[other][:_CROWD])


def _near(one: _Told, other: _Told) -> NearMiss | None:
    """Whether two subjects are a near miss, and in what."""
    told = [(facet, words) for facet, words in _differences(one, other) if words is not None]
    if any(words == "" for _, words in told) or not told:
        return None
    facets = tuple(facet for facet, _ in told)
    if len(facets) > 1 and set(facets) != {"place", "scope"}:
        return None
    reasons = [words for _, words in told if words]
    whole, part = (one, other) if _is_whole(one, other) else (other, one)
    if "place" in facets and one.bounds is not None and other.bounds is not None:
        reasons.append(_whole_and_part(one, other))
    if one.top and one.top == other.top:
        reasons.append(f"both give {one.top:,}")
    score = 1.0 - sum(_COST[facet] for facet in facets)
    score += _nested(whole, part) if {"place", "scope"} & set(facets) else _alike(one, other)
    if score < _LEAST:
        return None
    return NearMiss(
        left=one.claim.claim.id,
        right=other.claim.claim.id,
        subjects=(one.found.subject.id, other.found.subject.id),
        differences=facets,
        reason=f"differ in {' and '.join(facets)}: {'; '.join(reasons)}",
        score=round(score, 2),
    )


def _alike(one: _Told, other: _Told) -> float:
    """What the figures of two subjects of one size add to how alike these are, or take from it."""
    if one.bounds is None or other.bounds is None:
        return 0.0
    share = min(one.top, other.top) / max(one.top, other.top, 1)
    if one.key.place is None and one.key.scope == "incident" and share < _CLOSE:
        return -1.0  # of a whole country on one day, other figures are of other events
    return _FIGURE if share == 1 else -_UNLIKE * (1 - share)


def _nested(whole: _Told, part: _Told) -> float:
    """What the figures of a whole and of what lies in it add, or take: parts too small tell nothing of it."""
    if whole.bounds is None or part.bounds is None:
        return 0.0
    if part.top < _LEAST_SHARE * whole.top:
        return -1.0
    return _FIGURE if part.top >= whole.top else 0.0


def _whole_and_part(one: _Told, other: _Told) -> str:
    """That places apart do not contradict each other; and where a part is put above its whole, that."""
    whole, part = (one, other) if _is_whole(one, other) else (other, one)
    nested = whole.place is not None and part.place is not None and contains(whole.place, part.place)
    if nested and whole.bounds and part.bounds and whole.bounds.gap(part.bounds) and part.top > whole.top:
        return "not contradicted, though the part is put higher than the whole: they may count otherwise"
    return "not contradicted"


def _is_whole(one: _Told, other: _Told) -> bool:
    """Whether the first takes in the second, by place, else by scope."""
    if one.key.place != other.key.place and one.place is not None and other.place is not None:
        return contains(one.place, other.place)
    return one.key.scope == "total"


def _differences(one: _Told, other: _Told) -> Iterator[tuple[Facet, str | None]]:
    """What two subjects differ in, with that in words: None where in nothing, empty where too much."""
    ours, theirs = one.key, other.key
    yield "effect", None if ours.effect == theirs.effect else _effects(ours, theirs)
    yield "group", None if ours.group == theirs.group else _groups(ours, theirs)
    yield "party", None if ours.party == theirs.party else _parties(ours, theirs)
    yield "things", None if ours.things == theirs.things else _things(ours, theirs)
    yield "place", None if (ours.country, ours.place) == (theirs.country, theirs.place) else _places(one, other)
    if ours.scope != theirs.scope:
        yield "scope", _scopes(one, other)
    else:
        yield "time", _times(one, other)


def _effects(ours: Key, theirs: Key) -> str:
    for wide, narrow in ((ours, theirs), (theirs, ours)):
        if takes_in(wide.effect, narrow.effect):
            return f"{narrow.effect} beside {wide.effect}"
    return ""


def _groups(ours: Key, theirs: Key) -> str:
    if "unknown" in (ours.group, theirs.group):
        said = theirs.group if ours.group == "unknown" else ours.group
        return f"people of whom nothing more is said beside {said}"
    return ""


def _parties(ours: Key, theirs: Key) -> str:
    if None in (ours.party, theirs.party):
        return f"whose they are is not said, beside {ours.party or theirs.party}"
    return ""


def _things(ours: Key, theirs: Key) -> str:
    one, other = ours.things, theirs.things
    if one and other and (one.endswith(f" {other}") or other.endswith(f" {one}")):
        return f"{one} beside {other}"
    return ""


def _places(one: _Told, other: _Told) -> str:
    if one.place is None or other.place is None or one.key.country != other.key.country:
        return ""
    for wide, narrow in ((one.place, other.place), (other.place, one.place)):
        if contains(wide, narrow):
            return f"{narrow.name} lies in {wide.name}"
    km = apart_km(one.place, other.place)
    if km is None or km > _BESIDE_KM or one.wide or other.wide:
        return ""
    return f"{one.place.name} is {km:.0f} km from {other.place.name}"


def _scopes(one: _Told, other: _Told) -> str:
    """A running total beside what is told as an incident or of a period, where that lies in its days."""
    total, part = (one, other) if one.key.scope == "total" else (other, one)
    if total.key.scope != "total" or total.found.subject.conflict != part.found.subject.conflict:
        return ""
    until, ends = total.found.subject.last, part.found.subject.last
    if ends is None or (until is not None and ends > until + _WINDOW):
        return ""
    return f"a running total beside what is told of {'an incident' if part.key.scope == 'incident' else 'a period'}"


def _times(one: _Told, other: _Told) -> str | None:
    ours, theirs = one.found.subject, other.found.subject
    if one.key.scope == "total":
        if one.key.conflict != other.key.conflict:
            return ""
        return None if one.key.since == other.key.since else "counted from other days"
    if ours.first is None or theirs.first is None or ours.last is None or theirs.last is None:
        return ""
    apart = (max(ours.first, theirs.first) - min(ours.last, theirs.last)).days
    if apart <= TOLERANCE.days:
        return None
    return f"{apart} days apart" if apart <= _WINDOW.days else ""
