"""Other romanizations of an Arabic name: the article (al-, el-, ez-), joined or not, and the ending after it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from recount.lexicon import load
from recount.resolve.gazetteer.folding import fold


class _Articles(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    plain: tuple[str, ...]
    assimilated: tuple[str, ...]
    assimilating: tuple[str, ...]
    endings: tuple[str, ...]
    countries: tuple[str, ...]


@cache
def _articles() -> _Articles:
    found: _Articles = load("articles", _Articles)
    return found


def respellings(key: str) -> Iterator[str]:
    """The folded name with its article written in other ways, and its ending; none for a name without an article.

    A name of one word only has one where the article is joined to it.

    >>> list(respellings("deir ezzor"))[:3]
    ['deir al zor', 'deir el zor', 'deir az zor']
    >>> "al hasakah" in respellings("el hasakeh"), list(respellings("kyiv"))
    (True, [])
    """
    words = key.split()
    for at, word in enumerate(words):
        split = _split(word, words[at + 1] if at + 1 < len(words) else None)
        if split is None:
            continue
        joined, name = split
        rest = words[at + 1 :] if joined else words[at + 2 :]
        for article in _forms(name):
            for spelt in _endings([*words[:at], article, name, *rest]):
                if spelt != key:
                    yield spelt
        return


def bare(name: str, country: str) -> str | None:
    """The folded name of a place in an Arab country without the article it begins with; None where it has none.

    >>> bare("Al Qāmishlī", "SY"), bare("El Paso", "US")
    ('qamishli', None)
    """
    first, _, rest = fold(name).partition(" ")
    if not rest or country not in _articles().countries or first not in _apart():
        return None
    return rest


def _split(word: str, after: str | None) -> tuple[bool, str] | None:
    """Whether an article is joined to its name, and the name; None where a word has none."""
    if after is not None and word in _apart():
        return False, after
    if word.startswith(_joined()):
        for letter in _articles().assimilating:
            for article in (f"a{letter}", f"e{letter}"):
                if word.startswith(article + letter) and len(word) > len(article) + 2:
                    return True, word[len(article) :]
    return None


@cache
def _apart() -> frozenset[str]:
    """Articles as words of their own."""
    return frozenset((*_articles().plain, *_articles().assimilated))


@cache
def _joined() -> tuple[str, ...]:
    """What words begin with that an article is joined to: "azz", "ezz"."""
    return tuple(f"{vowel}{letter}{letter}" for vowel in "ae" for letter in _articles().assimilating)


def _forms(name: str) -> Iterator[str]:
    """The article in the ways it is written before a name."""
    yield from _articles().plain
    letter = next((letter for letter in _articles().assimilating if name.startswith(letter)), None)
    if letter is not None:
        yield from (f"a{letter}", f"e{letter}")


def _endings(words: list[str]) -> Iterator[str]:
    """The name as it stands, then with its ending in the other ways."""
    *before, last = words
    yield " ".join(words)
    ending = next((ending for ending in _articles().endings if last.endswith(ending)), None)
    if ending is not None and len(last) > len(ending) + 2:
        stem = last.removesuffix(ending)
        yield from (" ".join([*before, stem + other]) for other in _articles().endings if other != ending)
