"""Text to the pieces that words of time are read from: whole words, figures, clock times, marks."""

from __future__ import annotations

import re

from msgspec import Struct

from recount.language.casing import lowered

BREAK = "\n"  # the piece for a blank line, which no expression crosses
_MARGIN = 8
_PIECE = re.compile(
    r"""
    (?!\ )(?:  # at a space, nothing else is tried
      [d-nq-xz][^\W\d_]*  # most words; what begins otherwise may be more than a word
    | [ap]m(?!\w) | [ap](?:\.\ ?|\ )m\.?(?!\w)
    | [bc]\.c\.e\.? | b\.c\.? | a\.d\.? | c\.e\.? | year-(?:ago|earlier)\b | o'clock | [^\W\d_]+
    | \d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d)?)?(?!\w)
    | 9/11(?![\w/-])
    | \d{1,2}[/-]\d{1,2}[/-](?:19|20)?\d\d(?![\w/-])
    | \d{1,2}[:.]\d\d(?::\d\d)?(?=\s*[ap]\.?\s?m\b|\s*hrs?\b|\s*hours\b|\s*gmt\b|\s+(?:in\s+the|on|local))
    | \d{1,2}:\d\d(?::\d\d)?(?![\w:])
    | \d{1,3}(?:,\d{3})+(?:(?:st|nd|rd|th)\b|(?:\.\d+)?) | \d+\.\d+
    | '?\d{1,3}0'?s\b
    | \d+(?:st|nd|rd|th)\b
    | \d+
    | '(?:s|ll)\b
    | \n[^\S\n]*\n\s*
    | \S
    )""",
    re.VERBOSE,
)


class Pieces(Struct, frozen=True):
    """The pieces of a stretch of text in lower case, with their places in code points.

    Past either end `words` answers "", so that a rule may look a few pieces ahead or back.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    count: int

    def places(self, word: str) -> list[int]:
        """Where a word stands."""
        return [at for at, own in enumerate(self.words) if own == word] if word in self.words else []

    def touching(self, at: int) -> bool:
        """Whether nothing parts a piece from the one before it."""
        return 0 < at < self.count and self.starts[at] == self.ends[at - 1]

    def capital(self, at: int) -> bool:
        """Whether a piece begins with a capital."""
        return at < self.count and self.text[self.starts[at]].isupper()


def pieces_of(text: str, start: int = 0, end: int | None = None) -> Pieces:
    """The pieces of `text` from `start` to `end`.

    >>> pieces_of("Mid-1996, at 5:30 p.m. on the 4th").words[:11]
    ['mid', '-', '1996', ',', 'at', '5:30', 'p.m.', 'on', 'the', '4th', '']
    """
    lower = lowered(text[start:end]).replace("\u2019", "'")
    found = list(_PIECE.finditer(lower))
    words = [one[0] for one in found]
    starts = [one.start() + start for one in found]
    ends = [one.end() + start for one in found]
    if BREAK in lower:
        words = [BREAK if word[0] == BREAK else word for word in words]
    count = len(words)
    words += [""] * _MARGIN
    return Pieces(text, words, starts, ends, count)
