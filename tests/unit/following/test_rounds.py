"""Rounds: what feeds bring is fetched, kept, read and added, once each, whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from followed import WORDS, follower, item, page, rss
from recount import wire
from recount.fetching import Copies
from recount.following import Follower, Pace, State
from recount.ledger import open_ledger
from recount.model import Report
from web import Asked, FakeClock, Page, Web, web


class Desk:
    """A follower with what it works on."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.web: Web = stack.enter_context(web())
        self.clock = FakeClock()
        self.copies = stack.enter_context(Copies(folder / "copies"))
        self.state = stack.enter_context(State(folder / "state"))
        self.pace = Pace(shortest_s=300, longest_s=86_400)

    def follower(self, *paths: str) -> Follower:
        feeds = [self.web.url(path) for path in paths]
        return follower(self.folder, self.web, self.clock, feeds, self.copies, self.state, pace=self.pace)

    def reports(self) -> list[Report]:
        with open_ledger(self.folder / "a.ledger") as ledger:
            return [one.report for one in ledger.readings()]

    def link(self, path: str) -> str:
        return self.web.url(path)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)


def test_entries_are_fetched_kept_read_and_added(desk: Desk) -> None:
    desk.web.pages |= {"/rss": rss(*(item(desk.link(f"/{n}")) for n in range(3)))}
    desk.web.pages |= {f"/{n}": page(n) for n in range(3)}
    done = desk.follower("/rss").round()
    assert (done.feeds, done.entries_new, done.recorded, done.rejected, done.waiting) == (1, 3, 3, 0, 0)
    reports = desk.reports()
    assert {one.url for one in reports} == {desk.link(f"/{n}") for n in range(3)}
    for one in reports:
        (copy,) = desk.copies.with_digest(one.digest)
        assert desk.copies.content(copy) in {page(n) for n in range(3)}
        assert (copy.url, copy.at) == (one.url, one.fetched_at)


def test_nothing_is_done_twice(desk: Desk) -> None:
    desk.web.pages |= {"/rss": rss(item(desk.link("/1"))), "/1": page(1)}
    following = desk.follower("/rss")
    following.round()
    assert following.round().idle
    desk.clock.wait(301)
    again = following.round()
    assert (again.feeds, again.entries_new) == (1, 0)
    assert desk.web.paths() == ["/rss", "/1", "/rss"]


def test_a_page_that_several_feeds_name_is_fetched_once(desk: Desk) -> None:
    desk.web.pages |= {
        "/rss": rss(item(desk.link("/1?utm_source=rss"))),
        "/atom": rss(item(desk.link("/1/#top"))),
        "/1?utm_source=rss": page(1),
        "/1/": page(1),
    }
    done = desk.follower("/rss", "/atom").round()
    assert (done.feeds, done.entries_new, done.recorded) == (2, 1, 1)


def test_a_feed_is_asked_only_whether_it_has_changed(desk: Desk) -> None:
    def feed(asked: Asked) -> Page:
        if asked.headers.get("if-none-match") == '"7"':
            return Page(status=304)
        return Page(body=rss(item(desk.link("/1"))), headers={"ETag": '"7"'}, kind="application/rss+xml")

    desk.web.pages |= {"/rss": feed, "/1": page(1)}
    following = desk.follower("/rss")
    following.round()
    desk.clock.wait(400)
    assert following.round().unchanged == 1


def test_an_entry_that_is_whole_in_its_feed_is_read_there(desk: Desk) -> None:
    desk.web.pages |= {
        "/rss": rss(item(desk.link("/1"), "Raid", f"<p>{WORDS}</p>"), item("", "Note", "<p>Two died.</p>"))
    }
    done = desk.follower("/rss").round()
    assert done.recorded == 2
    assert desk.web.paths() == ["/rss"]
    reports = {one.title: one for one in desk.reports()}
    assert reports["Raid"].publisher == "Northwire"
    assert reports["Raid"].url == desk.link("/1")
    for one in reports.values():
        (copy,) = desk.copies.with_digest(one.digest)
        assert wire.digest(desk.copies.content(copy)) == one.digest


def test_text_that_goes_on_elsewhere_is_fetched(desk: Desk) -> None:
    desk.web.pages |= {"/rss": rss(item(desk.link("/1"), text=f"<p>{WORDS} Continue reading…</p>")), "/1": page(1)}
    desk.follower("/rss").round()
    assert desk.web.paths() == ["/rss", "/1"]


def test_an_entry_that_its_feed_words_otherwise_is_read_again(desk: Desk) -> None:
    desk.web.pages |= {"/rss": rss(item(desk.link("/1"), "Raid kills two")), "/1": page(1)}
    following = desk.follower("/rss")
    following.round()
    desk.web.pages |= {"/rss": rss(item(desk.link("/1"), "Raid kills three")), "/1": page("1, three now")}
    desk.clock.wait(400)
    done = following.round()
    assert (done.entries_new, done.recorded) == (1, 1)
    assert len(desk.reports()) == 2


def test_what_cannot_be_had_is_rejected_with_its_reason(desk: Desk) -> None:
    links = [desk.link("/missing"), "http://169.254.169.254/latest", desk.link("/film"), desk.link("/secret")]
    desk.web.pages |= {
        "/rss": rss(*(item(link) for link in links)),
        "/film": Page(body=b"x", kind="video/mp4"),
        "/secret": page(1),
        "/robots.txt": Page(body=b"User-agent: *\nDisallow: /secret", kind="text/plain"),
    }
    done = desk.follower("/rss").round()
    assert (done.recorded, done.rejected, done.waiting) == (0, 4, 0)
    reasons = {one.where: one.reason for one in desk.state.rejected(10)}
    assert list(reasons.values()).count("http_status") == 1
    assert reasons[links[1]] == "forbidden_address"
    assert reasons[links[2]] == "content_type"
    assert reasons[links[3]] == "robots"


def test_what_fails_in_passing_waits_for_another_round(desk: Desk) -> None:
    desk.web.pages |= {"/rss": rss(item(desk.link("/1"))), "/1": Page(status=503)}
    following = desk.follower("/rss")
    done = following.round()
    assert (done.put_off, done.waiting, done.rejected) == (1, 1, 0)
    desk.web.pages["/1"] = page(1)
    desk.clock.wait(900)
    assert following.round().recorded == 1


def test_tries_end(desk: Desk) -> None:
    desk.web.pages |= {"/rss": rss(item(desk.link("/1"))), "/1": Page(status=503)}
    following = desk.follower("/rss")
    tallies = []
    for _ in range(5):
        following.round()
        tallies.append(following.tally().rejected)
        desk.clock.wait(4 * 3600)
    assert tallies == [0, 0, 0, 1, 1]


def test_a_feed_that_fails_is_asked_less_and_less_often(desk: Desk) -> None:
    desk.web.pages["/rss"] = Page(body=b"<html><p>Login</p></html>")
    following = desk.follower("/rss")
    waits = []
    for _ in range(3):
        assert following.round().failed == 1
        waits.append(round(following.due_in_s() or 0, -1))
        desk.clock.wait((following.due_in_s() or 0) + 1)
    assert waits == [600, 1200, 2400]
    (feed,) = desk.state.feeds()
    assert feed.failures == 3
    assert "no RSS" in (feed.failure or "")
    desk.web.pages["/rss"] = rss()
    following.round()
    assert desk.state.feeds()[0].failures == 0


def test_a_feed_that_is_gone_is_never_asked_again(desk: Desk) -> None:
    desk.web.pages["/rss"] = Page(status=410)
    following = desk.follower("/rss")
    following.round()
    assert following.due_in_s() is None
    desk.clock.wait(1e7)
    assert following.round().feeds == 0


def test_a_feed_that_has_moved_for_good_is_asked_there(desk: Desk) -> None:
    desk.web.pages |= {"/rss": Page(status=301, headers={"Location": "/new"}), "/new": rss()}
    following = desk.follower("/rss")
    following.round()
    desk.clock.wait(1e5)
    following.round()
    assert desk.web.paths() == ["/rss", "/new", "/new"]


def test_a_feed_is_asked_as_often_as_it_changes_and_as_seldom_as_it_wishes(desk: Desk) -> None:
    desk.web.pages |= {
        "/rss": rss(more="<ttl>60</ttl>"),
        "/fresh": Page(body=rss(), headers={"Cache-Control": "max-age=1800"}),
    }
    desk.follower("/rss", "/fresh").round()
    waits = {feed.url: feed.interval_s for feed in desk.state.feeds()}
    assert waits == {desk.link("/rss"): 3600, desk.link("/fresh"): 1800}


def test_a_page_with_a_copy_from_before_the_end_is_not_fetched_again(desk: Desk) -> None:
    desk.web.pages |= {"/rss": rss(item(desk.link("/1"))), "/1": page(1)}
    following = desk.follower("/rss")
    kept = desk.state.kept
    desk.state.kept = lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        following.round()
    desk.state.kept = kept  # type: ignore[method-assign]
    assert following.round().recorded == 1
    assert desk.web.paths() == ["/rss", "/1"]


def test_a_feed_of_many_entries_is_taken_in_parts(desk: Desk) -> None:
    desk.web.pages |= {"/rss": rss(*(item(desk.link(f"/{n}")) for n in range(50)))}
    desk.web.pages |= {f"/{n}": page(n) for n in range(50)}
    following = desk.follower("/rss")
    assert [following.round().recorded for _ in range(3)] == [40, 10, 0]
    assert following.tally().recorded == len(desk.reports()) == 50


ENTITIES = "".join(f"<!ENTITY x{n} '{f'&x{n - 1};' * 20}'>" for n in range(1, 9))
HOSTILE = {
    "entities": f"<!DOCTYPE rss [<!ENTITY x0 'ha'>{ENTITIES}]><rss><channel><title>&x8;</title></channel></rss>",
    "a file": "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><rss><channel><title>&x;</title><item><title>&x;"
    "</title><description>&x;</description></item></channel></rss>",
    "deep": "<rss><channel>" + "<item>" * 100_000,
    "no end": "<rss><channel>" + item("http://a.example/") * 3,
    "json": '{"version": "https://jsonfeed.org/version/1.1", "items": 7}',
    "empty": "",
    "nul": "<rss>\0\0\0</rss>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_does_no_harm(name: str, desk: Desk) -> None:
    desk.web.pages |= {"/rss": HOSTILE[name].encode(), "/good": rss(item(desk.link("/1"))), "/1": page(1)}
    done = desk.follower("/rss", "/good").round()
    assert done.feeds == 2
    assert any(one.url == desk.link("/1") for one in desk.reports())
    hostname = Path("/etc/hostname")
    secret = hostname.read_text().strip() if hostname.exists() else ""
    assert not secret or all(secret not in one.text for one in desk.reports())


@pytest.mark.parametrize("days", [365, -365, 365 * 1000, -365 * 50, 1, -1])
def test_a_clock_that_is_set_anew_stops_no_feed(days: int, desk: Desk) -> None:
    """A clock that was wrong when a feed was asked, or a page could not be had, puts neither off for years."""
    busy = Page(status=503)
    desk.web.pages |= {"/rss": rss(item(desk.link("/1")), item(desk.link("/2"))), "/1": page(1), "/2": busy}
    following = desk.follower("/rss")
    assert following.round().recorded == 1
    desk.clock.at += timedelta(days=days)
    desk.web.pages |= {"/rss": rss(item(desk.link("/3"))), "/2": page(2), "/3": page(3)}
    recorded = 0
    for _ in range(4):
        recorded += following.round().recorded
        due_in_s = following.due_in_s()
        assert due_in_s is not None
        assert due_in_s <= 9 * 86_400
        desk.clock.wait(min(due_in_s, 2 * 86_400))
    assert recorded == 2


@pytest.mark.parametrize(
    "told",
    [
        "9" * 400,
        "-1",
        "1e9",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 01 Jan 0001 00:00:00 +2359",
        "Mon, 99 Foo 99999 99:99:99 GMT",
    ],
)
def test_a_server_that_asks_for_an_absurd_pause_is_asked_again(told: str, desk: Desk) -> None:
    desk.web.pages["/rss"] = Page(status=503, headers={"Retry-After": told})
    following = desk.follower("/rss")
    assert following.round().failed == 1
    due_in_s = following.due_in_s()
    assert due_in_s is not None
    assert 0 < due_in_s <= desk.pace.longest_s * 1.1


def test_a_json_feed_is_followed(desk: Desk) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Northwire",
        "items": [
            {"id": "1", "url": desk.link("/1"), "summary": "Two died."},
            {"id": "2", "content_text": "Three died."},
        ],
    }
    desk.web.pages |= {"/feed.json": Page(body=wire.canonical(feed), kind="application/feed+json"), "/1": page(1)}
    assert desk.follower("/feed.json").round().recorded == 2


def test_open_files_do_not_add_up(desk: Desk) -> None:
    following = desk.follower("/rss")
    counts = []
    for number in range(8):
        links = [item(desk.link(f"/{number}-{n}")) for n in range(5)]
        desk.web.pages["/rss"] = rss(*links)
        desk.web.pages |= {f"/{number}-{n}": page(f"{number}-{n}") for n in range(5)}
        assert following.round().recorded == 5
        counts.append(len(list(Path("/proc/self/fd").iterdir())))
        desk.clock.wait(1000)
    assert max(counts[4:]) <= max(counts[:4])
