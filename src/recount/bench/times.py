"""Every expression of time in gold texts, with its TIMEX3 type and value and its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from recount.bench import gold_rows
from recount.claims.timex import told
from recount.resolve.timex import covered, timed


class GoldText(Struct, frozen=True):
    """A gold text with the time it was written, without its expressions of time."""

    doc_id: str
    text: str
    dct: str | None = None


class TimeRow(Struct, frozen=True):
    """One expression of time; `first` and `last` are its days, None where it has none."""

    start: int
    end: int
    type: str
    value: str | None
    first: date | None = field(default=None, name="from")
    last: date | None = field(default=None, name="to")


class TimesRow(Struct, frozen=True):
    """The expressions of time of a text."""

    doc_id: str
    timexes: tuple[TimeRow, ...]


def predict(gold: Path) -> Iterator[TimesRow]:
    """The expressions of time that recount finds in each text of a gold file."""
    for row in gold_rows(gold, GoldText):
        yield TimesRow(row.doc_id, tuple(rows(row.text, _day(row.dct))))


def rows(text: str, written: date | None) -> Iterator[TimeRow]:
    """The expressions of time of a text, in order."""
    style, found = told(text)
    for one in timed(text, found, written, style):
        first, last = covered(one, written) or (None, None)
        yield TimeRow(one.expression.start, one.expression.end, one.kind, one.value, first, last)


def _day(dct: str | None) -> date | None:
    """The day of a moment in ISO 8601; None where it is not a whole day."""
    try:
        return None if dct is None else date.fromisoformat(dct[:10])
    except ValueError:
        return None
