"""One line of JSON to a reading: ``{"title", "publisher", "published", "url", "text"}``, bare or under ``"report"``."""

from __future__ import annotations

from codecs import BOM_UTF8

import msgspec
from msgspec import Struct, structs

from recount import wire
from recount.model import Reading
from recount.reports.dates import read_stamp
from recount.reports.limits import Limits
from recount.reports.lists.fields import address_in, fields, language_in, said
from recount.reports.pages import read_page
from recount.reports.reading import Details, plain_reading
from recount.reports.refusal import Refused
from recount.reports.surrogates import mended_json


class _Row(Struct, frozen=True):
    """The fields of a row that are read; others are passed over."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    text: str | None = None
    html: str | None = None
    language: object = None
    report: _Row | None = None


def read_row(line: bytes, given: Details, limits: Limits) -> Reading:
    """The reading of one JSON object; what the row says of itself stands over what its page says.

    Raises `Refused`: "not_json", "not_a_report" (a field of the wrong kind), "no_text", "encoding".

    >>> read_row(b'{"title": "Shelling", "text": "Two died."}', Details(), Limits()).report.title
    'Shelling'
    """
    digest = wire.digest(line.rstrip(b"\r\n"))
    line = mended_json(line.removeprefix(BOM_UTF8))
    row = _row(line)
    row = row.report or _with_others(row, line)
    details = _details(row, given)
    if row.text is not None and row.text.strip():
        return plain_reading(row.text, details, digest)
    if row.html is not None and row.html.strip():
        return read_page(row.html, details, limits, digest)
    if row.url is not None:
        raise Refused("no_text", "the object has an address but no `text`: fetch what lies there with `recount fetch`")
    raise Refused("no_text", "the object has no `text` (or `html`) with words in it")


def _row(line: bytes) -> _Row:
    try:
        return msgspec.json.decode(line, type=_Row)
    except msgspec.ValidationError as error:
        raise Refused("not_a_report", f"it is JSON but no report: {error}") from error
    except UnicodeDecodeError as error:
        raise Refused("encoding", f"byte {error.start} of the line is not UTF-8: save the file as UTF-8") from error
    except (msgspec.DecodeError, RecursionError) as error:
        shown = line[:40].decode("utf-8", "backslashreplace").strip()
        raise Refused("not_json", f"`{shown}` is not a JSON object on one line: {error}") from error


def _with_others(row: _Row, line: bytes) -> _Row:
    """A row with what it lacks taken from fields by the names that well-known sets of news give them."""
    if row.text and row.url and row.publisher and row.published:
        return row
    try:
        others = msgspec.json.decode(line, type=dict[str, object])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return row
    lists = fields()
    return structs.replace(
        row,
        text=row.text or (None if row.html else said(others, lists.texts)),
        title=row.title or said(others, lists.titles),
        url=row.url or address_in(others),
        publisher=row.publisher or said(others, lists.publishers),
        published=row.published or said(others, lists.dates),
        byline=row.byline or said(others, lists.authors),
        language=language_in(others),
    )


def _details(row: _Row, given: Details) -> Details:
    """What the row says, under what was given for the whole batch."""
    stamp = read_stamp(row.published) if row.published else None
    details = Details(
        id=row.id or None,
        url=row.url or None,
        publisher=row.publisher or None,
        title=row.title or None,
        byline=row.byline or None,
        published_on=stamp.on if stamp else None,
        published_at=stamp.at if stamp else None,
        published_from="given" if stamp else None,
        fetched_at=given.fetched_at,
        language=row.language if isinstance(row.language, str) else None,
    )
    if given.published_on is None:
        return details
    return structs.replace(details, published_on=given.published_on, published_at=None, published_from="given")
