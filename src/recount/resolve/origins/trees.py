"""The reports of one family to its tree: each under what it was most likely made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount import wire
from recount.lexicon.outlets import same_house
from recount.model import Branch, Family, Reading
from recount.resolve.origins.credits.direction import first_of, in_order, origin_of
from recount.resolve.origins.kinship import kinship
from recount.resolve.origins.links import link
from recount.resolve.origins.sketches import sketch_of

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
    sketches = [sketch_of(one) for one in ordered]
    for at, one in enumerate(ordered):
        nearness = [kinship(sketches[at], earlier) for earlier in sketches[:at]]
        nearest = max(nearness, default=0.0)
        if not nearest:
            yield Branch(one.report.id, None, None)
            continue
        near = [ordered[place] for place, each in enumerate(nearness) if each >= _AS_NEAR * nearest]
        own = [each for each in near if same_house(each.report.publisher, one.report.publisher)]
        of = own[-1] if own else ordered[nearness.index(nearest)]
        yield Branch(one.report.id, of.report.id, link(of, one, first_of(of, one)))
