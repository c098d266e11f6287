"""PDF documents to the lines that are printed on their pages, and what the file says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
from msgspec import Struct

from recount.reports.documents.layout import Line
from recount.reports.limits import Limits
from recount.reports.refusal import Refused

_GAP = 0.9  # of a line's height, more than stands between two words
_GLYPHS = str.maketrans({
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " ", "\ufffe": "-",
    "\x02": "-",
})  # fmt: skip
_PASSWORD = "password"
# The library writes a mark of its own for the hyphen at the end of a line, and no line end after it.
_ROW = re.compile("[^\n\ufffe\x02]+[\ufffe\x02]?")
_EVEN = 1.6
_STRETCHED = 2.5
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


class Printed(Struct, frozen=True):
    """A document: the lines of each page, in the order the file has them, and what it says of itself."""

    pages: tuple[tuple[Line, ...], ...]
    title: str
    author: str
    created: str


def printed(data: bytes, limits: Limits) -> Printed:
    """What a PDF prints, by its text layer.

    Raises `Refused` ("encrypted", "unreadable", "too_large", "no_text").

    Source: ISO 32000-2.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise Refused("encrypted", "the PDF is encrypted: save a copy without its password") from error
        raise Refused("unreadable", f"the PDF is damaged ({error}): fetch it again") from error
    try:
        if len(document) > limits.max_pages:
            raise Refused("too_large", f"it has more than {limits.max_pages:,} pages: split it")
        pages = tuple(_page(document, number, limits) for number in range(len(document)))
        said = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise Refused("unreadable", f"the PDF is damaged ({error}): fetch it again") from error
    finally:
        document.close()
    if not any(pages):
        how = "read its pages with a program for text recognition (as ocrmypdf) and save the result"
        raise Refused("no_text", f"the PDF has no text layer, as a scan has none: {how}")
    return Printed(pages, _said(said.get("Title")), _said(said.get("Author")), _said(said.get("CreationDate")))


def _page(document: pypdfium2.PdfDocument, number: int, limits: Limits) -> tuple[Line, ...]:
    """The lines of one page."""
    page = document[number]
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count > limits.max_bytes:
            raise Refused("too_large", f"its page {number + 1} has more than {limits.max_bytes:,} characters")
        return tuple(_lines(text_page, text_page.get_text_range() if count else ""))
    finally:
        text_page.close()
        page.close()


def _lines(text_page: pypdfium2.PdfTextPage, text: str) -> Iterator[Line]:
    """The lines of a page's text, each cut where the white in it is wider than between words.

    Places in the text are those of its characters only while no character takes two units of UTF-16; where one does,
    the boxes after it are those of a neighbour, which moves no word.
    """
    for match in _ROW.finditer(text):
        row, at = match.group(), match.start()
        words = [line for start, end in _words(row) if (line := _word(text_page, row, at, start, end)) is not None]
        if words:
            yield from _cells(words)


def _word(text_page: pypdfium2.PdfTextPage, row: str, at: int, start: int, end: int) -> Line | None:
    """One word with the box around it."""
    first, last = _box(text_page, at + start), _box(text_page, at + end - 1)
    if first is None or last is None:
        return None
    word = row[start:end].rstrip("\r").translate(_GLYPHS)
    word = word[:-1].replace("\u00ad", "") + word[-1:]
    low, high = min(first[1], last[1]), max(first[3], last[3])
    return Line(word, min(first[0], last[0]), max(first[2], last[2]), low, high) if word else None


def _cells(words: list[Line]) -> Iterator[Line]:
    """The words of a row, joined where they stand close or evenly, as in a line set to the width of its column."""
    gaps = [right.left - left.right for left, right in pairwise(words)]
    tall = max(word.height for word in words)
    even = len(gaps) > 1 and max(gaps) < _EVEN * max(min(gaps), 0.1) and max(gaps) < _STRETCHED * tall
    close = even or _RIGHT_TO_LEFT.search("".join(word.text for word in words)) is not None
    line = words[0]
    for word, gap in zip(words[1:], gaps, strict=True):
        if close or -tall < gap < _GAP * tall:
            line = _with(line, word)
        else:
            yield line
            line = word
    yield line


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where each word of a line begins and ends."""
    at = 0
    for part in text.split(" "):
        if part.strip():
            yield at, at + len(part)
        at += len(part) + 1


def _with(line: Line, word: Line) -> Line:
    return Line(
        f"{line.text} {word.text}", line.left, word.right, min(line.bottom, word.bottom), max(line.top, word.top)
    )


def _box(text_page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float] | None:
    """The box of one character, left, bottom, right, top; None past the last."""
    try:
        left, bottom, right, top = text_page.get_charbox(index, loose=True)
        return float(left), float(bottom), float(right), float(top)
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return None


def _said(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
