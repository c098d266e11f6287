"""Predicted toponyms: the names of places in the texts of a gold file, and where each is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from recount.bench import gold_rows
from recount.language import sentences
from recount.language.backends import backend
from recount.model import Mention
from recount.resolve.geoparsing import Toponym, geoparse, located

_GEONAMES = "geonames:"


class SpanRow(Struct, frozen=True):
    """The place of a gold toponym in its text, in code points."""

    start: int
    end: int


class ToponymsRow(Struct, frozen=True):
    """One text of a gold file; of its toponyms only where they stand is read, and only where that is given."""

    doc_id: str
    text: str
    toponyms: tuple[SpanRow, ...] = ()


class ToponymRow(Struct, frozen=True):
    """One toponym: its words and their place, WGS 84 degrees, the GeoNames id, and how it stands for the place."""

    start: int
    end: int
    text: str
    lat: float | None
    lon: float | None
    geonameid: str | None
    kind: str
    confidence: float


class PlacesPrediction(Struct, frozen=True):
    """The toponyms of one text, in its order."""

    doc_id: str
    toponyms: tuple[ToponymRow, ...]


def predict(gold: Path, *, spans: bool = False) -> Iterator[PlacesPrediction]:
    """The toponyms in each text of a gold file; with `spans` those that the gold marks, which are only located."""
    for row in gold_rows(gold, ToponymsRow):
        if spans:
            marked = sorted({(one.start, one.end) for one in row.toponyms})
            found = located(row.text, [Mention.at(row.text, start, end) for start, end in marked])
        else:
            heard = backend().analyse(row.text, sentences.split(row.text)).entities
            found = tuple(one for one in geoparse(row.text, heard) if one.kind != "anaphor")  # no set marks them
        yield PlacesPrediction(row.doc_id, tuple(map(_row, found)))


def _row(toponym: Toponym) -> ToponymRow:
    """A toponym as the scorer reads it; one without an entry is put where it most likely lies."""
    entry, at = toponym.entry, toponym.entry or toponym.near
    known = entry is not None and entry.id.startswith(_GEONAMES)
    return ToponymRow(
        start=toponym.mention.start,
        end=toponym.mention.end,
        text=toponym.mention.exact,
        lat=at.lat if at is not None else None,
        lon=at.lon if at is not None else None,
        geonameid=entry.id.removeprefix(_GEONAMES) if entry is not None and known else None,
        kind=toponym.kind,
        confidence=toponym.confidence,
    )
