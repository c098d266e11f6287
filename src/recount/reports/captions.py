"""A paragraph to the caption, byline or dateline it is or opens with."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.lists import WordList, one_of
from recount.lexicon.outlets import agency_names
from recount.model import Span

_LONGEST_CAPTION = 450
_LONGEST_BYLINE = 90
_NAME = r"[A-Z][\w.'’-]+(?: (?:[A-Z]\.|de|van|von|al|el|bin|[A-Z][\w.'’-]+)){1,3}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"\d{{1,2}}[ ](?i:{_MONTH})(?:[ ]\d{{2,4}})?"
_DASH = "[—–―-]"
# A city with or without country, date and agency before a dash, and notes in square brackets after it; an agency alone;
# a city in capitals before a colon.
_DATELINE = re.compile(
    rf"""
    (?:
        (?P<city>[A-Z][A-Z'’.]+(?:[ /-][A-Z][A-Z'’.]*)*|[A-Z][\w'’.-]+(?:[ ][A-Z][\w'’.-]+){{0,2}})
        (?:[ ]\([A-Z][^()\n]{{1,30}}\)(?=,))?
        (?:,[ ](?:{_MONTH}[ ]\d{{1,2}}|{_DAY}|[A-Z][\w.'’]*(?:[ ][A-Z][\w.'’]*){{0,2}})){{0,3}}
        (?P<agency>[ ]?\([^()\n]{{2,40}}\))?
        (?P<mark>\s{_DASH}{{1,2}}(?=\S|\s)(?:\s*\[[^\[\]]{{2,160}}\])*|{_DASH}{{1,2}}(?=\s)|(?<=\))_|:(?=\s))
      | (?P<bare>\((?:[A-Z]{{2,5}}|Reuters|Xinhua|REUTERS)\)\s?(?:{_DASH}{{1,2}})?)(?=\s)
    )
    """,
    re.VERBOSE,
)


class _Bylines(Struct, frozen=True, forbid_unknown_fields=True):
    byline: WordList
    roles: WordList
    picture_signs: WordList
    captions: WordList
    caption_notes: WordList


def caption_end(text: str, paragraph: Span) -> int:
    """Where the caption that opens a paragraph ends; the paragraph's start where none does.

    A caption ends with a picture credit or a note in brackets, or begins as captions and map legends do.

    >>> text = "A burnt bus in the old town (AP Photo/Jane Doe) Two people died."
    >>> text[: caption_end(text, Span(0, len(text)))]
    'A burnt bus in the old town (AP Photo/Jane Doe)'
    """
    words = paragraph.of(text)
    begins = _opening().match(words)
    credit = _credit().search(words, 0, _LONGEST_CAPTION)
    if credit is not None and _signs_text(words, credit):
        credit = None
    if begins is not None and len(words) <= _LONGEST_CAPTION:
        return paragraph.end
    return paragraph.start if credit is None else paragraph.start + credit.end()


def _signs_text(words: str, credit: re.Match[str]) -> bool:
    """Whether what looks like a picture credit signs the text: "ADEN (AP/Reuters) —", "— AFP/Reuters" at its end."""
    found = _two_agencies().search(words, 0, credit.end())
    after = words[credit.end() :].lstrip(" )")
    return found is not None and (after[:1] in ("—", "–", "-") if found.group().startswith("(") else not after)


def is_byline(text: str) -> bool:
    """Whether a short paragraph only says who wrote the report.

    >>> is_byline("By Jane Doe and John Roe, Associated Press Writers"), is_byline("Ten people died")
    (True, False)
    """
    return len(text) <= _LONGEST_BYLINE and _byline().fullmatch(text.strip()) is not None


def dateline_end(text: str, paragraph: Span, first: bool) -> int:
    """Where the dateline that opens a paragraph ends; the paragraph's start where there is none.

    Away from the `first` paragraph of a report only a city in capitals before a dash is taken for one.

    >>> text = "KYIV, April 7 (Northwire) — Twelve people died."
    >>> text[: dateline_end(text, Span(0, len(text)), first=True)]
    'KYIV, April 7 (Northwire) —'
    """
    match = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 120))
    if match is None or not text[match.end() : paragraph.end].strip():
        return paragraph.start
    if match.group("bare"):
        return match.end() if first else paragraph.start
    capitals = match.group("city").isupper() and len(match.group("city")) > 2
    colon = match.group("mark").startswith(":")
    known = capitals and not colon if not first else (capitals or match.group("agency") is not None)
    return match.end() if known else paragraph.start


@cache
def _lists() -> _Bylines:
    lists: _Bylines = load("bylines", _Bylines)
    return lists


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(r"\s*(?:" + "|".join(map(re.escape, _lists().captions.words)) + r")(?!\w)", re.IGNORECASE)


@cache
def _agencies() -> str:
    return one_of(agency_names().union(_lists().picture_signs.words))


@cache
def _credit() -> re.Pattern[str]:
    """A credit in brackets, an agency after a slash or a bar, or a note such as ``(File)``."""
    agencies = _agencies()
    notes = "|".join(map(re.escape, _lists().caption_notes.words))
    signs = r"(?:(?i:photo(?:graph)?s?|pictures?|image|credit|graphic)(?: (?:by|from|of|credit))?(?: the)?[:/ ]+)"
    bracketed = rf"\((?:{signs}[^()\n]{{2,60}}|(?:{agencies})(?:/[^()\n]{{2,60}}| via [^()\n]{{2,40}})|(?i:{notes}))\)"
    signed = rf"(?:\| |/ ?|{_NAME} ?[/|] ?)(?:{agencies})(?:/Getty Images| via Getty Images)?(?![\w/])"
    return re.compile(rf"{bracketed}|{signed}")


@cache
def _two_agencies() -> re.Pattern[str]:
    """Two agencies joined by a slash after a dash, or in brackets."""
    return re.compile(rf"(?:\(|[.!?”\"] ?[—–-]{{1,2}} ?){_agencies()}/{_agencies()}\)?$")


@cache
def _byline() -> re.Pattern[str]:
    lists = _lists()
    agencies = _agencies()
    roles = "|".join(f"{re.escape(role)}s?" for role in lists.roles.words)
    joined = rf"(?:(?:, and | and |, ){_NAME})"
    names = rf"{_NAME}{joined}*"
    ends = rf"(?:(?:, ?| - | \| |\n)(?:(?i:{roles})|{agencies}))*"
    begins = "|".join(lists.byline.words)
    return re.compile(
        rf"(?:(?i:{begins}):? {names}{ends}|{names}(?:, ?| - | \| |\n)(?:(?i:{roles})|{agencies})|{_NAME}{joined}+)"
    )
