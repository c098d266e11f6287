"""A text's sentences to the windows that the model reads, and which window answers for which sentence.

Windows overlap, so that a sentence at the edge of one is read with more round it in the next; the window that gives a
sentence most on its poorer side answers for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from recount.language.subwords import LONGEST, Piece, Window, pieces, window
from recount.language.words import cut
from recount.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Sub-words of the last window that the next one reads again.
_OVERLAP = 48


class Part(Struct, frozen=True):
    """A piece of a sentence in the text: its words' places, and the number of the first of them in the whole."""

    piece: Piece
    words: tuple[Span, ...]
    first: int


class View(Struct, frozen=True):
    """A window with the parts it holds, and those of them that it answers for, as places in `parts`."""

    window: Window
    parts: tuple[Part, ...]
    answers: range


def parts_of(tokenizer: Tokenizer, text: str, sentences: Sequence[Span]) -> list[Part]:
    """Every sentence cut into words and sub-words."""
    found: list[Part] = []
    first = 0
    last = 0
    for sentence in sentences:
        words = cut(text, sentence.start, sentence.end)
        opens = not last or "\n" in text[last : sentence.start]
        found += sentence_parts(tokenizer, [_readable(word.of(text)) for word in words], words, first, opens=opens)
        first += len(words)
        last = sentence.end
    return found


def sentence_parts(
    tokenizer: Tokenizer, words: Sequence[str], places: Sequence[Span], first: int, *, opens: bool
) -> Iterator[Part]:
    """The parts of one sentence: its words, their places, and the number of the first of them in the whole."""
    for piece in pieces(tokenizer, words, opens=opens):
        yield Part(piece, tuple(places[piece.begins : piece.begins + len(piece.firsts)]), first + piece.begins)


def _readable(word: str) -> str:
    """The word as UTF-8 can hold it: a lone surrogate says nothing to anyone."""
    return word.encode("utf-8", "replace").decode("utf-8")


def views(tokenizer: Tokenizer, parts: Sequence[Part]) -> Iterator[View]:
    """The windows over `parts`, in order; each part is answered for by exactly one."""
    ranges = _ranges([len(part.piece.ids) for part in parts])
    for number, (begin, end) in enumerate(ranges):
        opens = begin if number == 0 else _border(parts, begin, ranges[number - 1][1])
        closes = end if number + 1 == len(ranges) else _border(parts, ranges[number + 1][0], end)
        held = tuple(parts[begin:end])
        yield View(window(tokenizer, (part.piece for part in held)), held, range(opens - begin, closes - begin))


def _ranges(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """From where to where each window goes, in parts."""
    found: list[tuple[int, int]] = []
    begin = 0
    while begin < len(sizes):
        end, room = begin, LONGEST - 2
        while end < len(sizes) and sizes[end] <= room:
            room -= sizes[end]
            end += 1
        found.append((begin, end))
        if end == len(sizes):
            break
        begin, again = end, 0
        while begin - 1 > found[-1][0] and again + sizes[begin - 1] <= min(_OVERLAP, LONGEST - 2 - sizes[end]):
            begin -= 1
            again += sizes[begin]
    return found


def _border(parts: Sequence[Part], begin: int, end: int) -> int:
    """Of the parts that two windows share, `begin` to `end`: the first that the later one answers for."""
    sizes = [len(part.piece.ids) for part in parts[begin:end]]
    before = 0
    for place, size in enumerate(sizes):
        if before >= sum(sizes) - before - size:
            return begin + place
        before += size
    return end
