"""The shape most word lists share: words with who says so and an example."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby

from msgspec import Struct

from recount.errors import LexiconError
from recount.lexicon import load


class WordList(Struct, frozen=True, forbid_unknown_fields=True):
    """A list of words that mean one thing, its source and an example."""

    source: str
    example: str
    words: tuple[str, ...]


def one_of(phrases: Iterable[str]) -> str:
    """A pattern for any of some phrases, the longest first; by their first letters, so that most are never tried.

    >>> one_of(["war", "siege", "war crime"])
    '(?:s(?:iege)|w(?:ar\\\\ crime|ar))'
    """
    ordered = sorted(set(phrases), key=lambda phrase: (phrase[0], -len(phrase), phrase))
    by_letter = groupby(ordered, key=lambda phrase: phrase[0])
    return f"(?:{'|'.join(f'{re.escape(letter)}{_any(one[1:] for one in own)}' for letter, own in by_letter)})"


def _any(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, phrases))})"


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
