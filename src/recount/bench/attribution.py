"""Predicted attributions: who is said to say what in the texts of a gold file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from recount.bench import gold_rows
from recount.language import sentences
from recount.language.backends import backend
from recount.model import Span


class TextRow(Struct, frozen=True):
    """One text of a gold file, without its attributions."""

    doc_id: str
    text: str


class AttributionRow(Struct, frozen=True):
    """One attribution: the fragments of its source, cue and content as start and end in code points."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    probability: float


class AttributionPrediction(Struct, frozen=True):
    """The attributions of one text, in its order."""

    doc_id: str
    attributions: tuple[AttributionRow, ...]


def predict(gold: Path) -> Iterator[AttributionPrediction]:
    """The attributions in each text of a gold file."""
    reader = backend()
    for row in gold_rows(gold, TextRow):
        found = reader.analyse(row.text, sentences.split(row.text)).attributions
        rows = (
            AttributionRow(_places(one.source), _places((one.cue,)), _places(one.content), one.probability)
            for one in found
        )
        yield AttributionPrediction(row.doc_id, tuple(rows))


def _places(spans: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)
