"""What a name of a place stands for: the place, its people, its government, or where a report was filed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from recount.lexicon.lists import words
from recount.lexicon.peoples import nations
from recount.model import Mention
from recount.resolve.gazetteer import Entry, lookup
from recount.resolve.geoparsing.spellings import spelling

Kind = Literal["literal", "demonym", "metonym", "embedded", "dateline", "anaphor"]

_DATELINE = re.compile(
    r"(?:, [A-Z][\w. ]{1,20}?)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?\s*(?:\([A-Z][\w. ]{1,24}\)|--|—|–|\s-\s)"
)
_FOLLOWING = re.compile(r"\s+(?:(?:has|have|had|also|later|then|again|never|quickly)\s+)*(?P<verb>[a-z]+)\b")
_BEFORE = re.compile(r"(?<!border )(?<!line )(?<!frontier )\b(?P<word>[a-z]+)(?:\s+(?:to|for|on))?\s+$")
_REACH, _LINE, _SEATS = 30, 90, 3


def kind_of_use(text: str, mention: Mention, entry: Entry | None) -> Kind:
    """What a mention stands for, by its own form and the words around; `entry` is the place it means.

    >>> from recount.resolve.gazetteer import lookup
    >>> text = "Kyiv blamed Moscow."
    >>> named = [Mention.at(text, 0, 4), Mention.at(text, 12, 18)]
    >>> [kind_of_use(text, one, lookup(one.exact)[0]) for one in named]
    ['metonym', 'metonym']
    """
    form = spelling(mention.exact).form
    if form in {"people", "seat"}:
        return "demonym" if form == "people" else "metonym"
    line = text.rfind("\n", 0, mention.start) + 1
    if not text[line : mention.start].strip(" \n") and _DATELINE.match(text[mention.end : mention.end + _LINE]):
        return "dateline"
    if entry is None or not _governs(entry):
        return "literal"
    verb = _FOLLOWING.match(text, mention.end)
    if verb is not None and verb["verb"] in words("geoparsing", "acts") and _subject(text, mention):
        return "metonym"
    before = _BEFORE.search(text, max(0, mention.start - _REACH), mention.start)
    return "metonym" if before is not None and before["word"] in words("geoparsing", "upon") else "literal"


def _subject(text: str, mention: Mention) -> bool:
    """Whether a mention may be what a verb after it tells of: no preposition stands before it."""
    before = text[max(0, mention.start - _REACH) : mention.start].split()
    return not before or before[-1].lower() not in _prepositions()


@cache
def _prepositions() -> frozenset[str]:
    return words("geoparsing", "at", "toward") | {"of"}


def _governs(entry: Entry) -> bool:
    """Whether a place's name can stand for a government: a country or a capital."""
    return entry.kind in {"country", "region"} or (entry.kind in {"town", "admin1"} and _capital(entry))


def _capital(entry: Entry) -> bool:
    """Whether a place is the capital of its country, or the division of that name."""
    seats = _seats().get(entry.country or "", ())
    return any(entry in lookup(seat)[:_SEATS] for seat in seats)


@cache
def _seats() -> Mapping[str, tuple[str, ...]]:
    """The names of capitals by the codes of countries."""
    found: dict[str, tuple[str, ...]] = {}
    for nation in nations():
        found[nation.code] = (*found.get(nation.code, ()), nation.capital)
    return found
