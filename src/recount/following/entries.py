"""What a feed says now: its entries, each with what names it and what it says, and what it wishes."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from msgspec import Struct, structs

from recount import wire
from recount.fetching import Failed, target
from recount.following.markup import elements
from recount.following.schedule import Wishes, seconds
from recount.reports import Details, Limits
from recount.reports.decoding import decoded
from recount.reports.feeds import feed_entries
from recount.reports.nesting import refuse_tangled
from recount.reports.refusal import Refused

_FULL_WORDS: Final = 200
_TAG: Final = re.compile(r"<[^<>]*>")
_GOES_ON: Final = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read|continue|more)[\w ]{0,20})\W*$", re.IGNORECASE)
_TRACKING: Final = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|at_\w+|ref_src", re.IGNORECASE)
_HOURS: Final = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_MOST: Final = 2_000  # entries of one feed that are looked at
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Entry(Struct, frozen=True, kw_only=True):
    """An entry: `key` is the same for the same page wherever it is named, `version` for the same words.

    Where `full`, `html` is the whole report; else the page at `url` has to be fetched.
    """

    key: str
    version: str
    url: str
    html: str
    details: Details
    full: bool


class Feed(Struct, frozen=True, kw_only=True):
    """A feed: what it is called, its entries in its order, what it wishes."""

    title: str | None
    entries: tuple[Entry, ...]
    wishes: Wishes


def feed_of(data: bytes, url: str, at: datetime, limits: Limits) -> Feed:
    """The feed in these bytes, fetched from an address at that time. Raises `Refused`."""
    text = decoded(data)
    refuse_tangled(text, limits)
    try:
        found = feed_entries(data, Details(fetched_at=at))
    except Refused as refused:
        if refused.reason != "empty":
            raise
        found = []
    made = {one.key: one for one in reversed([_entry(html, details, url, at) for html, details in found[:_MOST]])}
    title = next((details.publisher for _, details in found), None)
    return Feed(title=title, entries=tuple(reversed(made.values())), wishes=_wishes(data))


def _entry(html: str, details: Details, feed: str, at: datetime) -> Entry:
    words = _TAG.sub(" ", html).split()
    link = _absolute(feed, details.url)
    told = structs.replace(details, url=link, fetched_at=at)
    version = wire.content_id("ver", {"title": _encodable(details.title), "words": _encodable(" ".join(words))})
    full = link is None or (len(words) >= _FULL_WORDS and not _GOES_ON.search(" ".join(words[-8:])))
    key = key_of(link) if link is not None else wire.content_id("key", {"feed": feed, "version": version})
    return Entry(key=key, version=version, url=link or feed, html=html, details=told, full=full)


def key_of(url: str) -> str:
    """What a page is known by: its address without fragment, what tracks readers, and a slash at the end.

    >>> key_of("HTTPS://News.example/a/?utm_source=rss&id=3#top")
    'news.example/a?id=3'
    """
    try:
        found = target(url)
    except Failed:
        return url
    parts = urlsplit(found.url)
    kept = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(key)
    ]
    return found.authority + parts.path.rstrip("/") + ("?" + urlencode(kept) if kept else "")


def host_of(url: str) -> str:
    """The host of an address; what is no address has none."""
    try:
        return target(url).host
    except Failed:
        return ""


def _absolute(feed: str, link: str | None) -> str | None:
    """The address of an entry; None where it has none that a page could be at."""
    try:
        return target(urljoin(feed, link)).url if link else None
    except (Failed, ValueError):
        return None


def _encodable(words: str | None) -> str:
    return (words or "").encode("utf-8", "backslashreplace").decode("utf-8")


def _wishes(data: bytes) -> Wishes:
    """What a feed says of itself before and beside its entries; nothing where it is no XML.

    Source: RSS 2.0 (ttl, in minutes; skipHours, skipDays), RSS 1.0 Syndication (updatePeriod, updateFrequency).
    """
    told: dict[str, str] = {}
    hours: set[int] = set()
    days: set[int] = set()
    try:
        for one in elements(data):
            if "item" in one.around or "entry" in one.around:
                continue
            if one.name in ("ttl", "updatePeriod", "updateFrequency"):
                told[one.name] = one.text.lower()
            elif one.name == "hour" and one.text.isascii() and one.text.isdigit():
                hours.add(int(one.text[:2]) % 24)
            elif one.name == "day" and one.text.lower() in _DAYS:
                days.add(_DAYS.index(one.text.lower()))
    except Refused:
        return Wishes()
    often = seconds(told.get("updateFrequency", "1"), 1.0) or 1.0
    every = max(seconds(told.get("ttl"), 60.0), 3600.0 * _HOURS.get(told.get("updatePeriod", ""), 0) / often)
    return Wishes(every_s=every, skip_hours=frozenset(hours), skip_days=frozenset(days))
