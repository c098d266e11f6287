"""Addresses out of OPML and feeds; what other lists name, `recount.reports.lists` tells."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final, Literal

from recount.following.entries import feed_of
from recount.following.markup import elements
from recount.reports import Limits
from recount.reports.jsonfeed import is_json_feed
from recount.reports.refusal import Refused

Kind = Literal["opml", "feed", "other"]

_ROOT: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^>\[]*>\s*)*"
    rb"<(?:\w+:)?(opml|rss|feed|RDF)\b",
    re.DOTALL,
)
SNIFFED: Final = 4096
_WHENEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


def kind_of(data: bytes) -> Kind:
    """What bytes are: a list of feeds (OPML), a feed, or something else.

    >>> kind_of(b"<?xml version='1.0'?><opml version='2.0'/>")
    'opml'
    """
    found = _ROOT.match(data[:SNIFFED])
    if found is not None:
        return "opml" if found[1] == b"opml" else "feed"
    return "feed" if is_json_feed(data[:SNIFFED]) else "other"


def listed(data: bytes, url: str, limits: Limits) -> tuple[str, ...]:
    """The addresses in OPML (of feeds) or in a feed (of pages), in order, once each.

    `url` is where the bytes are from. Raises `Refused` where they are malformed or neither.

    Source: OPML 2.0.

    >>> listed(b'<opml><body><outline xmlUrl="https://a.example/rss"/></body></opml>', "", Limits())
    ('https://a.example/rss',)
    """
    kind = kind_of(data)
    if kind == "opml":
        told = (_feed_url(one.attributes) for one in elements(data) if one.name == "outline")
        return tuple(dict.fromkeys(filter(None, told)))
    if kind == "feed":
        feed = feed_of(data, url, _WHENEVER, limits)
        return tuple(dict.fromkeys(one.details.url for one in feed.entries if one.details.url is not None))
    raise Refused("not_a_feed", "it is no list of addresses: neither OPML nor a feed")


def _feed_url(attributes: dict[str, str]) -> str | None:
    return next((value.strip() for name, value in attributes.items() if name.lower() == "xmlurl"), None)
