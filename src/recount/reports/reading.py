"""Text in hand, with what is known of it, to a `Reading`: the report and its passages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from msgspec import UNSET, Struct, UnsetType, structs
from resiliparse.parse.lang import detect_fast

from recount import wire
from recount.model import DateOrigin, Reading, Report
from recount.reports.blocks import Block
from recount.reports.passages import passages
from recount.reports.plain import headline_of, label_text, masthead_of
from recount.reports.surrogates import mended

_ENOUGH_FOR_LANGUAGE = 200
_SURE_OF_LANGUAGE = 1200
_BODY = frozenset({"sentence", "quotation", "dateline"})


class Details(Struct, frozen=True, kw_only=True):
    """What is known of a report besides its text; the meaning of each field is that of `recount.model.Report`."""

    id: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    published_on: date | None = None
    published_at: datetime | None = None
    published_from: DateOrigin | None = None
    fetched_at: datetime | None = None
    language: str | None = None


def read_text(
    text: str,
    *,
    id: str | None = None,  # noqa: A002 - the field's own name
    url: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    published_on: date | None = None,
) -> Reading:
    """The reading of a text already in hand; `Report.text` is exactly the text given, so offsets into it hold.

    A lone surrogate, which no record can hold, is U+FFFD there and in what is known of the report. The report's id
    depends on its url, publisher, title, date and text alone, unless an `id` is given.

    >>> reading = read_text("Two died.", title="Shelling", published_on=date(2022, 4, 7))
    >>> reading.report.text, reading.report.published_from, [passage.kind for passage in reading.passages]
    ('Two died.', 'given', ['sentence'])
    """
    details = Details(
        id=id,
        url=url,
        publisher=publisher,
        title=title,
        byline=byline,
        published_on=published_on,
        published_from=None if published_on is None else "given",
    )
    text = mended(text)
    return plain_reading(text, details, wire.digest(text.encode()))


def plain_reading(text: str, details: Details, digest: str) -> Reading:
    """The reading of plain text; what `details` leave open its own headline and masthead may say."""
    masthead = masthead_of(text, details.title)
    dated = details.published_on is None and masthead.published_on is not None
    known = structs.replace(
        details,
        title=details.title or headline_of(text),
        publisher=details.publisher or masthead.publisher,
        byline=details.byline or masthead.byline,
        published_on=masthead.published_on if dated else details.published_on,
        published_from="text" if dated else details.published_from,
    )
    return reading_of(text, label_text(text, details.title), known, digest)


def reading_of(
    text: str, blocks: Sequence[Block], details: Details, digest: str, pages: tuple[int, ...] | UnsetType = UNSET
) -> Reading:
    """The reading of a text whose blocks are known; `digest` is the SHA-256 of the bytes it came from."""
    text, details = mended(text), _mended(details)
    report = Report(
        id=details.id or _content_id(text, details),
        url=details.url,
        publisher=details.publisher,
        title=details.title,
        byline=details.byline,
        published_on=details.published_on,
        published_at=details.published_at,
        published_from=details.published_from,
        fetched_at=details.fetched_at,
        language=details.language or _language(text),
        text=text,
        digest=digest,
        pages=pages,
    )
    return Reading(report=report, passages=passages(text, blocks))


def body(reading: Reading) -> str:
    """The report's own words, a line a paragraph: no headline, caption or furniture.

    >>> body(read_text("KYIV (AFP) — Two died. It was dark.\\n\\nLeave a Reply"))
    'KYIV (AFP) — Two died. It was dark.'
    """
    text = reading.report.text
    own = (passage for passage in reading.passages if passage.kind in _BODY)
    paragraphs = groupby(own, key=lambda passage: passage.paragraph)
    return "\n".join(" ".join(passage.span.of(text) for passage in paragraph) for _, paragraph in paragraphs)


def _content_id(text: str, details: Details) -> str:
    """The id that the report's content gives it; when it was fetched does not count."""
    return wire.content_id(
        "rpt",
        {
            "url": details.url,
            "publisher": details.publisher,
            "title": details.title,
            "published_on": details.published_on,
            "text": wire.digest(text.encode()),
        },
    )


def _mended(details: Details) -> Details:
    """The details with U+FFFD for lone surrogates in their words."""
    fields = structs.asdict(details)
    changes = {name: mended(value) for name, value in fields.items() if isinstance(value, str)}
    return structs.replace(details, **changes) if any(fields[name] != changes[name] for name in changes) else details


def _language(text: str) -> str | None:
    """The language of a text long enough to tell."""
    if len(text) < _ENOUGH_FOR_LANGUAGE:
        return None
    language, distance = detect_fast(text[:5000])
    return language if distance < _SURE_OF_LANGUAGE and language != "unknown" else None
