"""Which events are one though they are not told alike in every facet.

Only incidents of a week or less whose days meet are joined, and only where one facet or two stand in the way:

- *place*: one is near the other, or lies in it as in a town ("Kramatorsk station", "Kramatorsk"); two towns beside each
  other, and one that lies in the other as in a district, a province or a country, join where both give the same figure,
  of `_TELLING` or more;
- *group*: people of whom it is not said whether they are civilians, beside civilians, join where both give the same
  figure.

A figure that many events of those days share tells nothing. Events come together nearest first, and only where every
two of them may be joined (complete linkage), so that none is drawn in through those between. Running totals and periods
are never joined: what a town lost is not what its country lost.

Source: A. K. Jain and R. C. Dubes, "Algorithms for Clustering Data" (1988), section 3.2, on complete linkage.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from recount.compare.subjects.dates import Days, as_of, is_short
from recount.compare.subjects.folding import folded
from recount.compare.subjects.keys import Key
from recount.compare.subjects.places import Spot, contains, near
from recount.model import Facet, Place, ResolvedClaim

_NEXT_DAY, _LONGEST = timedelta(days=1), timedelta(days=8)
_TELLING, _CROWD = 10, 40
_PEOPLE = frozenset({"civilians", "unknown"})


class Event(Struct, frozen=True, eq=False):
    """Claims that are told alike: their key, what they are, the place, the days (None: not short), the figures."""

    key: Key
    claims: tuple[ResolvedClaim, ...]
    place: Place | None
    days: Days | None
    figures: frozenset[int]

    @property
    def spot(self) -> Spot | None:
        """The country and key of the place."""
        return None if self.key.place is None else (self.key.country, self.key.place)


class Cause(Struct, frozen=True):
    """Why two events may be one: the facets they differ in, and that in words."""

    by: tuple[Facet, ...]
    reason: str
    km: float = 0.0


def event(key: Key, claims: Sequence[ResolvedClaim], place: Place | None) -> Event:
    """The claims of one key on one event, in order of date."""
    times = [time for each in claims if (time := each.resolutions.time.value)]
    short = key.scope == "incident" and key.within is None and bool(times) and all(map(is_short, times))
    figures = {
        number
        for each in claims
        if each.claim.modality != "denied" and each.claim.subset_of is None
        for number in (each.claim.quantity.low, each.claim.quantity.high)
        if number is not None and number >= _TELLING
    }
    return Event(key, tuple(claims), place, Days.of(times) if short else None, frozenset(figures))


def may_join(one: Event, other: Event) -> Cause | None:
    """Why two events may be one; None where they may not."""
    if one.days is None or other.days is None or one.days.joined(other.days).apart > _NEXT_DAY:
        return None
    if _rest(one.key) != _rest(other.key):
        return None
    shared = one.figures & other.figures
    told = f"both give {max(shared):,}, of the same days" if shared else ""
    by: list[Facet] = []
    reasons: list[str] = []
    km = 0.0
    if one.key.place != other.key.place:
        placed = _placed(one, other)
        if placed is None or (placed[1] and not shared):
            return None
        by.append("place")
        reasons.append(placed[0])
        km = placed[2]
    if one.key.group != other.key.group:
        if not {one.key.group, other.key.group} <= _PEOPLE or not shared:
            return None
        by.append("group")
        reasons.append("people who may be civilians, beside civilians")
    if not by:
        return None
    return Cause(tuple(by), "; ".join((*reasons, told or "of the same days")), km)


def _rest(key: Key) -> Key:
    """What two events that differ in place and group have to share."""
    return structs.replace(key, place=None, group="unknown", since=None, until=None)


def _placed(one: Event, other: Event) -> tuple[str, bool, float] | None:
    """How the places of two events stand: in words, whether a figure must bear it out, and how many km apart."""
    if one.place is None or other.place is None:
        return None
    km = near(one.place, other.place)
    if km is not None:
        return f"{other.place.name} is {km:.0f} km from {one.place.name}", _towns(one.place, other.place), km
    for wide, narrow in ((one.place, other.place), (other.place, one.place)):
        if contains(wide, narrow):
            return f"{narrow.name} lies in {wide.name}", True, 1000.0
    return None


def _towns(one: Place, other: Place) -> bool:
    """Whether two places are entries of the gazetteer neither of which is named after the other, as a station is."""
    names = [set(folded(place.name).split()) for place in (one, other)]
    return None not in (one.gazetteer, other.gazetteer) and not (names[0] <= names[1] or names[1] <= names[0])


def joined(
    found: Sequence[Event], nearby: Mapping[Spot, Mapping[Spot, float]]
) -> tuple[tuple[tuple[Event, ...], Mapping[int, Cause]], ...]:
    """Events that are one, each with why those after its first belong to it, by their place among them.

    The first is the one first told of. `nearby` are the places near each place.
    """
    ordered = sorted(found, key=_first_told)
    home = list(range(len(ordered)))
    members = {number: [number] for number in home}
    causes: dict[frozenset[int], Cause] = {}
    for cause, one, other in sorted(
        _candidates(ordered, nearby), key=lambda each: (len(each[0].by), each[0].km, each[1:])
    ):
        causes[frozenset((one, other))] = cause
        ours, theirs = home[one], home[other]
        if ours != theirs and all(
            _cause(causes, ordered, left, right) for left in members[ours] for right in members[theirs]
        ):
            for number in members.pop(max(ours, theirs)):
                home[number] = min(ours, theirs)
                members[min(ours, theirs)].append(number)
    return tuple(_told(ordered, sorted(together), causes) for together in members.values())


def _told(
    ordered: Sequence[Event], together: Sequence[int], causes: dict[frozenset[int], Cause]
) -> tuple[tuple[Event, ...], Mapping[int, Cause]]:
    first, *others = together
    why = {place: cause for place, other in enumerate(others, 1) if (cause := _cause(causes, ordered, first, other))}
    return tuple(ordered[number] for number in together), why


def _cause(causes: dict[frozenset[int], Cause], ordered: Sequence[Event], one: int, other: int) -> Cause | None:
    pair = frozenset((one, other))
    if pair not in causes:
        cause = may_join(ordered[min(pair)], ordered[max(pair)])
        if cause is None:
            return None
        causes[pair] = cause
    return causes[pair]


def _first_told(each: Event) -> tuple[date, str]:
    return as_of(each.claims[0]) or date.max, each.claims[0].claim.id


def _candidates(
    ordered: Sequence[Event], nearby: Mapping[Spot, Mapping[Spot, float]]
) -> Iterator[tuple[Cause, int, int]]:
    """Pairs of events that may be one, each once: of places near one another, and of one figure."""
    by_spot: defaultdict[tuple[Key, Spot], list[int]] = defaultdict(list)
    by_figure: defaultdict[tuple[Key, int], list[int]] = defaultdict(list)
    for number, each in enumerate(ordered):
        if each.days is not None:
            rest = _rest(each.key)
            if each.spot is not None:
                by_spot[rest, each.spot].append(number)
            for figure in each.figures:
                by_figure[rest, figure].append(number)
    pairs: set[tuple[int, int]] = set()
    for (rest, spot), ours in by_spot.items():
        for beside in nearby.get(spot, ()):
            theirs = by_spot.get((rest, beside), ())
            if theirs and spot[1] < beside[1]:  # of one country, which one of the two may lack
                pairs.update(_meeting(ordered, [*ours, *theirs]))
    for together in by_figure.values():
        pairs.update(_meeting(ordered, together))
    for one, other in pairs:
        cause = may_join(ordered[one], ordered[other])
        if cause is not None:
            yield cause, one, other


def _meeting(ordered: Sequence[Event], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each two of some events whose days may meet; where more than `_CROWD` do at once, none of those."""
    dated = sorted((days.first, number) for number in numbers if (days := ordered[number].days))
    open_: deque[tuple[date, int]] = deque()
    for first, number in dated:
        while open_ and first - open_[0][0] > _LONGEST:
            open_.popleft()
        if len(open_) < _CROWD:
            yield from ((min(each, number), max(each, number)) for _, each in open_)
        open_.append((first, number))
