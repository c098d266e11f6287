"""What the weighed figures on one group come to, and how the groups of an event add up.

Nobody is counted twice. People of whom less is told may be those of whom more is told: "50 dead" and "12 civilians
dead" are 50, of whom it is not known who 38 were. So an event counts the most of three: what is said of people as such;
what is said of the people of each party; and civilians and fighters together. Each of low, best and high is added up so
by itself, and low ≤ best ≤ high holds for the sum where it holds for the groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from recount.compare.conventions import Convention
from recount.compare.estimates.sides import Side
from recount.compare.estimates.standing import Cell
from recount.compare.estimates.weighing import Weighed
from recount.model import Deaths, Range
from recount.model.estimates import Column


class _Voice(Struct, frozen=True):
    """What one primary source comes to; `likeliest` is what it gives for a best, `bound` whether as a mere bound."""

    name: str
    rank: int
    low: int | None
    likeliest: int | None
    bound: bool
    high: int | None


class _Top(Struct, frozen=True):
    """A figure that counts towards the high alone, and whose it is."""

    number: int
    name: str


def range_of_group(weighed: Sequence[Weighed], convention: Convention) -> tuple[Range, tuple[str, ...]]:
    """The range of one group of an event, and how it came about, in words."""
    voices = _voices([each for each in weighed if each.figure.weight == "counted"])
    upper = _tops([each for each in weighed if each.figure.weight == "high only"])
    if convention.takes == "reliable":
        return _reliable(voices, upper) if voices or upper else (Range(), ())
    speaking = [each for each in voices if each.low is not None]
    least = min(speaking, key=lambda each: (each.low or 0, each.name), default=None)
    if convention.takes == "range":
        return _spread(voices, least)
    if least is None:
        return Range(), ()
    number = least.low
    step = f"{number:,}: the least of {len(speaking)}, {least.name}"
    return (Range(number) if convention.takes == "floor" else Range(number, number, number)), (step,)


def _voices(counted: Sequence[Weighed]) -> tuple[_Voice, ...]:
    """The counted figures of each primary source as one: from its least to its most, the newest the likeliest."""
    by_source: defaultdict[int, list[Weighed]] = defaultdict(list)
    for each in counted:
        by_source[each.source.number].append(each)
    found = []
    for members in by_source.values():
        ranges = [each.figure.range for each in members]
        newest = max(each.figure.made_on or date.min for each in members)
        last = [each.figure.range for each in members if (each.figure.made_on or date.min) == newest]
        lows = [each.low for each in ranges if each.low is not None]
        likeliest, bound = _likeliest(last) or _likeliest(ranges) or (None, True)
        found.append(
            _Voice(
                name=_name(members[0]),
                rank=members[0].rated.rank,
                low=min(lows, default=None),
                likeliest=likeliest,
                bound=bound,
                high=max((top for each in ranges if (top := _top(each)) is not None), default=None),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.name, each.low or 0, each.high or 0)))


def _tops(doubtful: Iterable[Weighed]) -> list[_Top]:
    tops = ((_top(each.figure.range), each) for each in doubtful)
    return [_Top(number, _name(each)) for number, each in tops if number is not None]


def _name(weighed: Weighed) -> str:
    return weighed.figure.source or "a report without a source"


def _likeliest(ranges: Iterable[Range]) -> tuple[int, bool] | None:
    """The least best of some ranges, else the least low, which is a mere bound; None where they give neither."""
    bests = [each.best for each in ranges if each.best is not None]
    lows = [each.low for each in ranges if each.low is not None]
    return (min(bests), False) if bests else (min(lows), True) if lows else None


def _top(each: Range) -> int | None:
    return each.high if each.high is not None else each.low


def _reliable(voices: Sequence[_Voice], unreliable: Sequence[_Top]) -> tuple[Range, tuple[str, ...]]:
    """UCDP: low and high are the lowest and highest reliable figures, best the lower where nobody is preferred."""
    speaking = [each for each in voices if each.low is not None]
    lowest = min(speaking, key=lambda each: (each.low or 0, each.name), default=None)
    ranked = [each for each in voices if each.likeliest is not None]
    preferred = [each for each in ranked if each.rank == min(other.rank for other in ranked)]
    likeliest = min(preferred, key=lambda each: (each.bound, each.likeliest or 0, each.name), default=None)
    low = lowest.low or 0 if lowest else 0
    best = likeliest.likeliest or 0 if likeliest else low
    high = max([each.high for each in voices if each.high is not None] + [*(each.number for each in unreliable), best])
    if len(voices) == 1 and not unreliable:
        return Range(low, best, high), (f"{voices[0].name} alone gives a reliable figure",)
    steps = (
        f"low {low:,}: the lowest of {len(speaking)} reliable, {lowest.name}"
        if lowest
        else f"low 0: {_nothing(voices)}",
        f"best {best:,}: {_preference(preferred, ranked, likeliest)}" if likeliest else "best 0: as the low",
        f"high {high:,}: {_highest(voices, unreliable, high)}",
    )
    return Range(low, best, high), steps


def _preference(preferred: Sequence[_Voice], ranked: Sequence[_Voice], chosen: _Voice) -> str:
    """Why this source gives the best: it is rated best, or gives no mere bound as others do, or the lower figure."""
    alike = [each for each in preferred if each.bound == chosen.bound]
    why = []
    if len(preferred) < len(ranked):
        why.append("rated above the others")
    if len(alike) < len(preferred):
        why.append("as others give no more than a bound")
    if len(alike) > 1:
        why.append(f"the lower of {len(alike)}, as none is preferred")
    return ", ".join([chosen.name, *why])


def _nothing(voices: Sequence[_Voice]) -> str:
    return "what is reliable gives no low" if voices else "nothing reliable gives a figure"


def _highest(voices: Sequence[_Voice], unreliable: Sequence[_Top], high: int) -> str:
    named = sorted(each.name for each in voices if each.high == high)
    if named:
        return f"the highest reliable, {named[0]}"
    doubtful = [each.name for each in unreliable if each.number == high]
    return f"the highest, not reliable, {min(doubtful)}" if doubtful else "as the best"


def _spread(voices: Sequence[_Voice], least: _Voice | None) -> tuple[Range, tuple[str, ...]]:
    """Airwars: from the least to the most that any source gives."""
    most = max(voices, key=lambda each: (each.high or 0, each.name), default=None)
    if most is None:
        return Range(), ()
    steps = (f"from {least.low:,}: {least.name}",) if least else ()
    return Range(least.low if least else None, None, most.high), (*steps, f"to {most.high:,}: {most.name}")


def added(groups: Mapping[Cell, Range]) -> Range:
    """What the groups of an event add up to.

    >>> added({("unknown", None): Range(50, 50, 52), ("civilians", None): Range(12, 12, 14)})
    Range(low=50, best=50, high=52)
    >>> added({("combatants", "Norland"): Range(9, 9, 9), ("civilians", None): Range(3, 3, 4)})
    Range(low=12, best=12, high=13)
    """
    return Range(
        _total({cell: each.low for cell, each in groups.items() if each.low is not None}),
        _total({cell: each.best for cell, each in groups.items() if each.best is not None}),
        _total({cell: each.high for cell, each in groups.items() if each.high is not None}),
    )


def _total(numbers: Mapping[Cell, int]) -> int | None:
    """How many people there are at least, where the groups are of so many; None where there is no group."""
    if not numbers:
        return None
    parties = {party for _, party in numbers if party is not None}
    civilians, fighters = (_of_group(numbers, group) for group in ("civilians", "combatants"))
    by_party = sum(
        max(
            numbers.get(("unknown", party), 0),
            numbers.get(("civilians", party), 0) + numbers.get(("combatants", party), 0),
        )
        for party in parties
    )
    return max(numbers.get(("unknown", None), 0), by_party, civilians + fighters)


def _of_group(numbers: Mapping[Cell, int], group: str) -> int:
    """How many civilians, or fighters, there are at least: those of no known party may be those of the parties."""
    parties = sum(number for (each, party), number in numbers.items() if each == group and party is not None)
    return max(parties, next((number for cell, number in numbers.items() if cell == (group, None)), 0))


def parted(groups: Mapping[Cell, Range], sides: tuple[Side, Side]) -> Deaths | None:
    """The best of an event by side; those who are neither known civilians nor of a side are of unknown standing.

    >>> groups = {("unknown", None): Range(50, 50, 52), ("civilians", None): Range(12, 12, 14)}
    >>> found = parted(groups, (Side(), Side()))
    >>> found.deaths_civilians, found.deaths_unknown
    (12, 38)
    """
    best = {cell: each.best for cell, each in groups.items() if each.best is not None}
    total = _total(best)
    if total is None:
        return None
    of_a, of_b = (sum(best.get(("combatants", party), 0) for party in side.parties) for side in sides)
    civilians = _of_group(best, "civilians")
    return Deaths(
        side_a=sides[0].name,
        side_b=sides[1].name,
        deaths_a=of_a,
        deaths_b=of_b,
        deaths_civilians=civilians,
        deaths_unknown=total - of_a - of_b - civilians,
    )


def column_of(cell: Cell, sides: tuple[Side, Side]) -> Column:
    """Where UCDP counts a group.

    >>> sides = Side("Karsova", frozenset({"Karsova"})), Side("Norland", frozenset({"Norland"}))
    >>> column_of(("combatants", "Norland"), sides), column_of(("combatants", None), sides)
    ('deaths_b', 'deaths_unknown')
    """
    group, party = cell
    if group == "civilians":
        return "deaths_civilians"
    columns: tuple[Column, Column] = ("deaths_a", "deaths_b")
    found = (column for column, side in zip(columns, sides, strict=True) if party in side.parties)
    return next(found, "deaths_unknown") if group == "combatants" else "deaths_unknown"
