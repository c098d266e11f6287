"""Words to the states, armed groups and sides that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from recount.lexicon.peoples import nation_of, party_of

_WORD = re.compile(r"[\w’'.-]+")
_MOST = 6


def sides_in(phrase: str) -> Iterator[str]:
    """The parties that stand in some words, the longest name first at each place.

    >>> list(sides_in("Kremlin spokesman Dmitry Peskov")), list(sides_in("the UN General Assembly"))
    (['Russia'], ['United Nations'])
    """
    named, opening = _named(), _opening()
    tokens = _WORD.findall(phrase.replace("’", "'"))
    at = 0
    while at < len(tokens):
        for size in range(min(opening.get(tokens[at], 0), len(tokens) - at), 0, -1):
            name = " ".join(tokens[at : at + size]).removesuffix("'s")
            party = named.get(name.removesuffix(".") if name.count(".") == 1 else name)
            if party is not None:
                yield party
                at += size - 1
                break
        at += 1


@cache
def _named() -> Mapping[str, str]:
    """The party that each name stands for; an armed group's before a state's."""
    return {name: party.name for known in (nation_of(), party_of()) for name, party in known.items()}


@cache
def _opening() -> Mapping[str, int]:
    """The words that a name can begin with as they stand in a text, and how many the longest has, up to `_MOST`."""
    found: dict[str, int] = {}
    for name in _named():
        first, *more = name.split(" ")
        for form in (first,) if more else (first, f"{first}'s", f"{first}.", f"{first}.'s"):
            found[form] = min(_MOST, max(found.get(form, 0), 1 + len(more)))
    return found
