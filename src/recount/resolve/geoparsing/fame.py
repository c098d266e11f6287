"""How likely an entry is what a name means before the rest of the report is heard: its fame, its kind, its own name."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from recount.lexicon.lists import words
from recount.lexicon.peoples import nations
from recount.resolve.gazetteer import Entry, fold
from recount.resolve.geoparsing.referents import Referent

# Scores count in powers of ten of people, a little less each the larger the place.
_SLOPE = 0.8
_COUNTRY, _WIDE, _REGION, _SITE = 12.0, 8.5, 7.5, 3.0
_ADMIN1, _ADMIN1_LEAST = 2.0, 5.0
_DISTRICT, _DISTRICT_LEAST, _DISTRICT_MOST = -0.6, 4.0, 6.0
_METROPOLIS, _CAPITAL = 1.0, 0.7
_OTHER_NAME, _OTHER_NAME_SMALL, _CITY_TOO, _UNLIKE = 1.5, 2.0, 4.0, 4.0
_LARGE, _SMALL, _TOWN = 500_000, 100_000, 50_000
_PART_OF = 0.1  # of a division's people, those of a city that its bare name means
_UNCOUNTED = 1_000  # people taken for a place whose people are not known
_ALIKE = 3  # letters that two spellings of one name begin with
_ARTICLE = re.compile(r"^(?:al|ad|ar|as|ash|at|az|el|an)\s")
_RANKED = 60
_WIDER = frozenset({"continent", "sea", "region"})


def possible(place: Referent, apart: frozenset[int]) -> Sequence[Entry]:
    """The entries of a name; a state's or large province's name is no small town's that nothing is said of.

    `apart` numbers the mentions that the text puts inside another place: "Jordan, Minn." may be a small town.
    """
    entries = place.spelling.entries[:_RANKED]
    if place.asked is not None or not apart.isdisjoint(place.mentions):
        return entries
    key = place.spelling.key
    least = 0
    for entry in entries[:10]:
        if entry.kind == "country":
            least = _LARGE
        elif entry.kind in _WIDER or (entry.kind == "admin1" and entry.population >= _LARGE and named(entry, key)):
            least = max(least, _TOWN)
    return [
        entry
        for entry in entries
        if entry.kind not in {"town", "district"}
        or (entry.population >= least and (least < _LARGE or named(entry, key)))
    ]


def prior(entry: Entry, place: Referent) -> float:
    """How likely an entry is meant by its name alone: by its kind, its people, and the kind the words say.

    A place known by another of its names ("Aleppo" is Berea too) is less likely, and so is a province whose name is
    that of a large city: "New York" alone is the city.
    """
    value = _SLOPE * _fame(entry)
    form = place.spelling.form
    if form not in {"people", "seat"} and not named(entry, place.spelling.key):
        value -= _OTHER_NAME + (_OTHER_NAME_SMALL if entry.kind == "town" and entry.population < _SMALL else 0.0)
    if entry.kind == "admin1" and form == "name" and _city_too(entry, place):
        value -= _CITY_TOO
    kinds = _asked_kinds(place.asked) if place.asked else None
    return value if kinds is None or entry.kind in kinds else value - _UNLIKE


@lru_cache(maxsize=8192)
def named(entry: Entry, key: str) -> bool:
    """Whether an entry is known by this very name or a spelling of it, not by another one of its names.

    >>> from recount.resolve.gazetteer import lookup
    >>> kyiv = lookup("Kyiv")[0]
    >>> named(kyiv, "Kyiv"), named(kyiv, "Lutetia")
    (True, False)
    """
    own, asked = (_ARTICLE.sub("", fold(name)) for name in (entry.name, key))
    if own == asked or (entry.kind != "town" and own.startswith(asked)):
        return True
    if own.startswith(f"{asked} "):
        return own[len(asked) :].split()[0] in words("geoparsing", "inner")  # "Newcastle upon Tyne"
    shared = zip(own, asked, strict=False)
    alike = next((at for at, (one, other) in enumerate(shared) if one != other), min(len(own), len(asked)))
    return own.count(" ") == asked.count(" ") and alike >= max(_ALIKE, (len(asked) + 1) // 2)


@lru_cache(maxsize=8192)
def _fame(entry: Entry) -> float:
    """How well known a place is."""
    people = math.log10((entry.population or _UNCOUNTED) + 50)
    match entry.kind:
        case "country":
            return _COUNTRY
        case "continent" | "sea":
            return _WIDE
        case "region":
            return _REGION
        case "admin1":
            return max(people, _ADMIN1_LEAST) + _ADMIN1
        case "district":
            return min(max(people, _DISTRICT_LEAST), _DISTRICT_MOST) + _DISTRICT
        case "town":
            capital = entry.population >= _SMALL and (fold(entry.name), entry.country or "") in _capitals()
            return people + _METROPOLIS * (entry.population >= _LARGE) + _CAPITAL * capital
        case _:
            return _SITE


def _city_too(division: Entry, place: Referent) -> bool:
    """Whether a division's name is that of a large city too: one with a good part of its people, or elsewhere."""
    key = fold(place.spelling.key)
    return any(
        entry.kind == "town"
        and entry.population >= _LARGE
        and fold(entry.name).startswith(key)
        and (entry.admin1 != division.name or entry.population >= _PART_OF * division.population)
        for entry in place.spelling.entries[:_RANKED]
    )


@lru_cache(1 << 14)
def _asked_kinds(asked: str) -> frozenset[str] | None:
    """The kinds of entry that a word for a kind of place allows; None where it says nothing of that."""
    if asked in words("geoparsing", "areas"):
        return frozenset({"district", "admin1"})
    if asked in words("geoparsing", "provinces"):
        return frozenset({"admin1", "region"})
    return frozenset({"town", "site"}) if asked in words("geoparsing", "towns") else None


@cache
def _capitals() -> frozenset[tuple[str, str]]:
    """Capitals of states by folded name and country."""
    return frozenset((fold(nation.capital), nation.code) for nation in nations())
