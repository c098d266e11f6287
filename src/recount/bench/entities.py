"""Predicted names: a tag for each word of sentences whose words a gold file gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path

from msgspec import Struct

from recount.bench import gold_rows
from recount.bench.given import Given, parts_given
from recount.language.analysis import Entity
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
            entities = reader.read(parts_given(reader.tokenizer, block)).entities
            tags = tags_of(entities, sum(len(sentence.words) for sentence in block))
            first = 0
            for sentence in block:
                size = len(sentence.words)
                yield EntityPrediction(size, tags[first : first + size])
                first += size


def tags_of(entities: Sequence[Entity], size: int) -> tuple[str, ...]:
    """The tags of `size` words, from names whose places are counted in words.

    >>> tags_of([Entity(1, 3, "PER", 0.9)], 4)
    ('O', 'B-PER', 'I-PER', 'O')
    """
    tags = ["O"] * size
    for entity in entities:
        tags[entity.start : entity.end] = [f"B-{entity.kind}"] + [f"I-{entity.kind}"] * (entity.end - entity.start - 1)
    return tuple(tags)
