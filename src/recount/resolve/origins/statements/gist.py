"""Words to what they tell: stems of the words that mean something, numbers as digits, and how much of it two share.

A word counts by how much it tells: closed classes nothing, words that any report of a war uses (`lexicon/worn.toml`)
little, names and numbers most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache

from msgspec import Struct

from recount.claims.phrases import singular
from recount.claims.quantities.cardinals import number_words
from recount.claims.quantities.numbers import number, opens_number
from recount.claims.quantities.pieces import pieces_of
from recount.language.tokens import Token, tokenise
from recount.lexicon.lists import words
from recount.resolve.gazetteer.folding import fold

_CLOSED = ("prepositions", "conjunctions", "relatives", "auxiliaries", "pronouns", "determiners")
_ENDINGS = ("ing", "edly", "ed", "ly", "es", "s", "e")
_STEM = 4
_REMEMBERED = 1 << 16
PLAIN = 1.0
"""The weight of a word that tells something and is neither a name nor a number."""

_WORN, _TELLING = 0.35, 1.5


class Gist(Struct, frozen=True, dict=True):
    """The telling words of a stretch in order, each as its stem with what it weighs, and all its words folded."""

    stems: tuple[str, ...]
    weights: tuple[float, ...]
    folded: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How much the words tell, all told."""
        return sum(self.weights)

    @cached_property
    def counted(self) -> Mapping[str, int]:
        """How often each stem stands in it."""
        once = dict.fromkeys(self.stems, 1)
        return once if len(once) == len(self.stems) else Counter(self.stems)

    @cached_property
    def worth(self) -> Mapping[str, float]:
        """What each stem weighs: a capital that only opens a sentence tells nothing, so the least weight counts."""
        found = dict(zip(self.stems, self.weights, strict=True))
        if len(found) < len(self.stems):
            for told, weighs in zip(self.stems, self.weights, strict=True):
                found[told] = min(weighs, found[told])
        return found


def gist(text: str) -> Gist:
    """The gist of some words.

    >>> gist("We counted two hundred and ten graves in Bor.").stems
    ('count', '210', 'grav', 'bor')
    """
    pieces = pieces_of(text, tokenise(text)).pieces
    stems: list[str] = []
    weights: list[float] = []
    folded: list[str] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        word = _word(piece)
        found = number(text, pieces, at) if word.opens_number else None
        if found is not None:
            stems.append(str(found.value))
            weights.append(_TELLING)
            folded.append(str(found.value))
            at = max(found.last, at + 1)
            continue
        at += 1
        if word.folded is not None:
            folded.append(word.folded)
            if word.weight > 0 and word.stem:
                stems.append(word.stem)
                weights.append(word.weight)
    return Gist(tuple(stems), tuple(weights), tuple(folded))


class _Word(Struct, frozen=True):
    """A word by itself; `folded` is None of a mark."""

    opens_number: bool
    folded: str | None
    stem: str
    weight: float


def _word(piece: Token) -> _Word:
    return _known_word(piece.text, piece.lower)


@lru_cache(_REMEMBERED)
def _known_word(text: str, lower: str) -> _Word:
    piece = Token(text, lower, 0, len(text))
    if not lower[0].isalnum():
        return _Word(opens_number(piece), None, "", 0.0)
    weight = _weight(piece)
    return _Word(opens_number(piece), fold(lower), stem(lower) if weight > 0 else "", weight)


def _weight(piece: Token) -> float:
    """How much a word tells."""
    if piece.lower in _closed() or piece.lower.startswith("'"):
        return 0.0
    if stem(piece.lower) in _worn():
        return _WORN
    return _TELLING if piece.text[0].isupper() else PLAIN


@cache
def _closed() -> frozenset[str]:
    return words("grammar", *_CLOSED) | words("worn", "fillers")


@cache
def _worn() -> frozenset[str]:
    return frozenset(stem(word) for word in words("worn", "war")) | number_words()


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """A word in lower case without the endings of number and tense, which reworded quotations change.

    >>> [stem(word) for word in ("attacked", "attacks", "attacking", "children", "villages", "said")]
    ['attack', 'attack', 'attack', 'child', 'villag', 'said']
    """
    bare = fold(singular(word.removesuffix("'s")))
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _STEM:
            return bare[: -len(ending)]
    return bare


class Sharing(Struct, frozen=True):
    """What two gists share: the weight of it, and what share of the lesser and of the larger it is."""

    weight: float
    contained: float
    alike: float


def weight_shared(left: Gist, right: Gist) -> float:
    """The weight of what two stretches of words both tell; of a word that weighs more in one, the lesser counts.

    >>> weight_shared(gist("burned houses"), gist("burned houses and bridges"))
    2.0
    """
    return sum(
        min(left.worth[told], right.worth[told]) * min(left.counted[told], right.counted[told])
        for told in sorted(left.counted.keys() & right.counted.keys())
    )


def weighed(left: Gist, right: Gist) -> Sharing:
    """How much of what two stretches of words tell is in both.

    >>> weighed(gist("burned houses"), gist("burned houses and bridges"))
    Sharing(weight=2.0, contained=1.0, alike=0.6666666666666666)
    """
    weight = weight_shared(left, right)
    if not weight:
        return Sharing(0.0, 0.0, 0.0)
    worth = {
        **left.worth,
        **{told: min(weighs, left.worth.get(told, weighs)) for told, weighs in right.worth.items()},
    }
    lesser, larger = sorted(sum(worth[told] for told in one.stems) for one in (left, right))
    return Sharing(weight, weight / lesser, weight / larger)


def in_order(left: Gist, right: Gist) -> float:
    """How much of the telling words that two stretches share stands in the same order in both, 0-1.

    >>> in_order(gist("They burned forty houses and the school"), gist("the school and 40 houses were burned")) < 1
    True
    """
    kept = sum(min(left.counted[told], right.counted[told]) for told in left.counted.keys() & right.counted.keys())
    return _longest_in_order(left.stems, right.stems) / kept if kept else 0.0


def _longest_in_order(left: Sequence[str], right: Sequence[str]) -> int:
    """The length of the longest common subsequence.

    A bit for each word of the left one, so that a word of the right one costs a few additions.

    Source: H. Hyyrö, "Bit-parallel LCS-length computation revisited" (2004).
    """
    places: dict[str, int] = {}
    for at, one in enumerate(left):
        places[one] = places.get(one, 0) | 1 << at
    full = free = (1 << len(left)) - 1
    for one in right:
        taken = free & places.get(one, 0)
        free = ((free + taken) | (free - taken)) & full
    return len(left) - free.bit_count()


def longest_run(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words in a row stand in both.

    >>> longest_run("a b c d".split(), "x b c y d".split())
    2
    """
    return SequenceMatcher(None, left, right, autojunk=False).find_longest_match().size
