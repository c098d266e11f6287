"""Nations, armed groups and sides: their names, the words for their people, and the words that stand for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from recount.lexicon import load


class Nation(Struct, frozen=True, forbid_unknown_fields=True):
    """A state: ISO 3166 alpha-2 code, English name, its other names, demonyms, and what stands for its government."""

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    metonyms: tuple[str, ...]


class Party(Struct, frozen=True, forbid_unknown_fields=True):
    """An armed group, side or mission: its names, the words for its members, and the country it mainly is in."""

    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    country: str


class _Nations(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    nations: tuple[Nation, ...]


class _Parties(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    parties: tuple[Party, ...]


@cache
def nations() -> tuple[Nation, ...]:
    """All states of ``lexicon/nations.toml``."""
    lists: _Nations = load("nations", _Nations)
    return lists.nations


@cache
def parties() -> tuple[Party, ...]:
    """All armed groups and sides of ``lexicon/parties.toml``."""
    lists: _Parties = load("parties", _Parties)
    return lists.parties


@cache
def people_names() -> frozenset[str]:
    """Every capitalised word for people of a nation or side.

    >>> "Ukrainians" in people_names()
    True
    """
    peoples: tuple[Nation | Party, ...] = (*nations(), *parties())
    return frozenset(word for one in peoples for word in one.demonyms)


@cache
def nation_of() -> Mapping[str, Nation]:
    """Every name, demonym and metonym of a state, as written, to it; names win over demonyms, these over metonyms.

    >>> nation_of()["Kremlin"].name, nation_of()["Ukrainian"].code
    ('Russia', 'UA')
    """
    found: dict[str, Nation] = {}
    for pick in ("metonyms", "demonyms", "names"):
        for nation in reversed(nations()):
            found.update(dict.fromkeys(getattr(nation, pick), nation))
    return found


@cache
def party_of() -> Mapping[str, Party]:
    """Every name and demonym of an armed group or side, as written, to it."""
    return {word: party for party in parties() for word in (*party.demonyms, *party.names)}
