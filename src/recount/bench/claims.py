"""Predicted claims for reports with gold claims."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from recount.bench import gold_rows
from recount.language.backends import backend
from recount.pipeline import read_claims
from recount.publish.rows import ReportRow, report_row
from recount.reports import read_text


class GoldReport(Struct, frozen=True):
    """A gold report; `published` may be a day, a month (``2011-03``), or None."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


class GoldRow(Struct, frozen=True):
    """A line of gold, without its claims."""

    report: GoldReport


def predict(gold: Path) -> Iterator[ReportRow]:
    """The claims that recount finds in each report of a gold file, in the codebook's JSON, under the gold's ids."""
    for row in gold_rows(gold, GoldRow):
        report = row.report
        reading = read_text(
            report.text,
            id=report.id,
            title=report.title,
            publisher=report.publisher,
            published_on=published_on(report.published),
        )
        yield report_row(reading, read_claims(reading, backend()).claims)


def published_on(published: str | None) -> date | None:
    """The day of publication; of a month its last day, by which all it reports had happened; None where not stated.

    >>> published_on("2011-03"), published_on("2011-03-04"), published_on(None)
    (datetime.date(2011, 3, 31), datetime.date(2011, 3, 4), None)
    """
    if not published:
        return None
    if len(published) == len("2011-03"):
        year, month = map(int, published.split("-"))
        return date(year, month, calendar.monthrange(year, month)[1])
    return date.fromisoformat(published[:10])
