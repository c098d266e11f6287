"""What the first bytes of a list of addresses look like: GDELT's tables, sitemaps, or nothing but addresses."""

from __future__ import annotations

import re
from typing import Literal

Look = Literal["events", "mentions", "gkg", "sitemap", "lines"]

_EVENTS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:GLOBALEVENTID\t|\d{5,12}\t(?:19|20)\d{6}\t\d{6}\t\d{4}\t\d{4}\.\d+\t)", re.I
)
_MENTIONS = re.compile(rb"(?:GLOBALEVENTID\tEventTimeDate\t|\d{5,12}\t\d{14}\t\d{14}\t\d\t[^\t\n]*\thttps?://)", re.I)
_GKG = re.compile(rb"(?:GKGRECORDID\t|\d{14}-T?\d+\t\d{14}\t\d\t[^\t\n]*\thttps?://)", re.I)
_SITEMAP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<\?[^>]{0,500}\?>\s*|<!--.{0,1000}?-->\s*){0,5}"
    rb"<(?:\w+:)?(?:urlset|sitemapindex)\b",
    re.DOTALL,
)
_LINES = re.compile(rb"(?:\s*https?://[^\s<>]+[ \t]*(?:\r?\n|$))+\s*")
_FIRST = 4096

TOLD: dict[Look, str] = {
    "events": "events of GDELT",
    "mentions": "mentions of GDELT",
    "gkg": "GDELT's knowledge graph",
    "sitemap": "a sitemap",
    "lines": "a list of addresses",
}


def look_of(head: bytes) -> Look | None:
    """What list of addresses a stream with these first bytes is; None where it is none.

    Source: GDELT 2.0 Event and GKG 2.1 codebooks; sitemaps.org, protocol 0.9.

    >>> look_of(b"https://example.org/1\\nhttps://example.org/2\\n"), look_of(b"Two died.")
    ('lines', None)
    """
    if _MENTIONS.match(head):
        return "mentions"
    if _EVENTS.match(head):
        return "events"
    if _GKG.match(head):
        return "gkg"
    if _SITEMAP.match(head):
        return "sitemap"
    whole = head if len(head) < _FIRST else head[: head.rfind(b"\n") + 1]
    return "lines" if whole and _LINES.fullmatch(whole) else None
