"""The bench for pages: reads each page of a gold file, never its labels, and writes what was read."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from recount import wire
from recount.model import Reading
from recount.reports import Limits, body
from recount.reports.decoding import UnreadableBytes, decoded, unpacked
from recount.reports.pages import read_page
from recount.reports.reading import Details


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
    """What is read from each page of a gold file, in its order; a page that cannot be read has empty fields."""
    limits = Limits()
    with gold.open("rb") as lines:
        for line in lines:
            if line.strip():
                row = msgspec.json.decode(line, type=PageRow)
                yield _predicted(row, (gold.parent / row.html).read_bytes(), limits)
