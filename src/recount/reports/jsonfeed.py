"""A JSON Feed to its entries, each as HTML with what the feed says of it."""

from __future__ import annotations

import re
from html import escape

import msgspec
from msgspec import Struct

from recount.reports.dates import read_stamp
from recount.reports.reading import Details
from recount.reports.refusal import Refused
from recount.reports.surrogates import mended_json

_VERSION = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version')
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")


class _Author(Struct, frozen=True):
    name: str | None = None


class _Entry(Struct, frozen=True):
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    language: str | None = None
    author: _Author | None = None
    authors: tuple[_Author, ...] | None = None


class _Feed(Struct, frozen=True):
    title: str | None = None
    language: str | None = None
    items: tuple[_Entry, ...] = ()


def is_json_feed(head: bytes) -> bool:
    """Whether a stream with these first bytes is a JSON Feed.

    >>> is_json_feed(b'{"version": "https://jsonfeed.org/version/1.1", "items": []}')
    True
    """
    return _OBJECT.match(head) is not None and _VERSION.search(head) is not None


def json_feed_entries(data: bytes, given: Details) -> list[tuple[str, Details]]:
    """Each entry's HTML and details, in the feed's order. Raises `Refused` ("not_a_feed", "empty").

    Source: JSON Feed, version 1.1.
    """
    try:
        feed = msgspec.json.decode(mended_json(data.removeprefix(b"\xef\xbb\xbf")), type=_Feed)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("not_a_feed", f"it is no JSON Feed ({error})") from error
    if not feed.items:
        raise Refused("empty", "the feed has no entries")
    return [(_html(entry), _details(entry, feed, given)) for entry in feed.items]


def _html(entry: _Entry) -> str:
    """The fullest text of an entry as HTML; plain text is escaped, its blank lines part paragraphs."""
    if entry.content_html:
        return entry.content_html if entry.content_html.lstrip().startswith("<") else f"<p>{entry.content_html}</p>"
    text = entry.content_text or entry.summary or ""
    return "".join(f"<p>{escape(part.strip())}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def _details(entry: _Entry, feed: _Feed, given: Details) -> Details:
    stamp = read_stamp(entry.date_published or "")
    own = given.published_on is None
    authors = entry.authors or ((entry.author,) if entry.author else ())
    return Details(
        url=entry.url or entry.external_url,
        publisher=feed.title,
        title=entry.title,
        byline=", ".join(author.name for author in authors if author.name) or None,
        published_on=(stamp.on if stamp else None) if own else given.published_on,
        published_at=stamp.at if stamp and own else None,
        published_from=("meta" if stamp else None) if own else "given",
        fetched_at=given.fetched_at,
        language=entry.language or feed.language,
    )
