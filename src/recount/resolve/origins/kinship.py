"""How near two reports are to each other, and whether they are of one family, told from their sketches alone.

One report's words stand in the other to nearly a fifth (`CONTAINED`), which newsrooms that wrote for themselves do not reach.
Two reports without a date may lie years apart, and agencies' background passages live for years: they must share half
(`UNDATED`). Texts as short as a flash must be the same all but for a word or two (`ALIKE`).
"""

from __future__ import annotations

from recount.resolve.origins.retelling import LIKELY, SURE, retold
from recount.resolve.origins.sketches import Sketch, overlap

CONTAINED = 0.18
UNDATED = 0.5
FEWEST = 12
ALIKE = 0.8
DAYS = 7


def kinship(left: Sketch, right: Sketch) -> float:
    """How near two reports of one family are (0-1); 0 where they are not of one family. The same for either order."""
    words = overlap(left, right)
    if words.shared < FEWEST:
        return words.resemblance if words.resemblance >= ALIKE else 0.0
    least = UNDATED if left.day is None and right.day is None else CONTAINED
    return words.containment if words.containment >= least else 0.0


def retelling(left: Sketch, right: Sketch) -> float:
    """How surely one report was told again from the other's facts; 0 where that is not sure enough for a family.

    Of reports of the same days (`DAYS`) less is asked than of others.
    """
    near = left.day is not None and right.day is not None and abs(left.day - right.day) <= DAYS
    surely = retold(left.facts, right.facts)
    return surely if surely >= (LIKELY if near else SURE) else 0.0


def akin(left: Sketch, right: Sketch) -> bool:
    """Whether one of the reports was made from the other, or both from a third: the same for either order."""
    return kinship(left, right) > 0 or retelling(left, right) > 0
