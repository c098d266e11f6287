"""RSS, Atom and JSON feeds to their entries, each as HTML with what the feed says of it."""

from __future__ import annotations

import io
import re
from html import escape, unescape

import feedparser

from recount.reports.dates import read_stamp
from recount.reports.jsonfeed import is_json_feed, json_feed_entries
from recount.reports.reading import Details
from recount.reports.refusal import Refused
from recount.reports.surrogates import mended_references

_TAG = re.compile(r"<[^<>]{1,300}>")


def feed_entries(data: bytes, given: Details) -> list[tuple[str, Details]]:
    """Each entry's HTML and details, in the feed's order.

    The bytes are parsed as they are and nothing is fetched. Raises `Refused` ("not_a_feed", "empty").

    Source: RSS 2.0; RFC 4287 (Atom).

    >>> entries = feed_entries(b"<rss><channel><item><title>Raid</title><description>Two died.</description>"
    ...                        b"</item></channel></rss>", Details())
    >>> [(html, details.title) for html, details in entries]
    [('<p>Two died.</p>', 'Raid')]
    """
    if is_json_feed(data[:4096]):
        return json_feed_entries(data, given)
    try:
        feed = feedparser.parse(io.BytesIO(mended_references(data)), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # the parser stumbles over some broken feeds with whatever comes up
        raise Refused("not_a_feed", f"it is no feed that can be parsed ({type(error).__name__}: {error})") from error
    if not feed.version and not feed.entries:
        raise Refused("not_a_feed", f"it is no RSS or Atom feed ({feed.get('bozo_exception', 'no entries')})")
    if not feed.entries:
        raise Refused("empty", "the feed has no entries")
    publisher = _words(feed.feed.get("title"))
    return [(_html(entry), _details(entry, publisher, given)) for entry in feed.entries]


def _html(entry: feedparser.FeedParserDict) -> str:
    """The fullest text of an entry as HTML: its content, else its summary; plain text is escaped."""
    parts = [*entry.get("content", ()), *filter(None, [entry.get("summary_detail")])]
    if not parts:
        return ""
    part = max(parts, key=lambda part: len(part.get("value", "")))
    value = str(part.get("value", ""))
    if part.get("type") == "text/plain":
        value = escape(value)
    return value if value.lstrip().startswith("<") else f"<p>{value}</p>"


def _details(entry: feedparser.FeedParserDict, publisher: str | None, given: Details) -> Details:
    """What the feed says of an entry; the entry's own source goes before the feed's title."""
    source = entry.get("source") or {}
    stamp = read_stamp(str(entry.get("published", "")))
    own = given.published_on is None
    return Details(
        url=_words(entry.get("link")),
        publisher=_words(source.get("title")) or publisher,
        title=_words(entry.get("title")),
        byline=_words(entry.get("author")),
        published_on=(stamp.on if stamp else None) if own else given.published_on,
        published_at=stamp.at if stamp and own else None,
        published_from=("meta" if stamp else None) if own else "given",
        fetched_at=given.fetched_at,
    )


def _words(value: object) -> str | None:
    """The words of a field, without tags; None where there are none."""
    words = " ".join(unescape(_TAG.sub("", value)).split()) if isinstance(value, str) else ""
    return words or None
