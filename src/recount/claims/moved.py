"""Words that move a figure: from an older one to a newer (``up from five``), or up to a sum (``bringing it to 12``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from recount.lexicon.lists import words

REACH: Final = 7
"""How many words before a number make it a sum."""


def moves_figure(before: Sequence[str]) -> bool:
    """Whether the words before a bare number, in lower case, say that it is the same figure, older or summed up.

    >>> moves_figure([",", "up", "from"]), moves_figure(["bringing", "the", "total", "to"]), moves_figure([",", "and"])
    (True, True, False)
    """
    return ends_in_older(before) is not None or sums(before)


def ends_in_older(before: Sequence[str]) -> str | None:
    """The phrase, of those that introduce an older figure, in which the words before a number end.

    >>> ends_in_older("17 people were killed , up from".split())
    'up from'
    """
    text = f" {' '.join(before)}"
    return max((one for one in words("revisions", "from") if text.endswith(f" {one}")), key=len, default=None)


def sums(before: Sequence[str]) -> bool:
    """Whether the words before a number make it a sum: ``bringing the total to``, ``for a total of``."""
    lead = list(before[-REACH:])
    verbs = [at for at, word in enumerate(lead) if word in words("parts", "sums")]
    return bool(verbs) and ("to" in lead[verbs[-1] :] or lead[verbs[-1]] == "total") and "from" not in lead
