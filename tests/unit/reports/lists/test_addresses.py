"""Lists of addresses: told for what they are when read, and given out to be fetched."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from packed import outcomes, zipped
from recount.model import Rejected
from recount.reports import Limits
from recount.reports.lists.addresses import Address, addresses, addresses_in

EVENT = "\t".join(["1234567890", "20310504", "203105", "2031", "2031.3370", *["x"] * 55, "https://example.org/raid"])
MENTION = "\t".join(
    ["1234567890", "20310504101500", "20310504103000", "1", "example.org", "https://example.org/raid", *["1"] * 10]
)
GKG = "\t".join(["20310504101500-7", "20310504101500", "1", "example.org", "https://example.org/raid", *["x"] * 22])
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://example.org/raid</loc><lastmod>2031-06-01</lastmod><news:news><news:publication><news:name>Northwire</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2031-05-04</news:publication_date>
<news:title>Raid on Vell</news:title></news:news></url></urlset>"""
INDEX = "<sitemapindex><sitemap><loc>https://example.org/a.xml.gz</loc></sitemap></sitemapindex>"
LISTS = {
    "events": f"{EVENT}\n{EVENT}\n",
    "mentions": f"{MENTION}\n",
    "gkg": f"{GKG}\n",
    "headed": f"GLOBALEVENTID\tSQLDATE\t{'x' + chr(9) * 58}SOURCEURL\n{EVENT}\n",
    "sitemap": SITEMAP,
    "lines": "https://example.org/raid\n",
}


def urls(found: list[Address | Rejected]) -> list[str]:
    return [one.url if isinstance(one, Address) else f"<{one.reason}>" for one in found]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_gives_its_addresses_and_reading_it_says_to_fetch_them(tmp_path: Path, name: str) -> None:
    data = LISTS[name].encode()
    assert urls(list(addresses_in(data, "a list"))) == ["https://example.org/raid"]
    [found] = outcomes(tmp_path, "list", data)
    assert isinstance(found, Rejected)
    assert (found.reason, "recount fetch" in found.detail) == ("no_text", True)


@pytest.mark.parametrize("name", ["20310504.export.CSV.zip", "list.csv.gz", "list.csv"])
def test_packed_lists_give_theirs(tmp_path: Path, name: str) -> None:
    data = LISTS["events"].encode()
    packed = {"zip": zipped({"20310504.export.CSV": data}), "gz": gzip.compress(data)}.get(
        name.rpartition(".")[2], data
    )
    (tmp_path / name).write_bytes(packed)
    assert urls(list(addresses([str(tmp_path)]))) == ["https://example.org/raid"]


def test_a_sitemap_for_news_says_what_lies_there() -> None:
    [found] = addresses_in(SITEMAP.encode(), "a list")
    assert isinstance(found, Address)
    given = found.given
    assert (given.title, given.publisher, given.published_on, given.language, found.leads_on) == (
        "Raid on Vell",
        "Northwire",
        date(2031, 5, 4),
        "en",
        False,
    )


def test_an_index_leads_on() -> None:
    [found] = addresses_in(gzip.compress(INDEX.encode()), "a list")
    assert isinstance(found, Address)
    assert (found.url, found.leads_on) == ("https://example.org/a.xml.gz", True)


def test_rows_say_what_lies_at_their_address() -> None:
    [found] = addresses_in(
        b'{"link": "https://example.org/raid", "title": "Raid", "date": "2031-05-04"}\n{"x": 1}\n', "a list"
    )
    assert isinstance(found, Address)
    assert (found.given.title, found.given.published_on) == ("Raid", date(2031, 5, 4))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Two people died.", "no_text"),
        (b"", "no_text"),
        (b"javascript:alert(1)\nfile:///etc/passwd\n", "no_text"),
        (b"<urlset><url>", "unreadable"),
        (
            b'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>',
            "no_text",
        ),
        (b"<urlset><url><loc>ftp://example.org/</loc></url></urlset>", "no_text"),
    ],
)
def test_what_holds_no_address_says_so(data: bytes, reason: str) -> None:
    assert urls(list(addresses_in(data, "a list", Limits()))) == [f"<{reason}>"]
