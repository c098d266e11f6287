"""The reports of one family to its tree: each under what it was most likely made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount import wire
from recount.lexicon.outlets import same_house
from recount.model import Branch, Family, Reading
from recount.resolve.origins.credits.direction import first_of, in_order, origin_of
from recount.resolve.origins.kinship import kinship
from recount.resolve.origins.links import link
from recount.resolve.origins.sketches import Sketch, sketch_of

_AS_NEAR = 0.9


def family(members: Sequence[Reading]) -> Family:
    """The tree of a family's reports: the origin, and each copy under the earlier report that it is nearest to.

    Of several equally near, that is the last of its own house (the third state of a story follows the second), else the
    first. The same whatever the order of `members`. A report that is kin to no earlier one is a root of its own: what
    it was made from is not held.
    """
    ordered = in_order(members)
    origin, outside = origin_of(members)
    return Family(
        id=wire.content_id("fam", sorted(one.report.id for one in members)),
        branches=tuple(_branches(ordered)),
        origin=origin,
        outside=outside,
    )


def _branches(ordered: Sequence[Reading]) -> Iterator[Branch]:
    earlier: dict[bytes, tuple[Sketch, list[int]]] = {}  # each sketch once: a family may be thousands of reprints
    for at, one in enumerate(ordered):
        sketch = sketch_of(one)
        near = [(kinship(sketch, other), places) for other, places in earlier.values()]
        nearest = max((nearness for nearness, _ in near), default=0.0)
        if nearest:
            of = ordered[_made_from(one, ordered, near, nearest)]
            yield Branch(one.report.id, of.report.id, link(of, one, first_of(of, one)))
        else:
            yield Branch(one.report.id, None, None)
        earlier.setdefault(_same(sketch), (sketch, []))[1].append(at)


def _made_from(
    one: Reading, ordered: Sequence[Reading], near: Sequence[tuple[float, Sequence[int]]], nearest: float
) -> int:
    """Which of the reports before it one was most likely made from, by its place among them."""
    close = sorted(place for nearness, places in near if nearness >= _AS_NEAR * nearest for place in places)
    own = [place for place in close if same_house(ordered[place].report.publisher, one.report.publisher)]
    return own[-1] if own else min(places[0] for nearness, places in near if nearness == nearest)


def _same(sketch: Sketch) -> bytes:
    """What sketches have in common that are equally near to any other."""
    told = f"{sketch.day} {sketch.address} ".encode("utf-8", "surrogatepass")
    return told + sketch.shingles.tobytes() + b" " + sketch.facts.tobytes()
