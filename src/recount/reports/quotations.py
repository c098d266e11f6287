"""Text to the stretches that stand inside double quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from recount.model import Span

# An unclosed mark runs to the end: a quotation of several paragraphs closes only its last one.
_QUOTED = re.compile(
    r"""“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|"[^"]*(?:"|$)|``(?:(?!'').)*(?:''|$)""", re.DOTALL
)
_WORD = re.compile(r"\w")


def quoted(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The stretches of `text` from `start` to `end` in double quotation marks, marks included, in order.

    >>> [span.of('He said: “Two died.” I saw') for span in quoted('He said: “Two died.” I saw')]
    ['“Two died.”']
    """
    stop = len(text) if end is None else end
    return [Span(match.start(), match.end()) for match in _QUOTED.finditer(text, start, stop)]


def wholly_quoted(text: str, sentence: Span, quotations: list[Span]) -> bool:
    """Whether every word of a sentence stands inside one of the quotations.

    >>> text = '“Two died. I saw it,” he said.'
    >>> wholly_quoted(text, Span(0, 10), quoted(text)), wholly_quoted(text, Span(11, 30), quoted(text))
    (True, False)
    """
    begin = sentence.start
    found = False
    first = bisect_right(quotations, sentence.start, key=lambda span: span.end)
    last = bisect_left(quotations, sentence.end, key=lambda span: span.start)
    for quotation in quotations[first:last]:
        if _WORD.search(text, begin, max(begin, quotation.start)):
            return False
        inside = max(begin, quotation.start)
        begin = min(quotation.end, sentence.end)
        found = found or _WORD.search(text, inside, begin) is not None
    return found and not _WORD.search(text, begin, sentence.end)


def unquoted(text: str) -> str:
    """The text with every quotation blanked out: what the writer says in their own voice.

    >>> unquoted('He said “click here”.')
    'He said             .'
    """
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)
