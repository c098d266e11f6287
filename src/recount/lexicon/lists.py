"""The shape most word lists share: words with who says so and an example."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from recount.errors import LexiconError
from recount.lexicon import load


class WordList(Struct, frozen=True, forbid_unknown_fields=True):
    """A list of words that mean one thing, its source and an example."""

    source: str
    example: str
    words: tuple[str, ...]


@cache
def words(name: str, *entries: str) -> frozenset[str]:
    """The words of some lists of a file; raises `LexiconError` where there is no such list.

    >>> "who" in words("grammar", "relatives"), "who" in words("grammar", "times", "relatives")
    (True, True)
    """
    lists: Mapping[str, WordList] = load(name, Mapping[str, WordList])
    for entry in entries:
        if entry not in lists:
            raise LexiconError(f"lexicon/{name}.toml has no list [{entry}]; it has {', '.join(sorted(lists))}")
    return frozenset(word for entry in entries for word in lists[entry].words)
