"""Text to tokens: words, numbers and marks, each with its place.

A number keeps its separators (``18,900``, ``1.5``), a word its inner hyphens and apostrophes (``ex-soldiers``), while a
possessive ``'s`` is a token of its own, as in the Universal Dependencies treebanks of English.
"""

from __future__ import annotations

import re

from msgspec import Struct

_TOKEN = re.compile(
    r"""
    (?!\ )(?:                                        # at a space, nothing else is tried
      [a-z]{2,}+(?![\w’'-])                          # most words; the others may be more than their letters
    | [^\W\d_]\.(?:[^\W\d_]\.)+                      # U.N.
    | [^\W\d_]+(?:[’'][^\W\d_]{2,})*(?:-[^\W\d_]+)*  # civilians, O'Brien, ex-soldiers
    | \d{1,3}(?:[,\u00a0\u2007\u2009\u202f'’]\d{3})+(?:\.\d+)?   # 18,900
    | \d+(?:\.\d+)?                                  # 1.5
    | ['’]s\b
    | \.{2,} | -{2,} | \S
    )""",
    re.VERBOSE,
)


class Token(Struct, frozen=True, gc=False):
    """One token: its words as written and in lower case, and its place in code points."""

    text: str
    lower: str
    start: int
    end: int


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text` from `start` to `end`; offsets are into the whole `text`.

    >>> [token.text for token in tokenise("At least 18,900 of Moscow's soldiers")]
    ['At', 'least', '18,900', 'of', 'Moscow', "'s", 'soldiers']
    """
    stop = len(text) if end is None else end
    return [
        Token(word := match[0], word.lower().replace("’", "'"), match.start(), match.end())
        for match in _TOKEN.finditer(text, start, stop)
    ]


def forms(text: str) -> frozenset[str]:
    """The tokens of a text in lower case, each once.

    >>> sorted(forms("Shells hit the town; shells fell"))
    [';', 'fell', 'hit', 'shells', 'the', 'town']
    """
    return frozenset(_TOKEN.findall(text.lower().replace("’", "'")))
