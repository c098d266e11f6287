"""Places that a text points back at: "the city", "the region", "there", each the last named place of that kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from recount.lexicon.lists import one_of, words
from recount.lexicon.peoples import nations
from recount.model import Mention
from recount.resolve.gazetteer import Entry, lookup

_NAMED_AFTER = re.compile(r"(?:['’]s)?\s+(?:of|called|named|in|near)\s+(?:the\s+)?[A-Z]|\s*,?\s+[A-Z]")
_CITY = 500_000
_ENDS = (". ", "? ", "! ", ".\n", "\n")
_OF = re.compile(r"\s+of\s+(?!the\s+(?:country|region)\b)")
_MODIFIERS = (
    r"(?:(?:besieged|whole|entire|same|port|northern|southern|eastern|western|provincial|regional|state|nearby)\s+)?"
)
_KINDS: dict[str, frozenset[str]] = {
    "towns": frozenset({"town"}),
    "provinces": frozenset({"admin1", "region", "district"}),
    "areas": frozenset({"district", "admin1"}),
}


def pointed(text: str, named: Sequence[tuple[Mention, Entry]]) -> Iterator[tuple[Mention, Entry]]:
    """The words of a text that point back at a named place, in order, each with that place.

    `named` are its names of places in order, with what each means; adjectives are left out of it.

    >>> from recount.resolve.gazetteer import lookup
    >>> text = "Shells fell on Kharkiv. The city lost power."
    >>> named = [(Mention.at(text, 15, 22), lookup("Kharkiv")[0])]
    >>> [(mention.exact, entry.name) for mention, entry in pointed(text, named)]
    [('The city', 'Kharkiv')]
    """
    for match in _pattern().finditer(text):
        if match["kind"] is not None and (_NAMED_AFTER.match(text, match.end()) or _OF.match(text, match.end())):
            continue
        if any(mention.start < match.end() and match.start() < mention.end for mention, _ in named):
            continue
        before = [(mention, entry) for mention, entry in named if mention.end <= match.start()]
        if before and text[before[-1][0].end : match.start()] == ", ":
            yield Mention.at(text, match.start(), match.end()), before[-1][1]  # "Sittwe, the state capital"
            continue
        sentence = max(text.rfind(end, 0, match.start()) for end in _ENDS)
        meant = _meant((match["kind"] or "there").lower(), before, sentence)
        if meant is not None:
            yield Mention.at(text, match.start(), match.end()), meant


@cache
def _pattern() -> re.Pattern[str]:
    kinds = one_of([*words("geoparsing", "towns", "provinces", "areas"), "country", "capital", "nation"])
    place = rf"(?<=\b.he)\s+{_MODIFIERS}(?P<kind>{kinds})\b(?!-)"
    there = r"(?<=[a-z]\sthe)(?<!\bsaid\sthe)re\b(?!\s+(?:is|are|was|were|has|have|had|will|would|may|could|should)\b)"
    # Both begin with the same letters, so that the others of a text are passed over at once.
    return re.compile(rf"[Tt]he(?:{place}|{there})")


def _meant(kind: str, named: Sequence[tuple[Mention, Entry]], sentence: int) -> Entry | None:
    """The place of the kind that is pointed at: the last one, but a city is none of the same sentence if it can be.

    `named` are the places before, in order; `sentence` is where the sentence that points begins.
    """
    before = [entry for _, entry in named]
    codes = Counter(entry.country for entry in before if entry.country is not None)
    main = codes.most_common(1)[0][0] if codes else None
    if kind in {"country", "nation"}:
        return _country(main) if main is not None else None
    if kind == "capital":
        return _seat(main) if main is not None else None
    if kind == "there":
        return before[-1] if before else None
    kinds = frozenset[str]().union(*(fits for name, fits in _KINDS.items() if kind in words("geoparsing", name)))
    fitting = [(mention, entry) for mention, entry in named if entry.kind in kinds]
    if kind == "city":
        earlier = [(mention, entry) for mention, entry in fitting if mention.start < sentence]
        fitting = earlier or fitting
    if kind == "town":
        fitting = [one for one in fitting if one[1].population < _CITY] or fitting
    if not fitting and kind != "state" and kind in words("geoparsing", "provinces"):
        return _around(before)  # where no province is named, "the state" is the country's government
    return fitting[-1][1] if fitting else None


def _around(before: Sequence[Entry]) -> Entry | None:
    """The division that the last named town lies in: "the province" of a report that names none."""
    town = next((entry for entry in reversed(before) if entry.kind in {"town", "site"}), None)
    if town is None or town.admin1 is None:
        return None
    wide = (one for one in lookup(town.admin1) if one.kind in {"admin1", "region"} and one.country == town.country)
    return next(wide, None)


def _country(code: str) -> Entry | None:
    """The country of a code."""
    nation = next((one for one in nations() if one.code == code), None)
    return next((entry for entry in lookup(nation.name) if entry.kind == "country"), None) if nation else None


def _seat(code: str) -> Entry | None:
    """The capital of a country."""
    nation = next((one for one in nations() if one.code == code), None)
    towns = (entry for entry in lookup(nation.capital)) if nation is not None else iter(())
    return next((entry for entry in towns if entry.kind == "town" and entry.country == code), None)
