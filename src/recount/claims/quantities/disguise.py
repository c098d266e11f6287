"""Numbers in disguise: what a reader does not see is passed over, and what he may see otherwise is not read as a count.

A zero-width space inside "12 00" hides that it is 1200; a superscript, a combining mark, a letter O, a digit of another
script or a word of mixed scripts beside a figure make it another number than its ASCII digits say. The first is read as
it is seen, with its exact words as evidence; the others are left unread, since no number is better than a wrong one.

Source: Unicode Technical Report 36, Unicode Security Considerations; Unicode Standard Annex 9, Bidirectional Algorithm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

# Characters that draw nothing by themselves: Default_Ignorable_Code_Point without the Hangul fillers, which are blanks.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
_TURNING, _TURNED_BACK = "\u202b\u202e\u2067", "\u202c\u2069"
_JOINS: Final = frozenset(".,'’·•_:^/∕⁄∶~*\u02d9\u066b\u066c\uff0c\uff0e")
_ORDINARY_SPACES: Final = frozenset(" \t\n\r\u00a0\u202f")
_KINDS_BESIDE: Final = frozenset({"Pd", "Pi", "Pf", "Ps", "Pe", "Sc", "Lu", "Ll", "Lo", "Lt", "Lm", "Zs", "Zl", "Zp"})
_MARKS_BESIDE: Final = frozenset("…†‡§¶°′″™®©¡¿")
_DASHES: Final = frozenset("‐‑–—")
_TIGHT: Final = 2
_NOUGHTS: Final = re.compile(r"(?<![\d.,])(?<!\d )00+(?![\d.,])")
_APART: Final = re.compile(r"(?<!\S)\d(?: \d){2,}(?!\S)")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LETTERS_BEFORE: Final = re.compile(r"[^\W\d_]+\Z")
_WORD: Final = re.compile(r"[^\w\n]{0,2}(\w[\w-]*)")
_WORD_BEFORE: Final = re.compile(r"([\w-]*\w)[^\w\n]{0,2}\Z")
_LIKE_LATIN: Final = "\u0370-\u058f\u13a0-\u13ff\ua4d0-\ua4ff\uab70-\uabbf"
_MIXED: Final = re.compile(
    rf"[A-Za-z][\w-]*[{_LIKE_LATIN}]|[{_LIKE_LATIN}][\w-]*[A-Za-z]"
    "|[\u2100-\u218f\u24b6-\u24e9\uff01-\uffef\U0001d400-\U0001d7ff]"
)
_NEAR: Final = 40


class Seen(Struct, frozen=True):
    """A sentence as it is seen, and of each of its code points, and its end, the offset in the whole text."""

    text: str
    places: Sequence[int]


def seen(text: str, start: int, end: int) -> Seen | None:
    """The sentence without what draws nothing; None where all of it is seen.

    >>> seen("12\\u200b00 died", 0, 10).text, seen("1200 died", 0, 9)
    ('1200 died', None)
    """
    if text.isascii() or not _UNSEEN.search(text, start, end):
        return None
    words: list[str] = []
    places: list[int] = []
    at = start
    for match in (*_UNSEEN.finditer(text, start, end), None):
        until = match.start() if match else end
        words.append(text[at:until])
        places.extend(range(at, until))
        at = match.end() if match else end
    places.append(end)
    return Seen("".join(words), places)


def disguised(text: str, start: int, end: int) -> bool:
    """Whether a reader may see another number than the words from `start` to `end` say.

    >>> [disguised(text, 0, 2) for text in ("12 men", "12² men", "12O men", "12·5 men", "12١ men", "12, 5 men")]
    [False, True, True, True, True, False]
    """
    number, before, after = text[start:end], text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if not text.isascii():
        number, before, after = (_UNSEEN.sub("", words) for words in (number, before, after))
        if _mixed(before, after) or _turned(text, end):
            return True
    return (
        _goes_on(number[-1], after[:1], after[1:2], later=after[1:2])
        or _goes_on(number[0], before[-1:], before[-2:-1], later=number[0])
        or _NOUGHTS.search(number) is not None
        or _tight(number, before, after)
        or _spaced(number, before, after)
    )


def _goes_on(own: str, beside: str, beyond: str, *, later: str) -> bool:
    """Whether the character beside a number may be part of it: its own last one, that one, the one beyond.

    `later` is what the later of the two opens with: nought, where both may be one number ("12 00"; not "10 2015").
    """
    if not own.isalnum() or not beside:
        return False
    if own.isalpha() and unicodedata.category(beside) == "Cc":
        return False  # a broken quotation mark before "nearly 50" hides no letter
    figures = own.isdigit() and beyond.isdigit()
    if beside in _ORDINARY_SPACES:
        return figures and beside == " " and later == "0"
    if beside.isascii():
        return beside < " " or beside == "\x7f" or (figures and beside in _JOINS)
    kind = unicodedata.category(beside)
    if kind in {"Zs", "Pd"} or beside in _JOINS:
        return figures and beside not in _DASHES
    return kind not in _KINDS_BESIDE and beside not in _MARKS_BESIDE


def _tight(number: str, before: str, after: str) -> bool:
    """Whether one or two letters touch a figure, as in ``1O0`` and ``l2``."""
    following = _LETTERS.match(after) if number[-1].isdigit() else None
    leading = _LETTERS_BEFORE.search(before) if number[0].isdigit() else None
    return any(match is not None and len(match[0]) <= _TIGHT for match in (following, leading))


def _spaced(number: str, before: str, after: str) -> bool:
    """Whether a figure is one of at least three that stand apart: ``1 2 0 0``."""
    runs = _APART.finditer(before + number + after) if number[0].isdigit() or number[-1].isdigit() else ()
    return any(run.start() < len(before) + len(number) and run.end() > len(before) for run in runs)


def _mixed(before: str, after: str) -> bool:
    """Whether the word before or after mixes scripts, so that it may be a word of the number: ``two hundrеd``."""
    beside = (_WORD.match(after), _WORD_BEFORE.search(before))
    return any(match is not None and _MIXED.search(match[1]) is not None for match in beside)


def _turned(text: str, end: int) -> bool:
    """Whether the number stands where the text is made to run from right to left."""
    if not any(mark in text for mark in _TURNING):
        return False
    depth = 0
    for char in text[text.rfind("\n", 0, end) + 1 : end]:
        depth += char in _TURNING
        depth = max(0, depth - (char in _TURNED_BACK))
    return depth > 0
