"""The usual ways to find copies, to stand beside recount's: MinHash over shingles, and plain containment.

Each is given the threshold that suits the gold best, which flatters it.

Source: A. Z. Broder, "On the resemblance and containment of documents" (1997).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from recount.bench.clusters import ClusterScore, agreement
from recount.resolve.origins.index.unions import Unions
from recount.resolve.origins.text.shingles import shingles

PERMUTATIONS = 128
_WORD = re.compile(r"\w+")
_THRESHOLDS = tuple(step / 50 for step in range(1, 50))

Pairs = Mapping[tuple[str, str], float]


def shingled(text: str) -> NDArray[np.uint64]:
    """The hashes of every five words in a row of a whole text, menus and all, each once."""
    words = (zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in _WORD.findall(text.lower()))
    return np.unique(shingles(np.fromiter(words, np.uint64)))


def minhash(sets: Mapping[str, NDArray[np.uint64]]) -> Pairs:
    """For each two texts, the share of 128 permutations under which both have the same least shingle."""
    random = np.random.default_rng(1)
    odd = random.integers(1, 1 << 63, PERMUTATIONS, dtype=np.uint64) | np.uint64(1)
    signs = {
        name: (shingles[:, None] * odd).min(axis=0)
        if len(shingles)
        else random.integers(1 << 63, size=PERMUTATIONS, dtype=np.uint64)
        for name, shingles in sets.items()
    }
    return dict(_alike(signs))


def containment(sets: Mapping[str, NDArray[np.uint64]]) -> Pairs:
    """For each two texts, the share of the shorter one's shingles that the other has too."""
    return {
        (one, other): len(np.intersect1d(sets[one], sets[other], assume_unique=True))
        / max(1, min(len(sets[one]), len(sets[other])))
        for one, other in combinations(sets, 2)
    }


def at_best(pairs: Pairs, gold: Mapping[str, str]) -> tuple[float, ClusterScore]:
    """The threshold at which clusters of pairs above it agree best with the gold, and how well they do."""
    scored = [
        (threshold, agreement(gold, _clusters(gold, [pair for pair, value in pairs.items() if value >= threshold])))
        for threshold in _THRESHOLDS
    ]
    return max(scored, key=lambda each: each[1].f1)


def _clusters(gold: Mapping[str, str], pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    numbers = {name: number for number, name in enumerate(gold)}
    unions = Unions()
    unions.grow(len(numbers))
    for one, other in pairs:
        unions.join(numbers[one], numbers[other])
    return {name: unions.root(number) for name, number in numbers.items()}


def _alike(signs: Mapping[str, NDArray[np.uint64]]) -> Iterator[tuple[tuple[str, str], float]]:
    for one, other in combinations(signs, 2):
        yield (one, other), float((signs[one] == signs[other]).mean())
