"""A name as written to the places it can mean: by name, short form, adjective, or what is left without its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.geography import places
from recount.lexicon.lists import words
from recount.lexicon.peoples import Nation, nations
from recount.resolve.gazetteer import Entry, Gazetteer, fold, in_use, lookup
from recount.resolve.wording import kind_of

Form = Literal["name", "people", "short", "seat", "part"]

_POSSESSIVE = re.compile(r"['’]s?$")
_WITHIN = re.compile(r",\s+")
_PARTS, _TELLING, _CITY = 5, 2, 50_000


class Spelling(Struct, frozen=True):
    """What a name can mean: the entries, best known first, and how it names them.

    `form` is ``name``, ``short`` (Calif.), ``people`` (an adjective or a word for people), or ``part`` (only a part of
    the words is in the gazetteer); `key` is the name by which mentions of one report are taken together; `asked` is
    the kind of place its words say, in words of ``toponyms.toml``; `within` is what stands after a comma inside it.
    """

    key: str
    entries: tuple[Entry, ...]
    form: Form
    asked: str | None = None
    within: str | None = None


class _State(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    country: str
    short: tuple[str, ...]


class _Shortened(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    states: tuple[_State, ...]
    plain: tuple[str, ...]


class _Demonym(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    words: tuple[str, ...]


class _Demonyms(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    places: tuple[_Demonym, ...]


def spelling(exact: str) -> Spelling:
    """What a mention can mean, whatever stands around it; a name the gazetteer lacks has no entries.

    >>> spelling("Calif.").key, spelling("Ukrainians").form, spelling("Ukrainians").entries[0].name
    ('California', 'people', 'Ukraine')
    >>> spelling("northern Somalia").entries[0].name, spelling("Dornovka").entries
    ('Somalia', ())
    """
    return _spelling(in_use(), exact)


@lru_cache(maxsize=4096)
def _spelling(_: Gazetteer, exact: str) -> Spelling:
    """What a mention can mean in the gazetteer in use."""
    name = _POSSESSIVE.sub("", exact.strip().replace("’", "'")) or exact
    short = short_forms().get(name)
    if short is not None:
        return Spelling(short.name, _state(short), "short")
    nation = _names().get(name)
    if nation is not None:
        return _of_nation(name, nation)
    seat = _seats(in_use()).get(name)
    if seat is not None:
        return Spelling(seat.capital, _capital(seat), "seat")
    people = _people().get(name)
    if people is not None:
        wide = tuple(entry for entry in lookup(people) if entry.kind != "town")
        return Spelling(people, wide or lookup(people)[:1], "people")
    entries = lookup(name)
    last = name.split()[-1].lower().rstrip(".")
    if not entries and " " in name and last in words("geoparsing", "streets"):
        return Spelling(name, (), "name", last)
    asked = kind_of(name.split()[-1].lower()) if " " in name else None
    if entries:
        return Spelling(name, entries, "name", name.split()[-1].lower() if asked else None)
    return _without(name)


def _of_nation(name: str, nation: Nation) -> Spelling:
    """A state's name; of a part of it ("England") the part, where the gazetteer has that."""
    own = tuple(entry for entry in lookup(nation.name) if entry.kind == "country")
    named = lookup(name)
    parts = tuple(entry for entry in named if entry.country == nation.code and entry.kind in {"admin1", "region"})
    if parts and name != nation.name:
        return Spelling(name, parts, "name")
    return Spelling(nation.name, (*own, *(entry for entry in named if entry not in own)), "name")


def _capital(nation: Nation) -> tuple[Entry, ...]:
    """The capital of a state."""
    towns = (entry for entry in lookup(nation.capital) if entry.kind == "town" and entry.country == nation.code)
    return tuple(towns)[:1]


@cache
def _seats(_: Gazetteer) -> Mapping[str, Nation]:
    """What stands for a government and is no city's name, to its state: it lies in the capital."""
    return {
        name: nation
        for nation in nations()
        for name in nation.metonyms
        if name != nation.capital and name not in nation.names and not _city(name, nation)
    }


def _city(name: str, nation: Nation) -> bool:
    """Whether a state has a larger town of that name."""
    return any(entry.country == nation.code and entry.population >= _CITY for entry in lookup(name))


def _state(short: _State) -> tuple[Entry, ...]:
    """The entries of a shortened state: its admin-1 area; its capital city of the same name where that is all."""
    found = tuple(entry for entry in lookup(short.name) if entry.country == short.country)
    return tuple(entry for entry in found if entry.kind == "admin1") or found[:1]


def _without(name: str) -> Spelling:
    """A name that the gazetteer lacks as it stands: without what follows a comma, compass words, kinds of place."""
    first, *rest = _WITHIN.split(name, maxsplit=1)
    if rest and (inner := spelling(first)).entries:
        return Spelling(inner.key, inner.entries, inner.form, inner.asked, rest[0])
    tokens = name.split()
    lowered = [token.lower() for token in tokens]
    at = 0
    while at < len(tokens) - 1 and lowered[at] in words("toponyms", "directions"):
        at += 1
    last = len(tokens)
    while last - at > 1 and kind_of(lowered[last - 1]) is not None:
        last -= 1
    asked = lowered[last] if last < len(tokens) else None
    if last - at > 2 and lowered[at + 1] == "of" and kind_of(lowered[at]) is not None:
        asked, at = lowered[at], at + 2
    if (at, last) != (0, len(tokens)) and (inner := spelling(" ".join(tokens[at:last]))).entries:
        return Spelling(inner.key if asked is None else name, inner.entries, inner.form, asked, inner.within)
    return _part(name, tokens)


def _part(name: str, tokens: list[str]) -> Spelling:
    """The best known place inside a name: "Dorno Memorial Hospital", "Bank of Mexico"."""
    found = []
    for size in range(min(len(tokens) - 1, _PARTS), 0, -1):
        for at in range(len(tokens) - size + 1):
            inner = " ".join(tokens[at : at + size])
            if tokens[at][:1].isupper() and tokens[at].lower() not in _kinds() and len(inner) > _TELLING:
                whole = spelling(inner) if known(inner) is not None else None
                if whole is not None and whole.entries and (whole.form != "name" or _own(whole)):
                    found.append(whole)
    best = max(found, key=lambda one: (one.entries[0].kind != "town", one.entries[0].population), default=None)
    body = not _kinds().isdisjoint(token.lower() for token in tokens)
    # A town's name in another one's says nothing: "Meadow Dorno" is no suburb of Dorno.
    if best is None or not (body or best.entries[0].kind != "town" or best.entries[0].population >= _CITY):
        return Spelling(name, (), "name")
    return Spelling(best.key, best.entries, "part")


def _own(spelt: Spelling) -> bool:
    """Whether a spelling is the own name of the best known of its places."""
    return spelt.entries[0].kind != "town" or fold(spelt.entries[0].name).startswith(fold(spelt.key))


@cache
def _kinds() -> frozenset[str]:
    """Words that are no place inside a name."""
    places = words("toponyms", "sites", "settlements", "divisions")
    return places | words("geoparsing", "wholes", "institutions", "titles", "common")


@cache
def _names() -> Mapping[str, Nation]:
    """States by their names, as written."""
    return {name: nation for nation in reversed(nations()) for name in nation.names}


@cache
def _people() -> Mapping[str, str]:
    """Adjectives and words for people, as written, to the name of the place; one that is a place's name too is its."""
    lists: _Demonyms = load("demonyms", _Demonyms)
    found = {word: nation.name for nation in reversed(nations()) for word in nation.demonyms}
    found |= {word: place.name for place in lists.places for word in place.words}
    named = {name for place in places() for name in place.names}
    return found | {word: place.name for place in places() for word in place.demonyms if word not in named}


@cache
def short_forms() -> Mapping[str, _State]:
    """Short forms of states, as written."""
    lists: _Shortened = load("shortened", _Shortened)
    return {short: state for state in lists.states for short in state.short}


@cache
def plain_short() -> frozenset[str]:
    """Short forms that mean a state wherever they stand."""
    lists: _Shortened = load("shortened", _Shortened)
    return frozenset(lists.plain)


def known(exact: str) -> Form | None:
    """How words name a place that the gazetteer has, whole; None where they do not.

    >>> known("Ukrainian"), known("Calif."), known("Kharkiv"), known("Dornovka")
    ('people', 'short', 'name', None)
    """
    return _known(in_use(), exact)


@lru_cache(maxsize=8192)
def _known(gazetteer: Gazetteer, exact: str) -> Form | None:
    """How words name a place of a gazetteer."""
    if exact in short_forms():
        return "short"
    if exact in _names() or exact in _seats(gazetteer):
        return "name"
    if exact in _people():
        return "people"
    return "name" if len(exact) > 2 and gazetteer.lookup(exact) else None
