"""Predicted names: a tag for each word of sentences whose words a gold file gives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

from msgspec import Struct

from recount.bench import gold_rows
from recount.bench.given import Given, parts_given
from recount.language.analysis import Analysis
from recount.language.reader import Reader

# Sentences of a set that are read together: those before and after one are mostly of its document.
_TOGETHER = 64


class WordsRow(Struct, frozen=True):
    """One sentence of a gold file, without its tags; `set` is the collection that it is from."""

    words: tuple[str, ...]
    set: str = ""


class EntityPrediction(Struct, frozen=True):
    """The tags of one sentence: ``O``, or ``B-`` and ``I-`` with the kind of the name; `words` is how many."""

    words: int
    tags: tuple[str, ...]


def predict(gold: Path) -> Iterator[EntityPrediction]:
    """The names in each sentence of a gold file, in order, read with its neighbours of the same set."""
    reader = Reader()
    for _, rows in groupby(gold_rows(gold, WordsRow), key=lambda row: row.set):
        while block := [Given("", row.words, opens=at == 0) for at, row in enumerate(islice(rows, _TOGETHER))]:
            tags = tags_of(reader.read(parts_given(reader.tokenizer, block)))
            first = 0
            for sentence in block:
                size = len(sentence.words)
                yield EntityPrediction(size, tags[first : first + size])
                first += size


def tags_of(analysis: Analysis) -> tuple[str, ...]:
    """The tags of the words of an analysis whose places are counted in words.

    A nationality has no tag of its own in these sets: people ("the Americans") are persons, an adjective is no name.

    >>> from recount.language.analysis import Entity, Word
    >>> words = [Word(0, 1, "DET", 1, "det"), Word(1, 2, "PROPN", 2, "nsubj"), Word(2, 3, "VERB", -1, "root")]
    >>> tags_of(Analysis(tuple(words), (Entity(1, 2, "NAT", 0.9),)))
    ('O', 'B-PER', 'O')
    """
    tags = ["O"] * len(analysis.words)
    for entity in analysis.entities:
        kind = entity.kind
        if kind == "NAT":
            if analysis.words[entity.end - 1].pos == "ADJ":
                continue
            kind = "PER"
        tags[entity.start : entity.end] = [f"B-{kind}"] + [f"I-{kind}"] * (entity.end - entity.start - 1)
    return tuple(tags)
