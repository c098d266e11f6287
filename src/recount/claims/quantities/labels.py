"""Numbers that count nothing: dates and times of day, ages, addresses, telephone numbers, and parts of names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.claims.quantities.numerals import opens_numeral
from recount.claims.quantities.vocabulary import touching, word_at, words_of
from recount.language.tokens import Token
from recount.lexicon.lists import words

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_ANY_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d$")
_DAY = re.compile(r"(?:[12]?\d|3[01])$")
_DASHES = frozenset("-–—")
_OWNERS = frozenset({"the", "his", "its", "their", "a", "year", "fiscal", "'s"})
_ENDS = frozenset({"", ".", ",", ")", "and", "to", "-", "–", "when", "'s"})
_SIDES = frozenset({"/", ":"})
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_SUBJECTS = frozenset({"dead", "wounded", "injured", "missing", "people", "men", "women", "children", "now", "to"})
_COUNTED = ("s", "people", "men", "children")
_LAST_HOUR, _GROUPS = 60, 10


def is_date(pieces: Sequence[Token], at: int, first: int, last: int) -> bool:
    """Whether the number is a year, a day of a month or a time of day; `at` is where its bound begins, or it itself.

    >>> from recount.language.tokens import tokenise
    >>> [is_date(tokenise(text), 1, 1, 2) for text in ("in 1994", "April 7", "the 24 men")]
    [True, True, False]
    """
    written, single = pieces[last - 1].text, last - first == 1
    before, after = word_at(pieces, at - 1), word_at(pieces, last)
    months = words_of("months", "words")
    if _YEAR.match(written) and single:
        leads = words_of("date_leads", "words") | months | _OWNERS | {",", "("}
        if before in leads or after in _ENDS:
            return True
    years = pieces[last - 3 : last : 2] if last - first > 2 else ()
    if years and all(_YEAR.match(year.text) for year in years) and not after.endswith(_COUNTED):
        return True  # "from 1975 to 1990"
    if _DAY.match(written) and _beside_month(pieces, first, last):
        return True
    clock = touching(pieces, first) and before in _SIDES
    timed = touching(pieces, last) and after in _SIDES
    return (clock or timed) and single and written.isdigit() and int(written) < _LAST_HOUR


def _beside_month(pieces: Sequence[Token], first: int, last: int) -> bool:
    """``month , [ "." ] , day | day , month``, the month with its capital."""
    months = words_of("months", "words")
    before, after = word_at(pieces, first - 1), word_at(pieces, last)
    if before.rstrip(".") in months or (before == "." and word_at(pieces, first - 2) in months):
        return True
    return after.rstrip(".") in months and pieces[last].text[0].isupper()


def is_label(pieces: Sequence[Token], first: int, last: int) -> bool:
    """Whether the number is part of a name or an address: ``Flight 752``, ``T-72``, ``No. 3``, ``+380 44 1234``.

    >>> from recount.language.tokens import tokenise
    >>> texts = ("Flight 752", "No 3", "at 12 Ferry Road", "the 12 men")
    >>> [is_label(tokenise(text), 1, 2) for text in texts]
    [True, True, True, False]
    """
    before = word_at(pieces, first - 1)
    figures = pieces[last - 1].text[0].isdigit()
    if touching(pieces, first) and (before in _DASHES or before[-1:].isalnum() or before in {"#", "№", "_"}):
        return True
    named = before in words_of("named_by_number", "words") and (figures or before == "number")
    if named and not _numbering(pieces, first - 1):
        return True
    if before == "." and word_at(pieces, first - 2) in {"no", "nos", "nr", "nrs"}:
        return True
    if "".join(piece.text for piece in pieces[first:last]) in words_of("slashed", "words"):
        return True
    return figures and (_is_phone(pieces, first, last) or _is_address(pieces, last))


def _numbering(pieces: Sequence[Token], at: int) -> bool:
    """Whether "number" is the verb: ``the dead number 150``, ``refugees now number 900``."""
    subject = word_at(pieces, at - 1)
    return pieces[at].lower == "number" and (subject in _SUBJECTS or subject.endswith("s"))


def _is_phone(pieces: Sequence[Token], first: int, last: int) -> bool:
    """Whether the number is a group of a telephone number: a plus before it, or before the figures before it."""
    place = first - 1
    while place >= max(0, first - _GROUPS) and (
        opens_numeral(pieces[place]) or pieces[place].text in _DASHES | {"(", ")"}
    ):
        place -= 1
    grouped = place < first - 1 or (
        last < len(pieces) and (opens_numeral(pieces[last]) or word_at(pieces, last) == "-")
    )
    return place >= 0 and pieces[place].text == "+" and grouped


def _is_address(pieces: Sequence[Token], last: int) -> bool:
    """``number , name , { name } , ( "Street" | "Road" | … )``: each with its capital."""
    place = last
    while place < min(last + 4, len(pieces)) and (pieces[place].text[0].isupper() or _numbered_street(pieces, place)):
        if place > last and pieces[place].lower in words_of("streets", "words"):
            return True
        place += 1 + (word_at(pieces, place + 1) == ".")
    return False


def _numbered_street(pieces: Sequence[Token], at: int) -> bool:
    """``71st``, as the pieces of a street's name."""
    return (at > 0 and (word_at(pieces, at + 1) in _ORDINAL and touching(pieces, at + 1))) or (
        word_at(pieces, at) in _ORDINAL and touching(pieces, at)
    )


def is_age(pieces: Sequence[Token], first: int, last: int) -> bool:
    """Whether the number is an age between commas: ``Olena, 32,``."""
    single = last - first == 1 and pieces[first].text.isdigit() and len(pieces[first].text) <= 2
    if not single or word_at(pieces, first - 1) != "," or word_at(pieces, last) not in {",", ".", ";"}:
        return False
    return first > 1 and pieces[first - 2].text[:1].isupper()


def may_be_name(pieces: Sequence[Token], first: int, last: int) -> bool:
    """Whether the figure may be part of the name before it (``Fortune 100``), or a year: nothing counted follows.

    >>> from recount.language.tokens import tokenise
    >>> [may_be_name(tokenise(text), 1, 2) for text in ("Fortune 100 in", "Ivanivka 100 people", "the 100 in")]
    [True, False, False]
    """
    years = [piece.text for piece in pieces[first:last:2]]
    if all(_ANY_YEAR.match(year) for year in years) and last - first in {1, 3}:
        return not (years[0] < "19" or last - first > 1) or not word_at(pieces, last).endswith(_COUNTED)
    if last - first != 1 or first == 0 or not (pieces[first].text.isdigit() or pieces[first].text[0].isupper()):
        return False
    named = any(letter.isupper() for letter in pieces[first - 1].text) and pieces[first - 1].text[-1].isalnum()
    following = pieces[last] if last < len(pieces) else None
    counted = following is not None and following.text[0].islower() and following.lower not in _functions()
    return named and not counted


def _functions() -> frozenset[str]:
    return words("grammar", "prepositions") | words("grammar", "conjunctions") | words("grammar", "auxiliaries")
