"""Two wordings of one thing, word by word: what was kept, left out and put in."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from recount.resolve.gazetteer.folding import fold

Fate = Literal["kept", "left out", "put in"]

_WORD = re.compile(r"\S+")
_MARKS = "“”„«»\"'‘’.,;:!?()[]…"


class Stretch(Struct, frozen=True):
    """Words of one wording and what became of them in the other."""

    fate: Fate
    words: str


def aligned(before: str, after: str) -> tuple[Stretch, ...]:
    """The stretches of two wordings in order: the words of `before` are those kept and left out, of `after` the others.

    Case, punctuation and quotation marks do not count; kept words are told as `after` has them.

    >>> [(one.fate, one.words) for one in aligned("a matter of grave concern", "a matter of deep concern, he said")]
    [('kept', 'a matter of'), ('left out', 'grave'), ('put in', 'deep'), ('kept', 'concern,'), ('put in', 'he said')]
    """
    left, right = _WORD.findall(before), _WORD.findall(after)
    found: list[Stretch] = []
    matcher = SequenceMatcher(None, [_bare(word) for word in left], [_bare(word) for word in right], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            found.append(Stretch("kept", " ".join(right[k:m])))
            continue
        if i < j:
            found.append(Stretch("left out", " ".join(left[i:j])))
        if k < m:
            found.append(Stretch("put in", " ".join(right[k:m])))
    return tuple(found)


def _bare(word: str) -> str:
    """A word as it counts: folded, without marks; a mark alone as it stands."""
    return fold(word.strip(_MARKS)) or word
