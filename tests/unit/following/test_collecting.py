"""Lists to addresses, addresses to copies: what lists what, and what is passed over the second time."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest

from followed import item, page, rss
from recount.errors import CopiesError
from recount.fetching import Bounds, Copies, Fetcher, Many, networks
from recount.following.addresses import kind_of, listed
from recount.following.collecting import Collected, collect, feeds_in
from recount.following.markup import elements
from recount.reports import Limits
from recount.reports.refusal import Refused
from web import HERE, FakeClock, Page, Web, web

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(*urls: str) -> bytes:
    return f"<urlset xmlns='{SITEMAP}'>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>".encode()


def sitemaps(*urls: str) -> bytes:
    told = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"<?xml version='1.0'?><sitemapindex xmlns='{SITEMAP}'>{told}</sitemapindex>".encode()


def gathered(site: Web, folder: Path, *inputs: str) -> list[Collected]:
    fetcher = Fetcher(
        bounds=Bounds(tries=1), clock=FakeClock(), allowed=networks(HERE), resolver=site.resolve, delay_s=0.0
    )
    with Copies(folder / "copies") as copies:
        return list(collect(inputs, Many(fetcher, threads=2), copies, Limits()))


def test_whatever_lists_pages_they_are_fetched_and_the_second_time_passed_over(tmp_path: Path) -> None:
    with web() as site:
        site.pages |= {f"/{n}": page(n) for n in range(8)}
        site.pages |= {
            "/maps.xml": sitemaps(site.url("/map.xml.gz"), site.url("/maps.xml")),
            "/map.xml.gz": Page(body=gzip.compress(sitemap(site.url("/0"), site.url("/1"))), kind="application/gzip"),
            "/rss": rss(item(site.url("/2"))),
        }
        lines = ["# pages", site.url("/3"), site.url("/0"), site.url("/none")]
        (tmp_path / "list.txt").write_text("\n".join(lines))
        (tmp_path / "feeds.opml").write_text(f"<opml><body><outline xmlUrl='{site.url('/rss')}'/></body></opml>")
        (tmp_path / "map.xml").write_bytes(sitemap(site.url("/4")))
        files = [str(tmp_path / name) for name in ("list.txt", "feeds.opml", "map.xml")]
        inputs = [site.url("/maps.xml"), site.url("/5"), *files]
        first = gathered(site, tmp_path, *inputs)
        second = gathered(site, tmp_path, *inputs)
    assert Counter(one.outcome for one in first) == {"fetched": 9, "rejected": 1}
    assert {one.url for one in first if one.outcome == "fetched"} == {
        site.url(path) for path in ("/maps.xml", "/map.xml.gz", "/rss", *(f"/{n}" for n in range(6)))
    }
    assert Counter(one.outcome for one in second) == {"known": 9, "rejected": 1}
    assert site.paths().count("/0") == 1


def test_what_is_no_list_is_rejected_with_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<urlset><url><loc>http://a.example/</url></urlset>")
    (tmp_path / "none.txt").write_text("")
    with web() as site:
        found = gathered(site, tmp_path, str(tmp_path / "bad.xml"), str(tmp_path / "missing"), "ftp://a.example/")
    reasons = [one.rejected.reason for one in found if one.rejected is not None]
    assert reasons == ["unreadable", "missing", "missing"]


def test_a_copy_that_was_damaged_is_told(tmp_path: Path) -> None:
    with web() as site:
        site.pages["/rss"] = rss(item(site.url("/1")))
        gathered(site, tmp_path, site.url("/rss"))
        (path,) = (tmp_path / "copies").glob("*.warc.gz")
        path.write_bytes(bytes(path.stat().st_size))
        with pytest.raises(CopiesError, match=r"damaged|cannot be read"):
            gathered(site, tmp_path, site.url("/rss"))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<?xml version='1.0'?>\n<!-- x --><opml version='2.0'>", "opml"),
        (sitemap(), "other"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "feed"),
        (b"<rdf:RDF/>", "feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "feed"),
        (b"<!doctype html><p>rss", "other"),
        (b"https://a.example/\n", "other"),
    ],
)
def test_lists_are_known_by_how_they_begin(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


def test_opml_may_nest_and_its_entities_are_not_expanded() -> None:
    nested = b"<opml><body><outline><outline xmlurl=' http://a.example/rss '/></outline></body></opml>"
    assert listed(nested, "", Limits()) == ("http://a.example/rss",)
    bomb = "".join(f"<!ENTITY x{n} '{f'&x{n - 1};' * 50}'>" for n in range(1, 9))
    outline = "<outline xmlUrl='http://a.example/&x8;'/>"
    told = f"<!DOCTYPE opml [<!ENTITY x0 'ha'>{bomb}]><opml><body>{outline}</body></opml>"
    with pytest.raises(Refused, match="no list"):
        listed(told.encode(), "", Limits())
    assert all(len(str(one)) < 300 for one in elements(told.replace("x8;", "x1;").encode()))


def test_a_list_of_lists_that_names_itself_ends(tmp_path: Path) -> None:
    with web() as site:
        for n in range(9):
            site.pages[f"/maps{n}.xml"] = sitemaps(site.url("/maps0.xml"), site.url(f"/maps{n + 1}.xml"))
        found = gathered(site, tmp_path, site.url("/maps0.xml"))
    assert [one.url for one in found] == [site.url(f"/maps{n}.xml") for n in range(3)]


def test_feeds_are_named_by_address_or_in_lists(tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_text("<opml><body><outline xmlUrl='http://a.example/rss'/></body></opml>")
    (tmp_path / "b.txt").write_text("http://b.example/rss\nhttp://a.example/rss\n")
    inputs = [str(tmp_path / "a.opml"), "https://c.example/feed.json", str(tmp_path / "b.txt"), "no-such-file"]
    feeds, rejected = feeds_in(inputs, Limits())
    assert feeds == ("http://a.example/rss", "https://c.example/feed.json", "http://b.example/rss")
    assert [one.reason for one in rejected] == ["missing"]
