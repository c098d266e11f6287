"""The shipped model as a backend: windows in, words, names and attributions out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from recount.language import labels
from recount.language.analysis import Analysis, Attribution, Entity, Word
from recount.language.leanings import Leanings
from recount.language.sessions import Reading, Sessions, installed
from recount.language.spans import Found, find_spans
from recount.language.trees import best_tree
from recount.language.windows import Part, View, parts_of, views
from recount.model import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer


# Words before and after a cue among which its source and content are looked for.
_REACH = 80


class Reader:
    """A model in a folder, with `threads` to run on."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        self._sessions = Sessions(folder or installed(), threads)

    @property
    def name(self) -> str:
        """Name, version and checksum of the model."""
        return self._sessions.manifest.label

    @property
    def tokenizer(self) -> Tokenizer:
        """What cuts words into the model's sub-words."""
        return self._sessions.tokenizer

    def analyse(self, text: str, sentences: Sequence[Span]) -> Analysis:
        """The analysis of these sentences, one window after another: what surrounds a window never changes it."""
        return self.read(parts_of(self._sessions.tokenizer, text, sentences))

    def read(self, parts: Sequence[Part]) -> Analysis:
        """The analysis of sentences that are cut into words already."""
        words: list[Word] = []
        entities: list[Entity] = []
        attributions: list[Attribution] = []
        leanings: Leanings | None = None
        for view in views(self._sessions.tokenizer, parts):
            reading = self._sessions.encode(view.window)
            places = [span for part in view.parts for span in part.words]
            words += self._words(view, reading)
            entities += _entities(view, reading)
            attributions += self._attributions(view, reading, places)
            leaning = self._sessions.leanings.read(_states(view, reading))
            leanings = leaning if leanings is None else leanings.joined(leaning)
        return Analysis(tuple(words), tuple(entities), tuple(attributions), leanings)

    def _words(self, view: View, reading: Reading) -> list[Word]:
        """Parts of speech and the tree of each sentence."""
        heads = np.zeros(len(reading.states), dtype=np.int64)
        for _, begin, end in _answered(view):
            scores = reading.arcs[begin:end]
            tree = best_tree(np.concatenate([scores[:, :1], scores[:, begin + 1 : end + 1]], 1))
            heads[begin:end] = np.where(tree == 0, 0, tree + begin)
        relations = self._sessions.relations(reading.states, heads).argmax(1)
        pos = reading.tags["pos"].argmax(1)
        found = []
        for part, begin, _ in _answered(view):
            shift = part.first - begin - 1
            for place, span in enumerate(part.words, begin):
                head = int(heads[place])
                relation = labels.RELATIONS[relations[place]]
                found.append(Word(span.start, span.end, labels.POS[pos[place]], head + shift if head else -1, relation))
        return found

    def _attributions(self, view: View, reading: Reading, places: Sequence[Span]) -> Iterator[Attribution]:
        """What each cue reports, and who is said to report it."""
        cues = [
            Found(begin + cue.start, begin + cue.end, 0, cue.probability)
            for _, begin, end in _answered(view)
            for cue in find_spans(reading.tags["cue"][begin:end])
        ]
        for cue in cues:
            first, last = max(0, cue.start - _REACH), cue.end + _REACH
            near = places[first:last]
            scores = self._sessions.roles(reading.states[first:last], (cue.start - first, cue.end - first))
            found = find_spans(scores)
            source, content = (_spans(near, [one for one in found if one.kind == kind]) for kind in (0, 1))
            if content:
                sure = [one.probability for one in found]
                probability = cue.probability * sum(sure) / len(sure)
                yield Attribution(_span(places, cue.start, cue.end), source, content, round(probability, 4))


def _answered(view: View) -> Iterator[tuple[Part, int, int]]:
    """The parts that the window answers for, each with its first and last word in the window."""
    begin = 0
    for number, part in enumerate(view.parts):
        end = begin + len(part.words)
        if number in view.answers:
            yield part, begin, end
        begin = end


def _states(view: View, reading: Reading) -> NDArray[np.float32]:
    """The states of the words that the window answers for."""
    return np.concatenate([reading.states[begin:end] for _, begin, end in _answered(view)])


def _entities(view: View, reading: Reading) -> Iterator[Entity]:
    for part, begin, end in _answered(view):
        for found in find_spans(reading.tags["entity"][begin:end]):
            place = _span(part.words, found.start, found.end)
            yield Entity(place.start, place.end, labels.ENTITIES[found.kind], round(found.probability, 4))


def _span(places: Sequence[Span], start: int, end: int) -> Span:
    return Span(places[start].start, places[end - 1].end)


def _spans(places: Sequence[Span], found: Sequence[Found]) -> tuple[Span, ...]:
    return tuple(_span(places, one.start, one.end) for one in found)
