"""Text to paragraphs.

A line break ends a paragraph, except in hard-wrapped text (old wire copy, mail): there only a blank line or an indent
does.
"""

from __future__ import annotations

import itertools
import re

from recount.model import Span

# White space before a break is stripped later: looking for it here would be quadratic in a long run of it.
_BREAK = re.compile(r"\n\s*")
_BLANK = re.compile(r"\n(?:[^\S\n]*+\n\s*|[^\S\n]*[ \t]{2,})")
_CLOSING = ".!?\"'”’:)"
_NARROWEST = 40


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The paragraphs of `text` from `start` to `end`, in order, without the white space around them.

    >>> text = "Two died.\\nThree fled.\\n\\nOne is missing."
    >>> [span.of(text) for span in paragraphs(text)]
    ['Two died.', 'Three fled.', 'One is missing.']
    """
    stop = len(text) if end is None else end
    pattern = _BLANK if is_wrapped(text[start:stop]) else _BREAK
    spans = []
    begin = start
    for match in pattern.finditer(text, start, stop):
        spans.append((begin, match.start()))
        begin = match.end()
    spans.append((begin, stop))
    return [span for left, right in spans if (span := stripped(text, left, right)) is not None]


def stripped(text: str, start: int, end: int) -> Span | None:
    """The stretch of `text` without the white space at its ends; None where nothing else is in it."""
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = end - len(words) + len(words.rstrip())
    return Span(left, right) if left < right else None


def is_wrapped(text: str) -> bool:
    """Whether lines break at a width rather than at paragraphs: many break in mid-sentence, before a small letter.

    Text in capitals has no small letters: there a line breaks in mid-sentence where it is long and the next one
    begins at the margin.

    >>> is_wrapped("The army said on Tuesday that seven rebels were\\nkilled in a gun battle near the border\\n"
    ...            "and that four soldiers had been wounded\\nbefore dawn.")
    True
    """
    lines = text.split("\n")
    shown = [line.strip() for line in lines if line.strip()]
    if text.isupper():
        broken = sum(
            len(line.rstrip()) >= _NARROWEST and line.rstrip()[-1] not in _CLOSING and not following[:1].isspace()
            for line, following in itertools.pairwise(lines)
            if line.strip() and following.strip()
        )
    else:
        pairs = itertools.pairwise(shown)
        broken = sum(line[-1] not in _CLOSING and following[0].islower() for line, following in pairs)
    return broken >= 2 and broken > 0.25 * len(shown)
