"""A PDF situation report to a reading: its paragraphs over line and page ends, with the offset each page begins at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from recount.model import Reading, Span
from recount.reports.blocks import Block
from recount.reports.dates import Stamp, read_stamp
from recount.reports.documents.layout import (
    Line,
    Paragraph,
    in_reading_order,
    is_page_number,
    paragraphs_of,
    repeated,
    running,
)
from recount.reports.documents.printing import Printed, printed
from recount.reports.furniture import sort_of_sentence
from recount.reports.limits import Limits
from recount.reports.plain import furniture_line, same_words
from recount.reports.reading import Details, reading_of

_BREAK = "\n\n"
_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_NO_TITLE = re.compile(
    r"\.(?:docx?|indd|pdf|qxd|odt|html?)$|^(?:microsoft|untitled|powerpoint|document\d*|about:)", re.I
)
_DATED_LINES = 12
_DATED_WORDS = 16
_SAME_ROW = 0.5


def read_pdf(data: bytes, given: Details, limits: Limits, digest: str) -> Reading:
    """The reading of a PDF by its text layer; what is `given` stands over what the file says of itself.

    Heads and feet that repeat from page to page are furniture, told once; page numbers are left out. The date is that
    of a line near the top of the first page, else that of the file's making. Raises `Refused` ("encrypted",
    "unreadable", "too_large", "no_text").

    Source: ISO 32000-2; RFC 8118 (pages as fragments).
    """
    document = printed(data, limits)
    shapes = running(document.pages)
    heads: dict[str, None] = {}
    bodies: list[list[Line]] = []
    for page in document.pages:
        again = repeated(page, shapes)
        heads |= dict.fromkeys(line.text for line in page if line in again and not is_page_number(line.text))
        bodies.append(_rows(in_reading_order([line for line in page if line not in again])))
    paragraphs = paragraphs_of(bodies)
    title = _title(document, paragraphs)
    text, blocks, pages = _laid_out(paragraphs, _once(heads), title, len(bodies))
    return reading_of(text, blocks, _details(document, bodies, title, given), digest, pages)


def _rows(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, the cells of a table's row as one line with tabs between them."""
    rows: list[Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last is not None and abs(last.bottom - line.bottom) < _SAME_ROW * line.height and line.left > last.right:
            low, high = min(last.bottom, line.bottom), max(last.top, line.top)
            rows[-1] = Line(f"{last.text}\t{line.text}", last.left, line.right, low, high)
        else:
            rows.append(line)
    return rows


def _once(lines: dict[str, None]) -> list[str]:
    """Each running line once, digits aside."""
    shapes: dict[str, str] = {}
    for line in lines:
        shapes.setdefault(re.sub(r"\d+", "", line), line)
    return [line for line in shapes.values() if re.search(r"[^\W\d]{2}", line)]


def _title(document: Printed, paragraphs: Sequence[Paragraph]) -> str | None:
    """The title: the tallest print on the first page, else what the file says, if that is no file's name."""
    first = [one for one in paragraphs[:_DATED_LINES] if one.page == 0 and 3 <= len(one.text.split()) <= 30]
    usual = sorted(one.height for one in paragraphs)[len(paragraphs) // 2] if paragraphs else 0.0
    tallest = max(first, key=lambda one: one.height, default=None)
    said = document.title if len(document.title.split()) >= 3 and not _NO_TITLE.search(document.title) else None
    if said is not None and any(same_words(said, one.text) for one in first):
        return said
    return tallest.text if tallest is not None and tallest.height > 1.25 * usual else said


def _laid_out(
    paragraphs: Sequence[Paragraph], furniture: Sequence[str], title: str | None, count: int
) -> tuple[str, list[Block], tuple[int, ...]]:
    """The text, its blocks, and the offset at which each page begins."""
    parts: list[str] = []
    blocks: list[Block] = []
    begins: dict[int, int] = {}
    at = 0
    headed = False
    for one in paragraphs:
        span = Span(at, at + len(one.text))
        begins.setdefault(one.page, at)
        for page, offset in one.turns:
            begins.setdefault(page, at + offset)
        is_title = not headed and title is not None and same_words(one.text, title)
        headed = headed or is_title
        blocks.append(Block(span, "headline") if is_title else _block(one.text, span))
        parts.append(one.text)
        at = span.end + len(_BREAK)
    for line in furniture:
        blocks.append(Block(Span(at, at + len(line)), "furniture", furniture_line(line) or sort_of_sentence(line)))
        parts.append(line)
        at += len(line) + len(_BREAK)
    return _BREAK.join(parts), blocks, _pages(begins, count, max(0, at - len(_BREAK)))


def _block(text: str, span: Span) -> Block:
    sort = furniture_line(text)
    return Block(span, "body") if sort is None else Block(span, "furniture", sort)


def _pages(begins: dict[int, int], count: int, end: int) -> tuple[int, ...]:
    """Where each page begins; one without words where the next one does."""
    found: list[int] = []
    following = end
    for page in reversed(range(count)):
        following = begins.get(page, following)
        found.append(following)
    return (0, *found[::-1][1:]) if found else ()


def _details(document: Printed, pages: Sequence[Sequence[Line]], title: str | None, given: Details) -> Details:
    """What is known of the document: what was given, else what its first page and the file say."""
    printed_on = _dated(pages[0] if pages else ())
    made = _MADE.match(document.created)
    made_on = read_stamp("-".join(made.groups())) if made else None
    stamp = printed_on or made_on
    known = structs.replace(
        given, title=given.title or title, byline=given.byline or document.author or None, publisher=given.publisher
    )
    if given.published_on is not None or stamp is None:
        return known
    return structs.replace(
        known, published_on=stamp.on, published_at=None, published_from="text" if printed_on else "meta"
    )


def _dated(lines: Sequence[Line]) -> Stamp | None:
    """The date of a short line near the top of the first page."""
    for line in lines[:_DATED_LINES]:
        stamp = read_stamp(line.text) if len(line.text.split()) <= _DATED_WORDS else None
        if stamp is not None:
            return stamp
    return None
