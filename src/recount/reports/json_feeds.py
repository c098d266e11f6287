"""JSON Feeds to their entries, each as HTML with what the feed says of it."""

from __future__ import annotations

import re
from html import escape
from typing import Final

import msgspec
from msgspec import Struct

from recount.reports.dates import read_stamp
from recount.reports.reading import Details
from recount.reports.refusal import Refused

_VERSION: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{.*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/', re.DOTALL)
_SNIFFED: Final = 4096


class _Author(Struct, frozen=True):
    name: str | None = None


class _Item(Struct, frozen=True):
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    author: _Author | None = None
    authors: tuple[_Author, ...] = ()
    language: str | None = None


class _Feed(Struct, frozen=True):
    items: tuple[_Item, ...]
    title: str | None = None


def is_json_feed(data: bytes) -> bool:
    """Whether bytes begin as a JSON Feed does, with its version among the first of its fields.

    >>> is_json_feed(b'{"version": "https://jsonfeed.org/version/1.1", "items": []}'), is_json_feed(b'{"text": "A."}')
    (True, False)
    """
    return _VERSION.match(data[:_SNIFFED]) is not None


def json_feed_entries(data: bytes, given: Details) -> list[tuple[str, Details]]:
    """Each entry's HTML and details, in the feed's order. Raises `Refused` ("not_a_feed", "empty").

    Source: JSON Feed 1.1.

    >>> feed = b'{"version": "https://jsonfeed.org/version/1", "items": [{"content_text": "Two < 3."}]}'
    >>> [html for html, _ in json_feed_entries(feed, Details())]
    ['<p>Two &lt; 3.</p>']
    """
    try:
        feed = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Feed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("not_a_feed", f"it calls itself a JSON Feed and is none ({error})") from error
    if not feed.items:
        raise Refused("empty", "the feed has no entries")
    return [(_html(item), _details(item, feed.title, given)) for item in feed.items]


def _html(item: _Item) -> str:
    """The fullest text of an entry as HTML; plain text is escaped, its blank lines part paragraphs."""
    if item.content_html:
        value = item.content_html
        return value if value.lstrip().startswith("<") else f"<p>{value}</p>"
    text = item.content_text or item.summary or ""
    return "".join(f"<p>{escape(part.strip())}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def _details(item: _Item, publisher: str | None, given: Details) -> Details:
    stamp = read_stamp(item.date_published or "")
    own = given.published_on is None
    names = [author.name for author in (*item.authors, *filter(None, [item.author])) if author.name]
    return Details(
        url=item.url or item.external_url,
        publisher=publisher or None,
        title=item.title or None,
        byline=", ".join(dict.fromkeys(names)) or None,
        published_on=(stamp.on if stamp else None) if own else given.published_on,
        published_at=stamp.at if stamp and own else None,
        published_from=("meta" if stamp else None) if own else "given",
        fetched_at=given.fetched_at,
    )
