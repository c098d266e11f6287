"""Words to the news agency or outlet that they name (``agencies.toml``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import urlsplit

from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.lists import WordList, one_of

UNNAMED = "agencies"
"""The outlet of those who credit agencies without naming one."""
_GLOSS = re.compile(r"(?<=\S)\s*\([^()]*\)$")
_KINDS = re.compile(r"(?i)\s+(?:news agency|press agency|news service)$")


class _House(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    also: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


class _Houses(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    houses: tuple[_House, ...]


class _Lists(Struct, frozen=True):
    agencies: _Houses
    picture_agencies: _Houses
    outlets: _Houses
    unnamed: WordList


class Outlet(Struct, frozen=True):
    """A house by its usual name; whether it is a news agency; whether it deals in pictures alone."""

    name: str
    agency: bool = False
    pictures: bool = False


class Naming(Struct, frozen=True):
    """An outlet and the code points that name it; `sure` is whether the words mean it outside a signature too."""

    outlet: Outlet
    start: int
    end: int
    sure: bool


def outlet_of(words: str | None) -> Outlet | None:
    """The outlet that the whole of some words names: by a name of it in any case, or its address.

    >>> outlet_of("the associated press"), outlet_of("www.jordantimes.com")
    (Outlet(name='AP', agency=True, pictures=False), Outlet(name='The Jordan Times', agency=False, pictures=False))
    >>> outlet_of("AP Motor Weekly") is None
    True
    """
    return None if words is None else _outlet_of(words)


def same_house(left: str | None, right: str | None) -> bool:
    """Whether two names of publishers are one house's, by the lexicon or but for case, marks, accents and "the".

    What stands in brackets after a name ("Northwire (agency)") is no part of it.

    >>> same_house("Dailysabah", "Daily Sabah"), same_house("AFP", "Agence France-Presse"), same_house("AP", "PA")
    (True, True, False)
    """
    if not left or not right:
        return False
    left, right = _GLOSS.sub("", left.strip()), _GLOSS.sub("", right.strip())
    one, other = outlet_of(left), outlet_of(right)
    return one == other if one and other else bool(_key(left)) and _key(_site(left)) == _key(_site(right))


def namings(text: str) -> Iterator[Naming]:
    """The outlets that a text names, in order; agencies without a name are the outlet ``agencies``.

    >>> [(one.outlet.name, one.sure) for one in namings("With files from dpa, PA and agencies")]
    [('DPA', True), ('PA Media', False), ('agencies', True)]
    """
    spelt = _spelt()
    for match in _pattern().finditer(text):
        words = match.group()
        outlet, sure = spelt[words] if words in spelt else spelt[words.lower()]
        yield Naming(outlet, match.start(), match.end(), sure)


@cache
def agency_names() -> frozenset[str]:
    """Every spelling of every news and picture agency.

    >>> {"AFP", "REUTERS", "Getty Images"} <= agency_names(), "The Guardian" in agency_names()
    (True, False)
    """
    names = {name for house, outlet in _houses() if outlet.agency for name in (house.name, *house.also, *house.signs)}
    return frozenset(names | {name.upper() for name in names if len(name) > 3})


@lru_cache(maxsize=4096)
def _outlet_of(words: str) -> Outlet | None:
    words = words.strip()
    host = _host(words)
    for start in range(len(host) - 1):
        if found := _domains().get(".".join(host[start:])):
            return found
    return _keys().get(_key(words)) or _keys().get(_key(_KINDS.sub("", words)))


def _host(words: str) -> list[str]:
    """The labels of the host that some words are the address of; none where they are no address."""
    if "." not in words or " " in words:
        return []
    try:
        return (urlsplit(words if "//" in words else f"//{words}").hostname or "").split(".")
    except ValueError:  # a bracket left open
        return []


def _site(words: str) -> str:
    """The name in an address: the longest label of its host before the last; other words as they are."""
    return max(_host(words.strip())[:-1], key=len, default=words)


@lru_cache(maxsize=8192)
def _key(words: str) -> str:
    """Letters and figures alone, folded, without accents and a leading "the"."""
    plain = unicodedata.normalize("NFKD", words.casefold()).replace("ı", "i")
    return "".join(filter(str.isalnum, plain.removeprefix("the ")))


@cache
def _houses() -> tuple[tuple[_House, Outlet], ...]:
    lists = load("agencies", _Lists)
    return (
        *((one, Outlet(one.name, agency=True)) for one in lists.agencies.houses),
        *((one, Outlet(one.name, agency=True, pictures=True)) for one in lists.picture_agencies.houses),
        *((one, Outlet(one.name)) for one in lists.outlets.houses),
    )


@cache
def _spelt() -> dict[str, tuple[Outlet, bool]]:
    """Every spelling that may stand in a text, with its outlet, and whether it means it anywhere."""
    found: dict[str, tuple[Outlet, bool]] = {}
    for house, outlet in _houses():
        for name in (house.name, *house.also, *house.signs):
            sure = name not in house.signs
            found.setdefault(name, (outlet, sure))
            if len(name) > 3:
                found.setdefault(name.upper(), (outlet, sure))
        for domain in house.domains:
            found.setdefault(domain, (outlet, True))
    unnamed = Outlet(UNNAMED, agency=True)
    return found | dict.fromkeys(load("agencies", _Lists).unnamed.words, (unnamed, True))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of(_spelt())}(?!\w)")


@cache
def _keys() -> dict[str, Outlet]:
    found = {_key(name): outlet for house, outlet in _houses() for name in (*house.also, *house.signs)}
    found |= {_key(house.name): outlet for house, outlet in _houses()}
    return found | {_key(word): Outlet(UNNAMED, agency=True) for word in load("agencies", _Lists).unnamed.words}


@cache
def _domains() -> dict[str, Outlet]:
    return {domain: outlet for house, outlet in _houses() for domain in house.domains}
