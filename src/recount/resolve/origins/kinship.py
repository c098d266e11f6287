"""How near two reports are to each other, and whether they are of one family, told from their sketches alone.

One report's words stand in the other to nearly a fifth (`CONTAINED`), which newsrooms that wrote for themselves do not
reach; texts as short as a flash must be the same all but for a word or two (`ALIKE`). Or one tells the other's facts in
words of its own (`recount.resolve.origins.facts.retelling`). What stands at one address is one article, however it was
changed.

Two reports neither of which has a day need half of the words of one (`UNDATED`); where either has none, or they lie
more than a week apart (`DAYS`), facts must be all but certain (`retelling.SURE`): agencies' background passages live
for years, and so do the figures of one press statement.
"""

from __future__ import annotations

from recount.resolve.origins.facts.retelling import LIKELY, SURE, retold
from recount.resolve.origins.sketches import Sketch, overlap

CONTAINED = 0.18
UNDATED = 0.5
FEWEST = 12
ALIKE = 0.8
DAYS = 7


def kinship(left: Sketch, right: Sketch) -> float:
    """How near two reports of one family are (0-1); 0 where they are not of one family. The same for either order.

    A retelling is further off than any report that shares words.
    """
    if left.address is not None and left.address == right.address:
        return 1.0
    words = overlap(left, right)
    if words.shared < FEWEST:
        alike = words.resemblance >= ALIKE
    else:
        alike = words.containment >= (UNDATED if left.day is None and right.day is None else CONTAINED)
    return words.containment if alike else CONTAINED * retelling(left, right)


def retelling(left: Sketch, right: Sketch) -> float:
    """How surely (0-1) one report tells the other's facts in its own words; 0 where that is not clear enough."""
    sure = retold(left.facts, right.facts)
    near = left.day is not None and right.day is not None and abs(left.day - right.day) <= DAYS
    return sure if sure >= (LIKELY if near else SURE) else 0.0


def akin(left: Sketch, right: Sketch) -> bool:
    """Whether one of the reports was made from the other, or both from a third: the same for either order."""
    return kinship(left, right) > 0
