"""Invented sketches without end, many of them copies of others, made without writing a text: always the same ones.

They are to sketches what `recount.bench.newswire` is to reports: of ten four are copies of a recent one, as it stands,
cut to three fifths, edited here and there, or brought up to date; three of ten end with one of 300 passages. Names are
used as often as words are (G. K. Zipf, 1949).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from recount.resolve.origins.facts.found import Facts, keys_of, posts_of
from recount.resolve.origins.facts.telling import FIGURE, NAME
from recount.resolve.origins.sketches import Sketch
from recount.resolve.origins.text.shingles import distinct, posts, shingles, winnowed

_SENTENCES, _WORDS, _FACTS = 25, 20, 3
_NAMES, _RECENT, _PASSAGES = 7500, 2000, 300
_COPIED, _SHARED, _NAMED = 0.4, 0.3, 0.7
_KEPT, _EVERY_EDITED, _EVERY_NEW = 0.6, 8, 3
_FIRST: Final = date(2015, 1, 1).toordinal()
_LEVEL, _HASH = 2, 4


class Told(NamedTuple):
    """Sentences: a row each, of the hashes of its words and of the facts in it."""

    words: NDArray[np.uint64]
    facts: NDArray[np.uint32]

    def some(self, rows: NDArray[np.int64] | slice) -> Told:
        """Some of the sentences."""
        return Told(self.words[rows], self.facts[rows])

    def with_(self, other: Told) -> Told:
        """Both, one after the other."""
        return Told(np.concatenate((self.words, other.words)), np.concatenate((self.facts, other.facts)))


def invented(a_day: int, seed: int = 1) -> Iterator[tuple[Sketch, bool]]:
    """Sketches of reports of about 500 words, so many a day, each with whether it copies one before.

    >>> wire = invented(2000)
    >>> first, copied = next(wire)
    >>> first.report, len(first.shingles) > 400, copied
    ('rpt:00000000', True, False)
    """
    draw = np.random.default_rng(seed)
    chances = (1 / np.arange(1, _NAMES + 1)).cumsum()
    chances /= chances[-1]

    def written(number: int) -> Told:
        """New sentences."""
        named = draw.random((number, _FACTS)) < _NAMED
        names = chances.searchsorted(draw.random((number, _FACTS))) << _HASH | 2 << _LEVEL | NAME
        figures = draw.integers(13, 2000, (number, _FACTS)) << _HASH | 3 << _LEVEL | FIGURE
        words = draw.integers(0, 1 << 63, (number, _WORDS), dtype=np.uint64)
        return Told(words, np.where(named, names, figures).astype(np.uint32))

    passages = [written(2) for _ in range(_PASSAGES)]
    recent: deque[Told] = deque(maxlen=_RECENT)
    for number in count():
        copied = bool(recent) and draw.random() < _COPIED
        if copied:
            told = recent[draw.integers(len(recent))]
            way = draw.integers(4)
            if way == 1:
                told = told.some(slice(0, int(_SENTENCES * _KEPT)))
            elif way > 1:
                fresh = np.arange(0, len(told.words), _EVERY_EDITED if way == 2 else _EVERY_NEW)
                new, told = written(len(fresh)), Told(told.words.copy(), told.facts.copy())
                told.words[fresh], told.facts[fresh] = new
        else:
            told = written(_SENTENCES)
            recent.append(told)
        if draw.random() < _SHARED:
            told = told.with_(passages[int(_PASSAGES * draw.random() ** 2)])
        yield _sketch(number, told, _FIRST + number // a_day), copied


def _sketch(number: int, told: Told, day: int) -> Sketch:
    hashes = shingles(told.words.ravel())
    facts = Facts(told.facts.ravel(), np.repeat(np.arange(len(told.facts), dtype=np.int32), _FACTS))
    return Sketch(
        report=f"rpt:{number:08}",
        day=day,
        address=None,
        shingles=distinct((hashes >> np.uint64(32)).astype(np.uint32)),
        facts=keys_of(facts),
        posts=np.sort(np.concatenate((posts(winnowed(hashes)), posts_of(facts)))),
    )
