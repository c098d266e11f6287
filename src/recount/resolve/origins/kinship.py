"""Whether two reports are of one family, told from their sketches alone."""

from __future__ import annotations

from recount.resolve.origins.sketches import Sketch, overlap

CONTAINED = 0.2
FEWEST = 12


def akin(left: Sketch, right: Sketch) -> bool:
    """Whether one of the reports was made from the other, or both from a third: the same for either order."""
    words = overlap(left, right)
    return words.containment >= CONTAINED and words.shared >= FEWEST
