"""Text to words as the Universal Dependencies treebanks of English cut them, which is how the language model reads.

Finer than `recount.language.tokens`: a clitic is a word of its own (``do n't``, ``Kyiv 's``, ``can not``), and a hyphen
parts two words (``US - led``) unless it follows a prefix (``ex-soldiers``, ``non-combatants``).
"""

from __future__ import annotations

import re
from functools import cache

from recount.lexicon.lists import words as listed
from recount.model import Span

_WORD = re.compile(
    r"""
      (?<![\w.+-])\w+(?:[.+-]\w+)*@\w+(?:[.-]\w+)+          # an address for mail, looked for once in a run
    | (?:https?://|www\.)[^\s<>"]+[\w/]
    | \d+(?:[.,:/'’\u202f\u00a0]\d+)*(?:st|nd|rd|th|s|k|m|bn|mm|cm|km|kg)?\b   # 18,900  9/11  7:30  1980s  20th  5km
    | (?:[^\W\d_]\.){2,}(?:[^\W\d_]\b(?!\.))?                # U.S.  a.m.
    | [^\W_]+(?=n['’]t\b)                                    # do|n't
    | n['’]t\b
    | can(?=not\b)
    | ['’](?:s|re|ve|ll|d|m)\b
    | [^\W_]+(?:&[^\W_]+)?                                   # AT&T
    | _+ | \.{2,} | -{2,} | [!?]{2,} | ''|`` | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_APOSTROPHES = "'’"


@cache
def _abbreviated() -> frozenset[str]:
    """Words that keep the full stop after them."""
    return frozenset().union(*(listed("abbreviations", entry) for entry in ("titles", "months", "inside", "either")))


def cut(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of one sentence, `text` from `start` to `end`, in order, with their places in code points.

    >>> text = "Kyiv's mayor didn't say 1,200 ex-soldiers of the US-led force died."
    >>> " ".join(span.of(text) for span in cut(text))
    "Kyiv 's mayor did n't say 1,200 ex-soldiers of the US - led force died ."

    Source: Universal Dependencies, English (EWT and GUM), tokenisation.
    """
    stop = len(text) if end is None else end
    pieces = [match.span() for match in _WORD.finditer(text, start, stop)]
    return [Span(left, right) for left, right in _joined(text, pieces, stop)]


def _joined(text: str, pieces: list[tuple[int, int]], stop: int) -> list[tuple[int, int]]:
    """The pieces, with prefixes, names with an apostrophe and abbreviations made whole."""
    out: list[tuple[int, int]] = []
    for left, right in pieces:
        if out and _continues(text, out[-1], left, right, stop):
            out[-1] = (out[-1][0], right)
        else:
            out.append((left, right))
    return out


def _continues(text: str, last: tuple[int, int], left: int, right: int, stop: int) -> bool:
    """Whether the piece belongs to the word before it."""
    if last[1] != left:
        return False
    piece, before = text[left:right], text[last[0] : last[1]]
    follows = text[right : right + 1] if right < stop else ""
    if piece == ".":
        initial = len(before) == 1 and before.isupper()
        return right < stop and (initial or before.lower() in _abbreviated())
    if piece == "-":
        return before.lower() in listed("prefixes", "hyphenated") and follows.isalnum()
    if piece in _APOSTROPHES:  # O'Brien, Sha'lan; not the end of a quotation
        return before[-1:].isalpha() and follows.isalpha()
    if not piece[0].isalnum():
        return False
    return (before[-1] == "-" and len(before) > 1) or (before[-1] in _APOSTROPHES and before[0].isalpha())
