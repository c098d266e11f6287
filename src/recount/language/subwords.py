"""Words to the numbers that the language model reads: sub-words, the shape of each word, where sentences begin.

The model's vocabulary knows no capitals, so the shape of a word (``Kyiv``, ``UN``, ``iPhone``) is a number of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# The widest window the model was trained on, its two end marks among them.
LONGEST = 256
# Sub-words kept of one word: a web address says no more in its tail.
_LONGEST_WORD = 12

SHAPES = ("none", "lower", "capital", "initials", "upper", "mixed")
LAYOUTS = ("inside", "sentence", "paragraph")


class Piece(Struct, frozen=True):
    """A sentence, or a stretch of one too long for a window: its sub-words, and the first sub-word of each word."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    layout: int
    firsts: tuple[int, ...]
    begins: int  # the place of its first word in its sentence


class Window(Struct, frozen=True):
    """What the model reads at once: whole pieces, one after another, between two end marks."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    layouts: tuple[int, ...]
    firsts: tuple[int, ...]  # per word, the place of its first sub-word
    sentences: tuple[int, ...]  # per word, the number of its piece in the window


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    """The shape of a word, as its place in `SHAPES`.

    >>> [SHAPES[shape(word)] for word in ("7", "mayor", "Kyiv", "A", "UN", "iPhone")]
    ['none', 'lower', 'capital', 'initials', 'upper', 'mixed']
    """
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return 0
    upper = sum(letter.isupper() for letter in letters)
    if upper == 0:
        return 1
    if upper == len(letters):
        return 3 if len(letters) == 1 else 4
    return 2 if upper == 1 and letters[0].isupper() else 5


def pieces(tokenizer: Tokenizer, words: Sequence[str], *, opens: bool, longest: int = LONGEST - 2) -> Iterator[Piece]:
    """One sentence as pieces of at most `longest` sub-words: one piece, unless it is very long."""
    layout = LAYOUTS.index("paragraph" if opens else "sentence")
    encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    unknown = tokenizer.token_to_id("[UNK]") or 0
    parts: list[list[int]] = [[] for _ in words]
    for number, place in zip(encoding.ids, encoding.word_ids, strict=True):
        if place is not None and len(parts[place]) < _LONGEST_WORD:
            parts[place].append(number)
    ids: list[int] = []
    shapes: list[int] = []
    firsts: list[int] = []
    begins = 0
    for place, (word, part) in enumerate(zip(words, parts, strict=True)):
        part = part or [unknown]
        if ids and len(ids) + len(part) > longest:
            yield Piece(tuple(ids), tuple(shapes), layout, tuple(firsts), begins)
            ids, shapes, firsts, begins = [], [], [], place
        firsts.append(len(ids))
        ids.extend(part)
        shapes.extend([shape(word)] * len(part))
    if ids:
        yield Piece(tuple(ids), tuple(shapes), layout, tuple(firsts), begins)


def window(tokenizer: Tokenizer, parts: Iterable[Piece]) -> Window:
    """Pieces set side by side as one window."""
    ids = [tokenizer.token_to_id("[CLS]") or 0]
    shapes, layouts = [0], [0]
    firsts: list[int] = []
    sentences: list[int] = []
    for number, piece in enumerate(parts):
        firsts.extend(len(ids) + first for first in piece.firsts)
        sentences.extend([number] * len(piece.firsts))
        layouts.extend([piece.layout, *[0] * (len(piece.ids) - 1)])
        ids.extend(piece.ids)
        shapes.extend(piece.shapes)
    return Window(
        ids=(*ids, tokenizer.token_to_id("[SEP]") or 0),
        shapes=(*shapes, 0),
        layouts=(*layouts, 0),
        firsts=tuple(firsts),
        sentences=tuple(sentences),
    )
