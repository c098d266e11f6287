"""The reports of one family to its tree: each under what it was most likely made from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from recount import wire
from recount.lexicon.outlets import same_house
from recount.model import Branch, Family, Reading
from recount.resolve.origins.credits.direction import Rise, first_of, in_order, origin_of, rising
from recount.resolve.origins.credits.standing import Standing, standing_of
from recount.resolve.origins.kinship import kinship
from recount.resolve.origins.links import Side, link
from recount.resolve.origins.sketches import Sketch, sketch_of

_AS_NEAR = 0.9


class Texts(Struct, frozen=True):
    """Where a tree has what it needs of each report from, by its id; a reading is asked for where little else tells."""

    standing: Callable[[str], Standing]
    sketch: Callable[[str], Sketch]
    reading: Callable[[str], Reading]


def texts(readings: Iterable[Reading]) -> Texts:
    """Readings in hand."""
    held = {one.report.id: one for one in readings}
    return Texts(
        standing=cache(lambda report: standing_of(held[report])),
        sketch=cache(lambda report: sketch_of(held[report])),
        reading=held.__getitem__,
    )


def family(reports: Collection[str], held: Texts, before: Sequence[Family] = ()) -> Family:
    """The tree of a family's reports: the origin, and each copy under the earlier report that it is nearest to.

    Of several equally near, that is the last of its own house (the third state of a story follows the second), else the
    first. The same whatever the order of `reports`. A report that is kin to no earlier one is a root of its own: what
    it was made from is not held.

    `before` are families that some of the reports were found to be, with others or without; it changes nothing but how
    long it takes, for what they say of reports that no other comes nearer to is not looked for again.
    """
    rise = rising(held.reading)
    ordered = in_order([held.standing(report) for report in sorted(reports)], rise)
    origin, outside = origin_of(ordered, rise)
    return Family(
        id=wire.content_id("fam", sorted(reports)),
        branches=tuple(_Tree(ordered, held, rise, before).branches()),
        origin=origin,
        outside=outside,
    )


class _Tree:
    """The reports of a family in order, by their places there; each distinct sketch is looked at once."""

    def __init__(self, ordered: Sequence[Standing], held: Texts, rise: Rise, before: Sequence[Family]) -> None:
        self._ordered, self._held, self._rise = ordered, held, rise
        self._stood = _stood(ordered, before)
        self._earlier: dict[bytes, tuple[Sketch, list[int]]] = {}  # a family may be thousands of reprints
        self._looked_at = 0

    def branches(self) -> Iterator[Branch]:
        strangers: dict[int, list[int]] = {}
        for at, one in enumerate(self._ordered):
            number, known = self._stood.get(one.id, (-1 - at, None))
            others = (place for group, places in strangers.items() if group != number for place in places)
            if known is not None and not self._nearer(known, others):
                yield known
            else:
                yield self._branch(at)
            strangers.setdefault(number, []).append(at)

    def _nearer(self, known: Branch, others: Iterable[int]) -> bool:
        """Whether one of some reports may be as near to one as what it was made from."""
        held, least = self._held, 0.0
        for place in others:
            sketch = held.sketch(known.report)
            if known.of is not None and not least:
                least = _AS_NEAR * kinship(sketch, held.sketch(known.of))
            near = kinship(sketch, held.sketch(self._ordered[place].id))
            if near and near >= least:
                return True
        return False

    def _branch(self, at: int) -> Branch:
        one = self._ordered[at]
        sketch = self._held.sketch(one.id)
        near = [(kinship(sketch, other), places) for other, places in self._before(at)]
        nearest = max((nearness for nearness, _ in near), default=0.0)
        if not nearest:
            return Branch(one.id, None, None)
        of = self._ordered[_made_from(one, self._ordered, near, nearest)]
        return Branch(one.id, of.id, link(self._side(of), self._side(one), first_of(of, one, self._rise)))

    def _side(self, one: Standing) -> Side:
        return Side(self._held.reading(one.id), self._held.sketch(one.id), one.credits)

    def _before(self, at: int) -> Collection[tuple[Sketch, list[int]]]:
        """The distinct sketches of the reports before a place, each with the places of those that have it."""
        for place in range(self._looked_at, at):
            sketch = self._held.sketch(self._ordered[place].id)
            self._earlier.setdefault(_same(sketch), (sketch, []))[1].append(place)
        self._looked_at = max(self._looked_at, at)
        return self._earlier.values()


def _stood(ordered: Sequence[Standing], before: Sequence[Family]) -> Mapping[str, tuple[int, Branch]]:
    """The branches that reports had, each with the number of its family, where that stands in the same order still."""
    places = {one.id: place for place, one in enumerate(ordered)}
    found: dict[str, tuple[int, Branch]] = {}
    for number, one in enumerate(before):
        now = [places[report] for report in one.reports if report in places]
        if len(now) == len(one.reports) and now == sorted(now):
            found.update((branch.report, (number, branch)) for branch in one.branches)
    return found


def _made_from(
    one: Standing, ordered: Sequence[Standing], near: Sequence[tuple[float, Sequence[int]]], nearest: float
) -> int:
    """Which of the reports before it one was most likely made from, by its place among them."""
    close = sorted(place for nearness, places in near if nearness >= _AS_NEAR * nearest for place in places)
    own = [place for place in close if same_house(ordered[place].publisher, one.publisher)]
    return own[-1] if own else min(places[0] for nearness, places in near if nearness == nearest)


def _same(sketch: Sketch) -> bytes:
    """What sketches have in common that are equally near to any other."""
    told = f"{sketch.day} {sketch.address} ".encode("utf-8", "surrogatepass")
    return told + sketch.shingles.tobytes() + b" " + sketch.facts.tobytes()
