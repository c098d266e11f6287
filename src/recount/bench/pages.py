"""The bench for pages: reads each page of a gold file, never its labels, and writes what was read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from recount import wire
from recount.bench import gold_rows
from recount.errors import InputError
from recount.reports import Limits, body
from recount.reports.decoding import decoded, unpacked
from recount.reports.pages import read_page
from recount.reports.reading import Details
from recount.reports.refusal import Refused


class PageRow(Struct, frozen=True):
    """One page of a gold file: `html` is the path of its gzip file, relative to the gold file."""

    doc_id: str
    html: str
    url: str | None = None


class PagePrediction(Struct, frozen=True, kw_only=True):
    """What was read from one page; `published` is an ISO date."""

    doc_id: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    byline: str | None = None
    text: str | None = None


def predict(gold: Path) -> Iterator[PagePrediction]:
    """What recount reads from each page of a gold file, in order.

    Raises `InputError` where a line is no gold row or its page cannot be opened.
    """
    limits = Limits()
    for row in gold_rows(gold, PageRow):
        path = gold.parent / row.html
        try:
            packed = path.read_bytes()
        except OSError as error:
            raise InputError(f"{path}, the page of {row.doc_id}, cannot be read: {error.strerror}") from error
        yield _predicted(row, packed, limits)


def _predicted(row: PageRow, packed: bytes, limits: Limits) -> PagePrediction:
    try:
        data = unpacked(packed, limits.max_bytes)
        reading = read_page(decoded(data), Details(url=row.url), limits, wire.digest(data))
    except Refused:
        return PagePrediction(doc_id=row.doc_id)
    report = reading.report
    return PagePrediction(
        doc_id=row.doc_id,
        title=report.title,
        published=None if report.published_on is None else report.published_on.isoformat(),
        publisher=report.publisher,
        byline=report.byline,
        text=body(reading),
    )
