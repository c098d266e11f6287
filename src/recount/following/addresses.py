"""Addresses out of lists: plain text, OPML, sitemaps, feeds."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final, Literal
from urllib.parse import urljoin

from recount.following.entries import feed_of
from recount.following.markup import elements
from recount.reports import Limits
from recount.reports.jsonfeed import is_json_feed
from recount.reports.refusal import Refused

Kind = Literal["opml", "sitemap", "sitemaps", "feed", "page"]

_ROOT: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^>\[]*>\s*)*"
    rb"<(?:\w+:)?(opml|urlset|sitemapindex|rss|feed|RDF)\b",
    re.DOTALL,
)
_KINDS: Final[dict[bytes, Kind]] = {b"opml": "opml", b"urlset": "sitemap", b"sitemapindex": "sitemaps"}
_SNIFFED: Final = 4096
_MOST: Final = 50_000
_WHENEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


def kind_of(data: bytes) -> Kind:
    """What bytes are: a list of feeds (OPML), a sitemap or a list of sitemaps, a feed, or else a page.

    >>> kind_of(b"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>")
    'sitemap'
    """
    found = _ROOT.match(data[:_SNIFFED])
    if found is not None:
        return _KINDS.get(found[1], "feed")
    return "feed" if is_json_feed(data[:4096]) else "page"


def listed(data: bytes, url: str, limits: Limits) -> tuple[str, ...]:
    """The addresses in OPML (of feeds), a sitemap or a list of these, or a feed (of pages), in order, once each.

    `url` is where the bytes are from. Raises `Refused` where they are malformed or none of these.

    Source: OPML 2.0; sitemaps.org protocol 0.9 (no more than 50,000 addresses are taken from one file).

    >>> listed(b'<opml><body><outline xmlUrl="https://a.example/rss"/></body></opml>', "", Limits())
    ('https://a.example/rss',)
    """
    kind = kind_of(data)
    if kind == "page":
        raise Refused("not_a_feed", "it is no list of addresses: OPML, a sitemap or a feed")
    found: dict[str, None] = {}
    if kind == "feed":
        feed = feed_of(data, url, _WHENEVER, limits)
        found |= dict.fromkeys(one.details.url for one in feed.entries if one.details.url is not None)
    else:
        for one in elements(data):
            if len(found) >= _MOST:
                break
            if kind == "opml" and one.name == "outline" and (feed_url := _feed_url(one.attributes)):
                found[feed_url] = None
            elif kind != "opml" and one.name == "loc" and one.around[-1:] in (("url",), ("sitemap",)) and one.text:
                found[urljoin(url, one.text)] = None
    return tuple(found)


def _feed_url(attributes: dict[str, str]) -> str | None:
    return next((value.strip() for name, value in attributes.items() if name.lower() == "xmlurl"), None)


def of_lines(text: str) -> tuple[str, ...]:
    """The addresses of a plain list, one a line, once each; blank lines and what follows a # are passed over.

    >>> of_lines("# agencies\\nhttps://a.example/rss\\n\\nhttps://b.example/#top  # weekly")
    ('https://a.example/rss', 'https://b.example/#top')
    """
    lines = (re.sub(r"(?:^|\s)#.*", "", line).strip() for line in text.lstrip("\ufeff").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))
