"""Inputs to readings: files, folders, globs and standard input, as pages, plain text, JSON Lines or feeds.

One report is in memory at a time. What cannot be read becomes a `Rejected`, and the rest of the batch goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import BufferedIOBase, BufferedReader, BytesIO
from pathlib import Path
from typing import Literal

from recount import wire
from recount.model import Reading, Rejected
from recount.reports.decoding import decoded, unpacked
from recount.reports.feeds import feed_entries
from recount.reports.jsonl import read_row
from recount.reports.limits import Limits
from recount.reports.nesting import refuse_tangled
from recount.reports.pages import read_page
from recount.reports.reading import Details, plain_reading
from recount.reports.refusal import Refused
from recount.reports.sources import found, opened, shown

Form = Literal["page", "feed", "lines", "text"]
_BY_SUFFIX: dict[str, Form] = {
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".txt": "text",
    ".rss": "feed",
    ".atom": "feed",
}
_FEED = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<\?[^>]*\?>\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.IGNORECASE)
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")
_SNIFFED = 4096
_LIMITS = Limits()
_NOTHING_GIVEN = Details()


def read_reports(
    inputs: Iterable[str], *, limits: Limits = _LIMITS, published_on: date | None = None
) -> Iterator[Reading | Rejected]:
    """The readings of all reports that the inputs hold, in order, and a `Rejected` for each that cannot be read.

    Inputs are files, folders, globs, or ``-`` for standard input. `published_on` is taken for every report's date in
    place of what it says itself. Raises nothing for bad input.

    >>> [rejected.reason for rejected in read_reports(["no-such-file.html"])]
    ['missing']
    """
    given = Details(published_on=published_on, published_from=None if published_on is None else "given")
    for path in found(inputs):
        if isinstance(path, Rejected):
            yield path
            continue
        with opened(path) as stream:
            if isinstance(stream, Rejected):
                yield stream
            else:
                yield from _read_stream(path, stream, given, limits)


def read_html(html: str | bytes, *, limits: Limits = _LIMITS, given: Details = _NOTHING_GIVEN) -> Reading | Rejected:
    """The reading of a page already in hand, or why it cannot be read; nothing is fetched.

    What is `given` stands over what the page says of itself.

    >>> read_html("<title>Raid</title><p>Two people died on Monday.</p>").report.title
    'Raid'
    >>> read_html(b"").reason
    'empty'
    """
    where = given.url or "the page given"
    data = html if isinstance(html, bytes) else html.encode("utf-8", "surrogatepass")
    try:
        if len(data) > limits.max_bytes:
            raise Refused("too_large", f"it is larger than {limits.max_bytes:,} bytes: raise the limit or split it")
        text = decoded(unpacked(data, limits.max_bytes)) if isinstance(html, bytes) else html
    except Refused as refused:
        return Rejected(where=where, reason=refused.reason, detail=str(refused))
    return _read_page(where, text, given, limits, wire.digest(data))


def _read_stream(path: Path, stream: BufferedReader, given: Details, limits: Limits) -> Iterator[Reading | Rejected]:
    """The readings of one open file."""
    where = shown(path)
    try:
        if _holds_lines(path, stream.peek(_SNIFFED)):
            yield from _read_lines(where, stream, given, limits)
            return
        data = unpacked(_bounded(stream, limits.max_bytes), limits.max_bytes)
        text = decoded(data)
    except Refused as refused:
        yield Rejected(where=where, reason=refused.reason, detail=str(refused))
        return
    except OSError as error:
        yield Rejected(where=where, reason="unreadable", detail=f"reading it failed ({error.strerror}): fetch it again")
        return
    form = _form(path, text)
    if form == "feed":
        yield from _read_feed(where, data, text, given, limits)
    elif form == "lines":
        yield from _read_lines(where, BytesIO(data), given, limits)
    elif form == "page":
        yield _read_page(where, text, given, limits, wire.digest(data))
    else:
        yield plain_reading(text, given, wire.digest(data))


def _bounded(stream: BufferedReader, max_bytes: int) -> bytes:
    """What the stream holds, if that is no more than `max_bytes`; no more than that is read."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise Refused("too_large", f"it is larger than {max_bytes:,} bytes: raise the limit or split it")
    return data


def _holds_lines(path: Path, head: bytes) -> bool:
    """Whether a file is JSON Lines, by its suffix or else by how it begins."""
    named = _BY_SUFFIX.get(path.suffix.lower())
    return named == "lines" or (named is None and _OBJECT.match(head) is not None)


def _form(path: Path, text: str) -> Form:
    """What a file holds, by what it looks like; its suffix decides between page and text."""
    suffix = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
    named = _BY_SUFFIX.get(suffix.lower())
    head = text[:_SNIFFED]
    if _FEED.match(head):
        return "feed"
    if named is not None:
        return named
    if _PAGE.search(head):
        return "page"
    return "feed" if suffix.lower() == ".xml" else "text"


def _read_page(where: str, html: str, given: Details, limits: Limits, digest: str) -> Reading | Rejected:
    try:
        return read_page(html, given, limits, digest)
    except Refused as refused:
        return Rejected(where=where, reason=refused.reason, detail=str(refused))


def _read_feed(where: str, data: bytes, text: str, given: Details, limits: Limits) -> Iterator[Reading | Rejected]:
    """The readings of a feed's entries."""
    try:
        refuse_tangled(text, limits)
        entries = feed_entries(data, given)
    except Refused as refused:
        yield Rejected(where=where, reason=refused.reason, detail=str(refused))
        return
    for number, (html, details) in enumerate(entries, start=1):
        try:
            yield read_page(html, details, limits, wire.digest(html.encode()), whole=True)
        except Refused as refused:
            yield Rejected(where=f"{where}:entry {number}", reason=refused.reason, detail=str(refused))


def _read_lines(where: str, stream: BufferedIOBase, given: Details, limits: Limits) -> Iterator[Reading | Rejected]:
    """The readings of a file of JSON objects, a report a line; blank lines are passed over."""
    number = 0
    while line := stream.readline(limits.max_bytes + 1):
        number += 1
        here = f"{where}:line {number}"
        if len(line) > limits.max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limits.max_bytes)
            yield Rejected(where=here, reason="too_large", detail=f"the line is longer than {limits.max_bytes:,} bytes")
        elif line.strip():
            try:
                yield read_row(line, given, limits)
            except Refused as refused:
                yield Rejected(where=here, reason=refused.reason, detail=str(refused))
    if number == 0:
        yield Rejected(where=where, reason="empty", detail="there is nothing in it")
