"""Feeds that are due are asked, and what is new in them is entered, with what the feed and its server wish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from msgspec import Struct, structs

from recount import wire
from recount.fetching import Clock, Copies, Copy, Fetched, Many, Missed, Wanted
from recount.following.entries import Entry, feed_of, host_of
from recount.following.schedule import Pace, Wishes, due_at, interval_after, interval_failed, max_age
from recount.following.state import FollowedFeed, NewEntry, State
from recount.reports import Limits
from recount.reports.refusal import Refused

_REVISIONS: Final = 20  # of one entry that are read: a page that words itself anew at each look is no news
_GONE: Final = 410


class Asked(Struct, frozen=True, kw_only=True):
    """How many feeds were asked, how many of them had not changed, and how many failed."""

    feeds: int
    unchanged: int
    failed: int


class Asking:
    """Asks feeds; `draw` gives a number from 0 to 1."""

    def __init__(
        self, copies: Copies, state: State, clock: Clock, pace: Pace, limits: Limits, draw: Callable[[], float]
    ) -> None:
        self._copies, self._state, self._clock = copies, state, clock
        self._pace, self._limits, self._draw = pace, limits, draw

    def ask(self, feeds: Sequence[str], many: Many) -> Asked:
        """Ask those of these feeds that are due, and enter what they bring."""
        now = self._now()
        followed = set(feeds)
        due = {
            feed.url: feed
            for feed in self._state.feeds()
            if feed.url in followed and not feed.gone and feed.next_at <= now
        }
        by_address: dict[str, list[FollowedFeed]] = {}
        for feed in due.values():
            by_address.setdefault(feed.at_url, []).append(feed)
        wanted = [Wanted(url=url, etag=some[0].etag, modified=some[0].modified) for url, some in by_address.items()]
        asked = unchanged = failed = 0
        for outcome in many.fetch(wanted):
            for feed in by_address[outcome.wanted.url]:
                asked += 1
                if isinstance(outcome, Missed):
                    failed += 1
                    self._feed_failed(feed, outcome.rejected.detail, outcome.after_s, gone=outcome.status == _GONE)
                elif outcome.unchanged:
                    unchanged += 1
                    self._feed_unchanged(feed, outcome)
                else:
                    failed += not self._feed_came(feed, outcome)
        return Asked(feeds=asked, unchanged=unchanged, failed=failed)

    def _feed_came(self, feed: FollowedFeed, fetched: Fetched) -> bool:
        """Take in what a feed brought; false where it is no feed."""
        try:
            found = feed_of(fetched.content, fetched.url, fetched.at, self._limits)
        except Refused as refused:
            self._feed_failed(feed, str(refused), None, gone=False)
            return False
        fresh = self._fresh(feed, found.entries)
        entered = []
        if fresh:
            source = self._once(fetched.content, fetched.wanted.url, lambda: self._copies.keep(fetched))
            entered = [self._entered(one, source) for one in fresh]
        every_s = max(found.wishes.every_s, max_age(fetched.last.header("cache-control")))
        wishes = structs.replace(found.wishes, every_s=every_s)
        interval_s = interval_after(feed.interval_s, len(fresh), wishes, self._pace)
        self._state.seen(
            structs.replace(
                feed,
                at_url=fetched.moved_to or feed.at_url,
                title=found.title or feed.title,
                etag=fetched.last.header("etag"),
                modified=fetched.last.header("last-modified"),
                interval_s=interval_s,
                next_at=due_at(self._clock.now(), interval_s, wishes, self._draw).timestamp(),
                fetched_at=fetched.at.timestamp(),
                failures=0,
                failure=None,
            ),
            entered,
            self._now(),
        )
        return True

    def _fresh(self, feed: FollowedFeed, entries: Sequence[Entry]) -> list[Entry]:
        """The entries that are new, or that the feed which brought them now words otherwise, the oldest first."""
        known = self._state.known([one.key for one in entries])
        fresh = []
        for one in reversed(entries):
            revision, version, source, state = known.get(one.key, (0, "", feed.url, "recorded"))
            done = state in ("recorded", "rejected")
            if version != one.version and source == feed.url and done and revision < _REVISIONS:
                fresh.append(one)
        return fresh

    def _entered(self, entry: Entry, source: Copy) -> NewEntry:
        """An entry as it is entered; one that is whole in the feed gets a copy of its own first."""
        host = host_of(entry.url)
        if not entry.full:
            return NewEntry(key=entry.key, version=entry.version, url=entry.url, host=host)
        html = entry.html.encode("utf-8", "backslashreplace")
        copy = self._once(html, entry.url, lambda: self._copies.keep_entry(html, entry.url, source))
        details = msgspec.json.encode(structs.replace(entry.details, fetched_at=copy.at))
        return NewEntry(
            key=entry.key, version=entry.version, url=entry.url, host=host, record=copy.record, details=details
        )

    def _once(self, content: bytes, url: str, keep: Callable[[], Copy]) -> Copy:
        """The copy of this content at an address; it is made where there is none, as after a kill there may be."""
        for copy in self._copies.with_digest(wire.digest(content)):
            if copy.url == url:
                return copy
        return keep()

    def _feed_unchanged(self, feed: FollowedFeed, fetched: Fetched) -> None:
        wishes = Wishes(every_s=max_age(fetched.last.header("cache-control")))
        interval_s = interval_after(feed.interval_s, 0, wishes, self._pace)
        next_at = due_at(self._clock.now(), interval_s, wishes, self._draw).timestamp()
        told = structs.replace(
            feed,
            at_url=fetched.moved_to or feed.at_url,
            interval_s=interval_s,
            next_at=next_at,
            fetched_at=fetched.at.timestamp(),
            failures=0,
            failure=None,
        )
        self._state.seen(told, (), self._now())

    def _feed_failed(self, feed: FollowedFeed, detail: str, after_s: float | None, *, gone: bool) -> None:
        failures = feed.failures + 1
        wait_s = interval_failed(failures, after_s, self._pace)
        next_at = due_at(self._clock.now(), wait_s, Wishes(), self._draw).timestamp()
        told = structs.replace(feed, failures=failures, failure=detail, next_at=next_at, gone=gone)
        self._state.seen(told, (), self._now())

    def _now(self) -> float:
        return self._clock.now().timestamp()
