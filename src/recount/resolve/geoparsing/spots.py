"""Where a text may name a place: names that the gazetteer knows, and names with a kind of place in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from recount.lexicon.lists import words
from recount.resolve.geoparsing.spellings import Spelling, known, plain_short, short_forms, spelling

# A word that begins with a capital, without a possessive ending: "U.S.", "W.Va.", "St.", "O'Fallon", "Mali".
_NAME = re.compile(
    r"[^\W\d_a-z](?<![^\W\d_].)"
    r"(?:(?:\.[A-Z])+\.|(?<=W)\. ?Va\.|(?:(?<=[SMF])t|(?<=S)te)\.(?= [A-Z])|[^\W\d_]*(?:['’](?!s\b)[^\W\d_]+)*)",
    re.DOTALL,
)
_NUMBERED = re.compile(
    r"(?:(?:State |County |U\.S\. )?(?:Highway|Road|Route|Interstate)|I|U\.S\.|US)[ -]\d{1,4}[A-Z]?\b"
)
_JOINTS = frozenset({" ", "-", "'", "’"})
_POSSESSIVES = frozenset({"'s ", "’s "})
_ARTICLE = re.compile(r"\b(?:al|el|ad|an|ar|as|ash|at|az|er|es|ez)-$")
_LONGEST, _NAMED, _GAP = 5, 3, 6


class Word(Struct, frozen=True, gc=False):
    """A capitalised word of a text, without a possessive ending, and where it is in code points."""

    text: str
    start: int
    end: int


class Spot(Struct, frozen=True):
    """Words that may name a place; `size` is how many are capitalised.

    `why` is ``known`` (in the gazetteer), ``short`` (Calif.), ``kind`` (a name with a kind of place), ``heard`` (by
    the language model alone) or ``longer`` (heard as one name where the gazetteer knows only a part).
    """

    start: int
    end: int
    size: int
    why: str
    spelling: Spelling


def names(text: str) -> list[Word]:
    """The capitalised words of a text in order; hyphens part them.

    >>> [word.text for word in names("St. Ives, U.S.-led in Mali's north")]
    ['St.', 'Ives', 'U.S.', 'Mali']
    """
    return [Word(word, *match.span()) for match in _NAME.finditer(text) if (word := match.group())[0].isupper()]


def spots(text: str) -> Iterator[Spot]:
    """The names in a text that the gazetteer or their own words show as places, left to right, the longest first.

    >>> text = "Officers of Licking County, Dornovka, and Kharkiv"
    >>> [(text[one.start : one.end], one.why) for one in spots(text)]
    [('Licking County', 'kind'), ('Kharkiv', 'known')]
    """
    tokens = names(text)
    at = 0
    while at < len(tokens):
        last = at
        while last + 1 < len(tokens) and _joined(text[tokens[last].end : tokens[last + 1].start]):
            last += 1
        while at <= last:
            found = _at(text, tokens, at, last)
            if found is not None:
                yield found
            at += found.size if found is not None else 1


def _joined(gap: str) -> bool:
    """Whether the words on both sides may be of one name: "Deir ez-Zor", "Port-au-Prince", "Cox's Bazar"."""
    return (
        gap in _JOINTS
        or gap in _POSSESSIVES
        or (len(gap) <= _GAP and gap[-1:] in _JOINTS and gap.strip(" -") in words("geoparsing", "inner"))
    )


def _at(text: str, tokens: Sequence[Word], at: int, last: int) -> Spot | None:
    """The name of a place that begins at a word of a run which ends with `last`; None where there is none."""
    opener = tokens[at].text.lower() in _function_words()
    if opener and at == last:
        return None
    found = None
    if not opener:
        found = _numbered(text, tokens, at) or _short(text, tokens, at) or _kind(text, tokens, at, last)
    # "The" is no place, but "The Hague" is.
    return found or _known(text, tokens, at, at + 1 if opener else at, last)


@cache
def _function_words() -> frozenset[str]:
    """Words that a sentence begins with and a name rarely does."""
    lists = ("prepositions", "conjunctions", "auxiliaries", "pronouns", "determiners", "adverbs", "times")
    return words("grammar", *lists) | {"a", "an", "the", "no", "i"}


def _known(text: str, tokens: Sequence[Word], at: int, least: int, last: int) -> Spot | None:
    """The longest name at a word that the gazetteer knows; it ends with the word `least` or a later one."""
    first = tokens[at].start
    article = _ARTICLE.search(text, max(0, first - 4), first) if text[first - 1 : first] == "-" else None
    for stop in range(min(last, at + _LONGEST - 1), least - 1, -1):
        end = tokens[stop].end
        for start in (first,) if article is None else (article.start(), first):
            if known(text[start:end]) not in {None, "short"}:
                return Spot(start, end, stop - at + 1, "known", spelling(text[start:end]))
    return None


def _short(text: str, tokens: Sequence[Word], at: int) -> Spot | None:
    """A short form of a state: "Calif."; one that is a word too only after a place: "Dorno, Miss."."""
    word = tokens[at]
    for exact in (f"{word.text}.", word.text) if text[word.end : word.end + 1] == "." else (word.text,):
        if exact in short_forms() and (exact in plain_short() or _after_place(text, tokens, at)):
            return Spot(word.start, word.start + len(exact), 1, "short", spelling(exact))
    return None


def _after_place(text: str, tokens: Sequence[Word], at: int) -> bool:
    return at > 0 and text[tokens[at - 1].end : tokens[at].start] in {", ", " ("}


def _numbered(text: str, tokens: Sequence[Word], at: int) -> Spot | None:
    """A road with a number: "Interstate 395", "County Road 43"."""
    match = _NUMBERED.match(text, tokens[at].start)
    if match is None:
        return None
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].start < match.end():
        last += 1
    return Spot(match.start(), match.end(), last - at + 1, "kind", Spelling(match.group(), (), "name"))


def _kind(text: str, tokens: Sequence[Word], at: int, last: int) -> Spot | None:
    """A name that ends or begins with its kind of place: "Licking County", "Orchard St.", "Lake Chad"."""
    if at == last:
        return None
    if tokens[at].text.lower().rstrip(".") in words("geoparsing", "openers"):
        named = tokens[at + 1].text.lower() not in words("geoparsing", "institutions")
        end = tokens[at + 1].end
        return Spot(tokens[at].start, end, 2, "kind", spelling(text[tokens[at].start : end])) if named else None
    for stop in range(at + 1, min(last, at + _NAMED) + 1):
        if text[tokens[stop - 1].end : tokens[stop].start] not in _JOINTS:
            break
        lower = tokens[stop].text.lower()
        if lower in words("geoparsing", "wholes"):
            end = tokens[stop].end
            if lower in words("geoparsing", "shortened"):
                if text[end : end + 1] != ".":
                    continue
                end += 1
            return Spot(tokens[at].start, end, stop - at + 1, "kind", spelling(text[tokens[at].start : end]))
        if tokens[stop].text.lower() in _others() or tokens[at].text.lower() in _others():
            break
    return None


@cache
def _others() -> frozenset[str]:
    """Words of bodies and offices, which no name of a road or county has: "Fire Department Road" is left alone."""
    return words("geoparsing", "institutions", "titles") - {"high", "state", "union"}
