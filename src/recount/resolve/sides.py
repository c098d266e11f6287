"""Words to the states, armed groups and sides that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recount.lexicon.peoples import nation_of, party_of

_WORD = re.compile(r"[\w’'.-]+")


def sides_in(phrase: str) -> Iterator[str]:
    """The parties that stand in some words, the longest name first at each place.

    >>> list(sides_in("Kremlin spokesman Dmitry Peskov")), list(sides_in("the UN General Assembly"))
    (['Russia'], ['United Nations'])
    """
    tokens = [match.group().replace("’", "'") for match in _WORD.finditer(phrase)]
    at = 0
    while at < len(tokens):
        for size in range(min(6, len(tokens) - at), 0, -1):
            name = " ".join(tokens[at : at + size]).removesuffix("'s")
            name = name.removesuffix(".") if name.count(".") == 1 else name
            party = party_of().get(name) or nation_of().get(name)
            if party is not None:
                yield party.name
                at += size - 1
                break
        at += 1
