"""Two passages that tell the same, set beside each other: what each has alone, and long stretches alike cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

_WORD = re.compile(r"\S+")
_EDGE = "“”‘’\"'()[].,;:!?—–-"
_KEPT, _LONGEST, _VERY_MANY = 12, 30, 2000


class Piece(Struct, frozen=True):
    """Words of one of two passages: in both, or its `own`; where words are left out of view, how many are `cut`."""

    words: str
    own: bool = False
    cut: int = 0


def differences(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces of two passages, of each in its order; words are the same whatever their case and the marks around.

    >>> left, right = differences("About 40 died, the mayor said.", "At least 40 died.")
    >>> [piece.words for piece in left if piece.own], [piece.words for piece in right if piece.own]
    (['About', 'the mayor said.'], ['At least'])
    """
    left, right = _WORD.findall(before), _WORD.findall(after)
    one, other = [_folded(word) for word in left], [_folded(word) for word in right]
    if one == other:
        return tuple(_pieces(left, [(False, 0, len(left))])), tuple(_pieces(right, [(False, 0, len(right))]))
    # Among very many words the common ones are no starts of stretches alike: a repeated one would take for ever.
    steps = SequenceMatcher(None, one, other, autojunk=len(other) > _VERY_MANY).get_opcodes()
    return (
        tuple(_pieces(left, [(tag != "equal", first, last) for tag, first, last, _, _ in steps])),
        tuple(_pieces(right, [(tag != "equal", first, last) for tag, _, _, first, last in steps])),
    )


def _folded(word: str) -> str:
    return word.strip(_EDGE).casefold() or word


def _pieces(words: Sequence[str], runs: Sequence[tuple[bool, int, int]]) -> Iterator[Piece]:
    for own, first, last in runs:
        length = last - first
        if length and (own or length <= _LONGEST):
            yield Piece(" ".join(words[first:last]), own)
        elif length:
            yield Piece(" ".join(words[first : first + _KEPT]))
            yield Piece("", cut=length - 2 * _KEPT)
            yield Piece(" ".join(words[last - _KEPT : last]))
