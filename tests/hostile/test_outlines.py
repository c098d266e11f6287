"""OPML and sitemaps from strangers: nothing is loaded, none takes long, and what they name is only ever an address."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from followed import follower, item, page, rss
from recount.fetching import Copies
from recount.following import State
from recount.following.collecting import feeds_in
from recount.model import Refusal
from recount.reports import Limits
from recount.reports.lists.addresses import addresses_in
from web import FakeClock, web

ONE = '<outline xmlUrl="http://a.example/rss"/>'
MANY = " ".join(f'a{at}="x"' for at in range(30_000))


def opml(body: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<opml version="2.0"><head/><body>{body}</body></opml>'.encode()


BAD: dict[str, tuple[bytes, Refusal]] = {
    "thousands deep": (opml("<outline>" * 5_000 + ONE + "</outline>" * 5_000), "not_a_feed"),
    "left open": (opml("<outline>" * 100_000), "not_a_feed"),
    "30,000 attributes": (opml(f"<outline {MANY}/>"), "too_deep"),
    "30,000 attributes in UTF-16": (opml(f"<outline {MANY}/>").decode().encode("utf-16"), "no_text"),
    "30,000 attributes with brackets": (opml(f"<outline {MANY.replace('x', '>')}/>"), "too_deep"),
    "an entity": (opml('<outline xmlUrl="&x;"/>', '<!DOCTYPE opml [<!ENTITY x "http://a.example/">]>'), "no_text"),
    "a file": (opml(ONE, '<!DOCTYPE opml SYSTEM "file:///etc/hostname">'), "not_a_feed"),
    "NUL": (opml("\0"), "not_a_feed"),
    "cut": (opml(ONE)[:-30], "not_a_feed"),
    "too large": (opml(" " * 10_000_000), "too_large"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_list_that_is_none_is_rejected_in_time(name: str, tmp_path: Path) -> None:
    data, reason = BAD[name]
    (tmp_path / "a.opml").write_bytes(data)
    began = time.process_time()
    feeds, rejected = feeds_in([str(tmp_path / "a.opml")], Limits())
    assert time.process_time() - began < 5
    if name == "a file":  # the type of a document is never fetched, and says nothing
        assert feeds == ("http://a.example/rss",)
    else:
        assert [one.reason for one in rejected] == [reason], rejected


def test_a_list_without_outlines_names_nothing_and_a_long_one_all(tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_bytes(opml(""))
    (tmp_path / "b.opml").write_bytes(opml("".join(f'<outline xmlUrl="http://{at}.example/"/>' for at in range(5_000))))
    assert feeds_in([str(tmp_path / "a.opml")], Limits()) == ((), ())
    assert len(feeds_in([str(tmp_path / "b.opml")], Limits())[0]) == 5_000


def test_a_sitemap_of_one_crowded_tag_is_rejected_in_time() -> None:
    began = time.process_time()
    [found] = addresses_in(f"<urlset><url {MANY}/></urlset>".encode(), "a map")
    assert time.process_time() - began < 5
    assert getattr(found, "reason", None) == "too_deep"


def test_addresses_that_are_none_are_told_and_the_others_followed(tmp_path: Path) -> None:
    odd = (
        "javascript:x()",
        "file:///etc/passwd",
        "ftp://a.example/",
        "//a.example/",
        "http://u:p@10.0.0.1/",
        "http://a b/",
        "http://[::1]/rss",
        "http://a&#10;b/",
        "http://169.254.169.254/latest",
        f"http://{'a' * 100_000}.example/",
        "http://",
    )
    with web() as site, Copies(tmp_path / "copies") as copies, State(tmp_path / "state") as state:
        site.pages |= {"/rss": rss(item(site.url("/1"))), "/1": page(1)}
        outlines = "".join(f'<outline xmlUrl="{url}"/>' for url in (*odd, " ", site.url("/rss")))
        (tmp_path / "a.opml").write_bytes(opml(outlines))
        feeds, rejected = feeds_in([str(tmp_path / "a.opml")], Limits())
        assert rejected == ()
        done = follower(tmp_path, site, FakeClock(), feeds, copies, state).round()
        assert (done.feeds, done.failed, done.recorded) == (len(odd) + 1, len(odd), 1)
        assert site.paths() == ["/rss", "/1"]
