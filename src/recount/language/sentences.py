"""Text to sentences.

The end of a paragraph ends a sentence; a full stop, question or exclamation mark does where a new sentence can begin
after it and the word before it is no abbreviation that stands before its noun (``Gen.``, ``Nov.``, an initial).
"""

from __future__ import annotations

import re
from functools import cache

from recount.language.paragraphs import paragraphs, stripped
from recount.lexicon.lists import words
from recount.model import Span

_END = re.compile(r"""(?P<mark>[.!?…]+)(?P<close>["'”’»)\]]*|``|'')(?=\s|$)""")
_LAST_WORD = re.compile(r"[^\s(\[“\"‘]+$")
_STARTS = re.compile(r"""\s++[\[("'“‘«`—–_-]*+\s*+(?P<first>\w)""")
_WORD = re.compile(r"\w+")
_SHOWN = re.compile(r"\S")
_LONGEST_ABBREVIATION = 20


@cache
def _closed() -> frozenset[str]:
    """Abbreviations after which a sentence never ends."""
    return words("abbreviations", "titles") | words("abbreviations", "months") | words("abbreviations", "inside")


def split(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of `text` from `start` to `end`, in order, without the white space around them.

    >>> text = 'Gen. Ray Odierno said so. "We lost 12." It ended at 3 p.m. on Monday.'
    >>> [span.of(text) for span in split(text)]
    ['Gen. Ray Odierno said so.', '"We lost 12."', 'It ended at 3 p.m. on Monday.']
    """
    return [sentence for paragraph in paragraphs(text, start, end) for sentence in of_paragraph(text, paragraph)]


def of_paragraph(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph, whose line breaks end none.

    >>> text = "Seven rebels were\\nkilled. Two fled."
    >>> [span.of(text) for span in of_paragraph(text, Span(0, len(text)))]
    ['Seven rebels were\\nkilled.', 'Two fled.']
    """
    spans = []
    begin = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if _ends(text, begin, match, paragraph.end):
            spans.append(stripped(text, begin, match.end()))
            begin = match.end()
    spans.append(stripped(text, begin, paragraph.end))
    return [span for span in spans if span is not None]


def _ends(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    """Whether the mark found ends a sentence."""
    follows = _STARTS.match(text, match.end(), stop)
    if follows is None:
        return _SHOWN.search(text, match.end(), stop) is None
    first = follows.group("first")
    if first.islower():
        return False
    if match.group("mark") != "." or match.group("close"):
        return True
    word = _LAST_WORD.search(text, max(begin, match.start() - _LONGEST_ABBREVIATION), match.start())
    last = word.group().lower() if word else ""
    if last in _closed():
        # "No. 7" but "said no. Then"
        return last in {"no", "al", "mar", "may"} and not first.isdigit() and not first.isupper()
    if last in words("abbreviations", "either"):
        return first.isupper() and not last.endswith(("m",)) and _new_sentence(text, follows)
    # an initial: "J. Smith", but not "World War I. The"
    return not (len(last) == 1 and last.isalpha() and last != "i")


def _new_sentence(text: str, follows: re.Match[str]) -> bool:
    """After ``U.S.``: whether the next word commonly opens a sentence rather than continuing a name."""
    word = _WORD.match(text, follows.start("first"))
    return word is not None and word.group() in {
        "The", "A", "An", "In", "He", "She", "It", "They", "But", "And", "At", "On", "This", "That", "There", "We",
    }  # fmt: skip
