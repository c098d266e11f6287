"""Where a text may name a place: names that the gazetteer knows, kinds of place with a name, and names heard as places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from recount.lexicon.lists import words
from recount.resolve.geoparsing.spellings import Spelling, known, plain_short, spelling

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|W\. ?Va\.|(?:St|Mt|Ft|Ste)\.(?= [A-Z])|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*"
)
_JOINED = re.compile(r"[ -]|['’]")
_INNER = frozenset({"of", "de", "del", "da", "do", "du", "al", "el", "ez", "es", "la", "las", "los", "on", "upon", "the", "and", "au", "aux", "sur", "am", "an"})
_LONGEST, _NAMED = 5, 3
_NUMBERED = re.compile(r"(?:(?:State |County |U\.S\. )?(?:Highway|Road|Route|Interstate)|I|U\.S\.|US)[ -]\d{1,4}[A-Z]?\b")


class Word(Struct, frozen=True, gc=False):
    """A word of a text, without a possessive ending, and where it is in code points."""

    text: str
    start: int
    end: int


class Spot(Struct, frozen=True):
    """Words that may name a place; `first` and `last` number them among the words of the text.

    `why` is ``known`` (in the gazetteer), ``short`` (Calif.), ``kind`` (a name with a kind of place) or ``heard``.
    """

    start: int
    end: int
    first: int
    last: int
    why: str
    spelling: Spelling


def text_words(text: str) -> list[Word]:
    """The words of a text in order; hyphens part them.

    >>> [word.text for word in text_words("St. Ives, U.S.-led in Mali's north")]
    ['St.', 'Ives', 'U.S.', 'led', 'in', 'Mali', 'north']
    """
    return [Word(match.group(), *match.span()) for match in _TOKEN.finditer(text) if match.group() != "s"]


def spots(text: str, tokens: Sequence[Word]) -> Iterator[Spot]:
    """The names in a text that the gazetteer or their own words show as places, left to right, the longest first."""
    at = 0
    while at < len(tokens):
        token = tokens[at].text
        if not token[0].isupper():
            at += 1
            continue
        opener = token.lower() in _function_words()
        found = None if opener else _numbered(text, tokens, at) or _kind(text, tokens, at)
        found = found or _known(text, tokens, at)
        if found is not None and opener and found.first == found.last:
            found = None
        if found is None:
            at += 1
            continue
        yield found
        at = found.last + 1


@cache
def _function_words() -> frozenset[str]:
    """Words that no name begins with, though a sentence may."""
    lists = ("prepositions", "conjunctions", "auxiliaries", "pronouns", "determiners", "adverbs", "times")
    return words("grammar", *lists) | {"a", "an", "the", "no", "i"}


def _run(text: str, tokens: Sequence[Word], at: int) -> int:
    """The number of the last word of the capitalised run that begins at a word."""
    last = at
    while last + 1 < len(tokens) and last - at < _LONGEST + 1:
        following = tokens[last + 1]
        if not _JOINED.fullmatch(text, tokens[last].end, following.start):
            break
        if not following.text[0].isupper():
            further = tokens[last + 2] if last + 2 < len(tokens) else None
            if (
                following.text not in _INNER
                or further is None
                or not further.text[0].isupper()
                or not _JOINED.fullmatch(text, following.end, further.start)
            ):
                break
            last += 1
        last += 1
    return last


def _known(text: str, tokens: Sequence[Word], at: int) -> Spot | None:
    """The longest name at a word that the gazetteer knows, or a short form of a state."""
    end = tokens[at].end
    shorts = (text[tokens[at].start : end + 1], text[tokens[at].start : end]) if text[end : end + 1] == "." else (text[tokens[at].start : end],)
    for short in shorts:
        if known(short) == "short" and (short in plain_short() or _after_place(text, tokens, at)):
            return Spot(tokens[at].start, tokens[at].start + len(short), at, at, "short", spelling(short))
    last = min(_run(text, tokens, at), at + _LONGEST - 1)
    for stop in range(last, at - 1, -1):
        if not tokens[stop].text[0].isupper():
            continue
        exact = text[tokens[at].start : tokens[stop].end]
        if known(exact) is not None and known(exact) != "short":
            return Spot(tokens[at].start, tokens[stop].end, at, stop, "known", spelling(exact))
    return None


def _after_place(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether a word stands after a capitalised one and a comma: "Dalton, Miss."."""
    return (
        at > 0 and tokens[at - 1].text[0].isupper() and text[tokens[at - 1].end : tokens[at].start] in {", ", " ("}
    )


def _numbered(text: str, tokens: Sequence[Word], at: int) -> Spot | None:
    """A road with a number: "Interstate 395", "County Road 43"."""
    match = _NUMBERED.match(text, tokens[at].start)
    if match is None:
        return None
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].start < match.end():
        last += 1
    return Spot(match.start(), match.end(), at, last, "kind", Spelling(match.group(), (), "name"))


def _kind(text: str, tokens: Sequence[Word], at: int) -> Spot | None:
    """A name that ends or begins with its kind of place: "Licking County", "Lake Chad"."""
    last = _run(text, tokens, at)
    if tokens[at].text.lower().rstrip(".") in words("geoparsing", "openers"):
        if last > at and tokens[at + 1].text[0].isupper() and tokens[at + 1].text.lower() not in words("geoparsing", "institutions"):
            return Spot(tokens[at].start, tokens[at + 1].end, at, at + 1, "kind", spelling(text[tokens[at].start : tokens[at + 1].end]))
        return None
    capital = at
    while capital < last and tokens[capital + 1].text[0].isupper():
        capital += 1
    for stop in range(min(capital, at + _NAMED), at, -1):
        lower = tokens[stop].text.lower()
        if lower in words("geoparsing", "wholes") and tokens[stop].text[0].isupper():
            inner = tokens[at:stop]
            if any(word.text.lower() in words("geoparsing", "institutions", "titles") and word.text.lower() not in {"high", "state", "union"} for word in inner):
                continue
            dotted = lower in words("geoparsing", "shortened") and text[tokens[stop].end : tokens[stop].end + 1] == "."
            if lower in words("geoparsing", "shortened") and not dotted:
                continue
            end = tokens[stop].end + dotted
            return Spot(tokens[at].start, end, at, stop, "kind", spelling(text[tokens[at].start : end]))
    return None
