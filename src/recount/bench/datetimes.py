"""Spans of the English date-time specifications of Microsoft Recognizers-Text, in their terms.

A specification is a JSON list of cases; of each only its text and its reference moment are read. A row has a case's
spans with their type and, as strings, their value or their `from` and `to`; `code` is the TIMEX3 value of what is not
placed. Recognizers gives every reading of an open year, week or half of a day; recount decides for one, the last.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct, field

from recount.bench import gold_lines
from recount.claims.timex.spans.grammar import spans
from recount.errors import InputError
from recount.resolve.timex.spans.stretches import Stretch, stretch

_ANY = datetime(2019, 1, 1)  # cases without a reference moment mean full dates
_FORMATS = {
    "date": "%Y-%m-%d", "daterange": "%Y-%m-%d", "time": "%H:%M:%S", "timerange": "%H:%M:%S",
    "datetime": "%Y-%m-%d %H:%M:%S", "datetimerange": "%Y-%m-%d %H:%M:%S",
}  # fmt: skip


class _Context(Struct, frozen=True):
    written: str | None = field(default=None, name="ReferenceDateTime")


class _Case(Struct, frozen=True):
    text: str = field(name="Input")
    context: _Context | None = field(default=None, name="Context")


class SpanRow(Struct, frozen=True, omit_defaults=True):
    """One span: its place in code points, its type, and its one value or its two ends."""

    start: int
    end: int
    type: str
    value: str | None = None
    first: str | None = field(default=None, name="from")
    last: str | None = field(default=None, name="to")
    code: str | None = None


class CaseRow(Struct, frozen=True):
    """The spans of a case, by its number in the specification."""

    case: int
    spans: tuple[SpanRow, ...]


def predict(gold: Path) -> Iterator[CaseRow]:
    """The spans that recount finds in each case of a specification; raises `InputError` where the file is none."""
    try:
        cases = msgspec.json.decode(b"".join(gold_lines(gold)).removeprefix(BOM_UTF8), type=tuple[_Case, ...])
    except msgspec.MsgspecError as error:
        raise InputError(f"{gold}: this is no specification of Recognizers: {error}") from error
    for number, case in enumerate(cases):
        said = None if case.context is None else case.context.written
        yield CaseRow(number, tuple(rows(case.text, _ANY if said is None else datetime.fromisoformat(said[:19]))))


def rows(text: str, at: datetime) -> Iterator[SpanRow]:
    """The spans of a text written at a moment, in order.

    >>> [(one.type, one.first, one.last) for one in rows("between Monday and Wednesday", datetime(2022, 4, 8))]
    [('daterange', '2022-04-04', '2022-04-06')]
    """
    for span in spans(text):
        found = stretch(span.form, at)
        if found is not None:
            yield _row(span.start, span.end, found)


def _row(start: int, end: int, found: Stretch) -> SpanRow:
    form = _FORMATS.get(found.kind, "")
    first, last = (None if one is None else one.strftime(form) for one in (found.begin, found.end))
    if found.code is None and found.kind in {"date", "time", "datetime"}:
        return SpanRow(start, end, found.kind, value=first)
    return SpanRow(start, end, found.kind, first=first, last=last, code=found.code)
