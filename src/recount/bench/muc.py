"""Predicted deaths and injuries of the incidents that the dispatches of a gold file report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from recount.bench import gold_rows
from recount.bench.claims import published_on
from recount.bench.incidents import Fact, facts
from recount.claims.persons import find_persons
from recount.language.backends import backend
from recount.reports import read_text


class Dispatch(Struct, frozen=True):
    """One dispatch of a gold file, without its templates; `dct` is the day it was written."""

    doc_id: str
    text: str
    dct: str | None = None


class MucPrediction(Struct, frozen=True):
    """The distinct harms of one dispatch."""

    doc_id: str
    facts: tuple[Fact, ...]


def predict(gold: Path) -> Iterator[MucPrediction]:
    """The deaths and injuries in each dispatch of a gold file, one fact for each distinct harm."""
    reader = backend()
    for row in gold_rows(gold, Dispatch):
        day = published_on(row.dct)
        reading = read_text(row.text, id=row.doc_id, published_on=day)
        found = find_persons(reading, reader)
        yield MucPrediction(row.doc_id, facts(found, row.text, None if day is None else day.year))
