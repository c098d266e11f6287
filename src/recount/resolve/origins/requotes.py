"""What two reports quote to the quotations that are one statement: in the same words, cut, or worded anew.

Newsrooms translate and smooth what they quote, so that a statement is told by its telling words, their order and who
says it; a phrase that many say ("war crimes", a proverb) tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import sqrt
from typing import Literal

from msgspec import Struct

from recount.lexicon.lists import words
from recount.resolve.origins.alignment import Stretch, aligned
from recount.resolve.origins.assignment import assigned
from recount.resolve.origins.gist import Sharing, gist, sharing
from recount.resolve.origins.quotations import Quotation
from recount.resolve.origins.voices import likeness

How = Literal["verbatim", "cut", "reworded", "reported"]

_LEAST = 0.5
_REWORDED = 4.0
_TELLING = 2.5  # the weight of two and a half plain words: under it, words tell nothing of whose they are


class Requote(Struct, frozen=True):
    """One statement as two reports quote it; `how` is what became of the words, `score` how sure it is (0-1)."""

    left: Quotation
    right: Quotation
    how: How
    score: float

    @property
    def drift(self) -> tuple[Stretch, ...]:
        """What became of the words of the left quotation in the right one."""
        return aligned(self.left.words, self.right.words)


def requotes(left: Sequence[Quotation], right: Sequence[Quotation], *, days_apart: int | None) -> tuple[Requote, ...]:
    """The statements that stand in both, one to one, in order of the left report.

    `days_apart` is how far apart the reports were published (None: not known): what is quoted again days later must
    stand in the same words.
    """
    found = [[_requote(one, other, days_apart) for other in right] for one in left]
    scores = [[one.score if one else 0.0 for one in row] for row in found]
    pairs = (found[row][column] for row, column in assigned(scores, _LEAST))
    return tuple(one for one in pairs if one is not None)


def _shares(left: Quotation, right: Quotation) -> bool:
    """Whether two quotations have at least two telling words in common: most pairs have not, and are done."""
    return len(set(left.gist.stems) & set(right.gist.stems)) > 1


def _requote(left: Quotation, right: Quotation, days_apart: int | None) -> Requote | None:
    if not (left.spans or right.spans) or not _shares(left, right):
        return None
    shared = sharing(left.gist, right.gist)
    how = _how(left, right, shared)
    if shared.weight < _TELLING or (how in {"verbatim", "cut"} and _is_saying(left, right)):
        return None
    if how in {"reworded", "reported"} and shared.weight < _REWORDED:
        return None
    if days_apart is not None and days_apart > _DAYS and (how not in {"verbatim", "cut"} or shared.run < _RUN):
        return None
    voices = likeness(left.speaker, right.speaker) if left.speaker and right.speaker else "open"
    if voices == "different":
        return None
    score = _score(shared, how, voices == "same")
    return Requote(left, right, how, score) if score >= _LEAST else None


_DAYS, _RUN = 3, 8


def _how(left: Quotation, right: Quotation, shared: Sharing) -> How:
    """What became of the words: the lesser stands whole in the other, or it is worded anew."""
    one, other = left.gist.folded, right.gist.folded
    if one == other:
        return "verbatim"
    if not (left.spans and right.spans):
        return "reported"
    return "cut" if shared.run == min(len(one), len(other)) else "reworded"


# Fitted on pairs of reports of one event whose quotations were read by hand.
_FULL = {"verbatim": 4.0, "cut": 4.0, "reworded": 6.0, "reported": 8.0}
_OPEN = 0.7


def _score(shared: Sharing, how: How, same: bool) -> float:
    """How sure it is that two quotations are one statement: what they share, beside what the lesser says in all."""
    telling = min(1.0, shared.weight / _FULL[how])
    kept = shared.contained * (0.5 + 0.5 * shared.order)
    score: float = sqrt(telling) * (kept if how in {"reworded", "reported"} else 1.0)
    return round(score * (1.0 if same else _OPEN + 0.3 * max(0.0, telling - 0.5)), 3)


def _is_saying(left: Quotation, right: Quotation) -> bool:
    """Whether the words are a proverb or a phrase that anybody may use."""
    lesser = min(left.gist.folded, right.gist.folded, key=len)
    told = f" {' '.join(lesser)} "
    return any(told in saying or (saying in told and len(told) < 2 * len(saying)) for saying in _sayings())


@cache
def _sayings() -> tuple[str, ...]:
    return tuple(f" {' '.join(gist(one).folded)} " for one in sorted(words("worn", "sayings")))
