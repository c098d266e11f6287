"""Invented reports without end, many of them copies of others: always the same ones.

Words follow G. K. Zipf's law (1949). Of ten reports four are copies of a recent one: printed as it stands, cut to
three fifths, edited here and there, or brought up to date. Three of ten end with one of 300
passages, the commonest of which every sixtieth report has.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random

import numpy as np
from msgspec import Struct

from recount.model import Passage, Reading, Report, Span

WORDS = 500
_SENTENCE, _VOCABULARY, _RECENT, _PASSAGES = 20, 30_000, 2000, 300
_COPIED, _SHARED, _NAMED, _COUNTED = 0.4, 0.3, 0.25, 0.5
_PLAIN = 200  # the words that are used most are no names
_KEPT, _EVERY_EDITED, _EVERY_NEW = 0.6, 8, 3
_A_DAY, _FIRST = 2000, date(2015, 1, 1)
_ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "kr", "st", "tr", "pl")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")


class Sent(Struct, frozen=True):
    """A report as it was sent, and whether it copies one sent before."""

    reading: Reading
    copied: bool


def newswire(seed: int = 1) -> Iterator[Sent]:
    """Reports of about `WORDS` words; the same for the same seed.

    >>> wire = newswire()
    >>> first = next(wire)
    >>> len(first.reading.report.text.split()) >= WORDS, first.copied
    (True, False)
    """
    chance, writer = Random(seed), _Writer(seed)
    recent: deque[tuple[str, ...]] = deque(maxlen=_RECENT)
    passages = [tuple(writer.sentences(2)) for _ in range(_PASSAGES)]
    for number in count():
        copied = bool(recent) and chance.random() < _COPIED
        if copied:
            sentences = _copied(recent[chance.randrange(len(recent))], chance, writer)
        else:
            sentences = tuple(writer.sentences(WORDS // _SENTENCE))
            recent.append(sentences)
        if chance.random() < _SHARED:
            sentences += passages[int(_PASSAGES * chance.random() ** 2)]
        yield Sent(_reading(number, sentences), copied)


def _copied(sentences: tuple[str, ...], chance: Random, writer: _Writer) -> tuple[str, ...]:
    way = chance.randrange(4)
    if way == 1:
        return sentences[: int(len(sentences) * _KEPT)]
    every = {2: _EVERY_EDITED, 3: _EVERY_NEW}.get(way)
    if every is None:
        return sentences
    fresh = iter(writer.sentences(len(sentences)))
    return tuple(next(fresh) if place % every == 0 else kept for place, kept in enumerate(sentences))


class _Writer:
    """Sentences of invented words, some with a name or a figure."""

    def __init__(self, seed: int) -> None:
        chance = Random(seed)
        words: dict[str, None] = {}
        while len(words) < _VOCABULARY:
            parts = chance.choices(_ONSETS, k=chance.randint(1, 4))
            word = "".join(onset + chance.choice(_VOWELS) for onset in parts)
            words[word.capitalize() if len(words) > _PLAIN and chance.random() < _NAMED else word] = None
        self._words = np.array(list(words), object)
        weights = (1 / np.arange(1, _VOCABULARY + 1)).cumsum()
        self._chances = weights / weights[-1]
        self._draw = np.random.default_rng(seed)

    def sentences(self, number: int) -> Iterator[str]:
        """So many sentences."""
        drawn = self._chances.searchsorted(self._draw.random((number, _SENTENCE)))
        figures = self._draw.integers(2, 2000, number)
        counted = self._draw.random(number) < _COUNTED
        for words, figure, given in zip(self._words[drawn].tolist(), figures.tolist(), counted.tolist(), strict=True):
            if given:
                words[_SENTENCE // 2] = str(figure)
            yield f"{' '.join(words)}."


def _reading(number: int, sentences: tuple[str, ...]) -> Reading:
    passages, at = [], 0
    for place, sentence in enumerate(sentences):
        passages.append(Passage(kind="sentence", span=Span(at, at + len(sentence)), paragraph=place))
        at += len(sentence) + 1
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    report = Report(
        id=f"rpt:{digest}",
        url=None,
        publisher="Invented Wire",
        title=None,
        byline=None,
        published_on=_FIRST + timedelta(days=number // _A_DAY),
        published_at=None,
        published_from="given",
        fetched_at=None,
        language="en",
        text=" ".join(sentences),
        digest=digest,
    )
    return Reading(report=report, passages=tuple(passages))
