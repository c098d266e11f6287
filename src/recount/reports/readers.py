"""Items to readings, whatever their form: pages, plain text, rows of JSON Lines, feeds.

What cannot be read becomes a `Rejected`, and the rest of the batch goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from recount import wire
from recount.model import Reading, Rejected
from recount.reports.decoding import decoded, unpacked
from recount.reports.feeds import feed_entries
from recount.reports.item import Form, Item
from recount.reports.items import items
from recount.reports.jsonfeed import is_json_feed
from recount.reports.jsonl import read_row
from recount.reports.limits import Limits
from recount.reports.nesting import refuse_tangled
from recount.reports.pages import read_page
from recount.reports.reading import Details, plain_reading
from recount.reports.refusal import Refused
from recount.reports.sniffing import PDF
from recount.reports.surrogates import mended
from recount.reports.telegram import read_message

_FEED = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<\?[^>]*\?>\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.IGNORECASE)
_SNIFFED = 4096
_LIMITS = Limits()
_NOTHING_GIVEN = Details()


def given_day(published_on: date | None) -> Details:
    """What is known of reports where one day is given for all (None: nothing).

    >>> given_day(date(2022, 4, 7)).published_from
    'given'
    """
    return Details(published_on=published_on, published_from=None if published_on is None else "given")


def read_reports(
    inputs: Iterable[str], *, limits: Limits = _LIMITS, published_on: date | None = None
) -> Iterator[Reading | Rejected]:
    """The readings of all reports that the inputs hold, in order, and a `Rejected` for each that cannot be read.

    Inputs are files, folders, globs, or ``-`` for standard input. `published_on` is taken for every report's date in
    place of what it says itself. Raises nothing for bad input.

    >>> [rejected.reason for rejected in read_reports(["no-such-file.html"])]
    ['missing']
    """
    for item in items(inputs, given_day(published_on), limits):
        if isinstance(item, Rejected):
            yield item
        else:
            yield from read_item(item, limits)


def read_item(item: Item, limits: Limits = _LIMITS) -> Iterator[Reading | Rejected]:
    """The readings of one item, or why there are none; a feed has one for each entry. Raises nothing for bad input.

    >>> item = Item(where="a.html", data=b"<title>Raid</title><p>Two people died on Monday.</p>", given=Details())
    >>> [reading.report.title for reading in read_item(item)]
    ['Raid']
    """
    try:
        if item.form == "row":
            yield read_row(item.data, item.given, limits)
            return
        if item.form == "message":
            yield read_message(item.data, item.given, wire.digest(item.data))
            return
        if item.form == "docx" or item.data.startswith(PDF):
            yield _read_document(item, limits)
            return
        text = decoded(item.data, item.charset)
        form = _form(text, item.form)
        if form == "entry":
            yield read_page(text, item.given, limits, wire.digest(item.data), whole=True)
        elif form == "feed":
            yield from _read_feed(item, text, limits)
        elif form == "page":
            yield read_page(text, item.given, limits, wire.digest(item.data))
        else:
            yield plain_reading(text, item.given, wire.digest(item.data))
    except Refused as refused:
        yield Rejected(where=mended(item.where), reason=refused.reason, detail=mended(str(refused)))


def read_html(html: str | bytes, *, limits: Limits = _LIMITS, given: Details = _NOTHING_GIVEN) -> Reading | Rejected:
    """The reading of a page already in hand, or why it cannot be read; nothing is fetched.

    What is `given` stands over what the page says of itself.

    >>> read_html("<title>Raid</title><p>Two people died on Monday.</p>").report.title
    'Raid'
    >>> read_html(b"").reason
    'empty'
    """
    where = mended(given.url) or "the page given"
    html = html if isinstance(html, bytes) else mended(html)
    data = html if isinstance(html, bytes) else html.encode()
    try:
        if len(data) > limits.max_bytes:
            raise Refused("too_large", f"it is larger than {limits.max_bytes:,} bytes: raise the limit or split it")
        text = decoded(unpacked(data, limits.max_bytes)) if isinstance(html, bytes) else html
        return read_page(text, given, limits, wire.digest(data))
    except Refused as refused:
        return Rejected(where=where, reason=refused.reason, detail=str(refused))


def _form(text: str, named: Form | None) -> Form:
    """What a text is, by what it looks like; its name decides between page and text."""
    head = text[:_SNIFFED]
    if named == "entry":
        return named
    if _FEED.match(head) or is_json_feed(head.encode("utf-8", "replace")):
        return "feed"
    if named in ("page", "text"):
        return named
    if _PAGE.search(head):
        return "page"
    return "feed" if named == "feed" else "text"


def _read_document(item: Item, limits: Limits) -> Reading:
    """The reading of a PDF or DOCX; their libraries are loaded where one is read."""
    from recount.reports.documents.docx import read_docx
    from recount.reports.documents.pdf import read_pdf

    read = read_pdf if item.data.startswith(PDF) else read_docx
    return read(item.data, item.given, limits, wire.digest(item.data))


def _read_feed(item: Item, text: str, limits: Limits) -> Iterator[Reading | Rejected]:
    """The readings of a feed's entries."""
    refuse_tangled(text, limits)
    for number, (html, details) in enumerate(feed_entries(item.data, item.given), start=1):
        try:
            yield read_page(html, details, limits, wire.digest(html.encode()), whole=True)
        except Refused as refused:
            yield Rejected(where=f"{mended(item.where)}:entry {number}", reason=refused.reason, detail=str(refused))
