"""Copies: what is kept, what a killed writer leaves, what another program makes of the files."""

from __future__ import annotations

import gzip
import random
from datetime import timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as Fast
from warcio.archiveiterator import ArchiveIterator

from recount import wire
from recount.errors import CopiesError
from recount.fetching import Copies, Copy, Fetched, Fetcher, Wanted
from web import FakeClock, Page, Web

PAGE = "<title>Überfall</title><p>Two people died.</p>".encode()


@pytest.fixture
def pages(site: Web, fetcher: Fetcher) -> list[Fetched]:
    packed = gzip.compress(PAGE)
    chunks = b"".join(
        b"%x;a=b\r\n%b\r\n" % (len(packed[n : n + 7]), packed[n : n + 7]) for n in range(0, len(packed), 7)
    )
    head = b"HTTP/1.1 200 Sch\xf6n\r\nContent-Type: text/html\r\nX-\xc3\xa4: \xe9\r\n"
    body = head + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"
    body = body.replace(b"X-\xc3\xa4", b"X-a")
    site.pages |= {
        "/a": PAGE,
        "/b": Page(raw=lambda: iter([body])),
        "/c": Page(status=301, headers={"Location": "/d"}, body=b"<p>moved</p>"),
        "/d": Page(body=PAGE + b"<p>It was dark.</p>"),
    }
    return [fetcher.fetch(Wanted(url=site.url(path))) for path in ("/a", "/b", "/c")]


def kept(folder: Path, pages: list[Fetched]) -> list[Copy]:
    with Copies(folder) as copies:
        return [copies.keep(one) for one in pages]


def test_a_copy_gives_back_the_very_bytes(tmp_path: Path, pages: list[Fetched]) -> None:
    made = kept(tmp_path, pages)
    with Copies(tmp_path) as copies:
        for copy, page in zip(made, pages, strict=True):
            assert copies.content(copy) == page.content
            assert copy.digest == page.digest == wire.digest(page.content)
            assert copies.find(page.wanted.url) == copy
            assert copy in copies.with_digest(page.digest)
            assert copy.at == page.at
        assert list(copies.problems()) == []


def test_other_programs_read_the_files_and_find_the_digests_right(tmp_path: Path, pages: list[Fetched]) -> None:
    kept(tmp_path, pages)
    (path,) = tmp_path.glob("*.warc.gz")
    assert path.name == "2024-03-04-00001.warc.gz"
    with path.open("rb") as file:
        kinds = []
        for record in ArchiveIterator(file, check_digests=True):
            record.content_stream().read()
            kinds.append(record.rec_type)
            assert record.digest_checker.passed, record.digest_checker.problems
    assert kinds == ["warcinfo", *["response", "request"] * 4]
    with path.open("rb") as file:
        assert all(record.verify_block_digest() for record in Fast(file, parse_http=False))
    with path.open("rb") as file:
        (answer, *_) = [
            one for one in ArchiveIterator(file) if one.rec_headers.get_header("WARC-Target-URI", "").endswith("/b")
        ]
    assert answer.http_headers.statusline == "200 Sch\xf6n"
    assert answer.rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"


def test_the_bytes_of_the_wire_are_in_the_file(tmp_path: Path, pages: list[Fetched]) -> None:
    kept(tmp_path, pages)
    (path,) = tmp_path.glob("*.warc.gz")
    whole = gzip.decompress(path.read_bytes())
    for page in pages:
        for one in page.exchanges:
            assert one.received in whole
            assert one.sent in whole


def test_an_entry_of_a_feed_is_a_copy_of_its_own(tmp_path: Path, pages: list[Fetched]) -> None:
    with Copies(tmp_path) as copies:
        feed = copies.keep(pages[0])
        entry = copies.keep_entry(b"<p>Three died.</p>", "http://news.example/e", feed)
        assert copies.content(entry) == b"<p>Three died.</p>"
        assert copies.find("http://news.example/e") == entry
        assert list(copies.problems()) == []
    (path,) = tmp_path.glob("*.warc.gz")
    with path.open("rb") as file:
        (made,) = [one for one in ArchiveIterator(file) if one.rec_type == "conversion"]
    assert made.rec_headers.get_header("WARC-Refers-To") == feed.record


def test_the_newest_copy_is_found_and_none_before_a_moment(tmp_path: Path, site: Web, fetcher: Fetcher) -> None:
    clock = fetcher.clock
    site.pages["/a"] = PAGE
    first = fetcher.fetch(Wanted(url=site.url("/a")))
    clock.wait(3600)
    site.pages["/a"] = PAGE + b"<p>Three, now.</p>"
    second = fetcher.fetch(Wanted(url=site.url("/a")))
    made = kept(tmp_path, [first, second])
    with Copies(tmp_path) as copies:
        assert copies.find(site.url("/a")) == made[1]
        assert copies.find(site.url("/a"), second.at + timedelta(seconds=1)) is None
        assert copies.find("http://other.example/") is None


def test_a_writer_killed_at_any_byte_loses_no_more_than_it_was_writing(tmp_path: Path, pages: list[Fetched]) -> None:
    made = kept(tmp_path / "whole", pages)
    (path,) = (tmp_path / "whole").glob("*.warc.gz")
    whole = path.read_bytes()
    chance = random.Random(4)
    for number, size in enumerate([0, 1, len(whole) - 1, *chance.sample(range(len(whole)), 25)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / path.name).write_bytes(whole[:size])
        with Copies(folder) as copies:
            left = [copy for copy in made if copy.start + copy.length <= size]
            assert [copies.content(copy) for copy in left] == [pages[made.index(copy)].content for copy in left]
            again = copies.keep(pages[1])
            assert again.file == path.name
            assert list(copies.problems()) == []


def test_an_index_that_is_gone_is_made_anew(tmp_path: Path, pages: list[Fetched]) -> None:
    made = kept(tmp_path, pages)
    for path in tmp_path.glob(".index*"):
        path.unlink()
    with Copies(tmp_path) as copies:
        assert [copies.find(page.wanted.url) for page in pages] == made


def test_a_file_whose_end_is_damaged_is_left_as_it_is(tmp_path: Path, pages: list[Fetched]) -> None:
    kept(tmp_path, pages[:1])
    (path,) = tmp_path.glob("*.warc.gz")
    with path.open("ab") as file:
        file.write(bytes(100))
    before = path.read_bytes()
    (copy,) = kept(tmp_path, pages[1:2])
    assert copy.file == "2024-03-04-00002.warc.gz"
    assert path.read_bytes() == before
    with Copies(tmp_path) as copies:
        assert [one.detail for one in copies.problems()] == ["a record is damaged"]


def test_a_day_has_a_file_of_its_own(tmp_path: Path, site: Web, fetcher: Fetcher) -> None:
    site.pages["/a"] = PAGE
    first = fetcher.fetch(Wanted(url=site.url("/a")))
    fetcher.clock.wait(24 * 3600)
    made = kept(tmp_path, [first, fetcher.fetch(Wanted(url=site.url("/a")))])
    assert [one.file for one in made] == ["2024-03-04-00001.warc.gz", "2024-03-05-00001.warc.gz"]


def test_what_was_changed_is_told(tmp_path: Path, pages: list[Fetched]) -> None:
    made = kept(tmp_path, pages)
    path = tmp_path / made[0].file
    whole = bytearray(path.read_bytes())
    record = gzip.decompress(whole[made[0].start : made[0].start + made[0].length])
    forged = gzip.compress(record.replace(b"Two people", b"Ten people"), mtime=0)
    whole[made[0].start : made[0].start + made[0].length] = forged
    path.write_bytes(whole)
    with Copies(tmp_path) as copies:
        found = [one.detail for one in copies.problems()]
        assert f"the copy of {made[0].url} does not agree with its digests" in found
        with pytest.raises(CopiesError, match="damaged"):
            copies.content(made[0])


def test_one_process_at_a_time(tmp_path: Path) -> None:
    with Copies(tmp_path), pytest.raises(CopiesError, match="another process"):
        Copies(tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CopiesError, match="cannot be kept"):
        Copies(tmp_path / "file" / "copies")


def test_the_clock_of_the_tests_waits_by_moving_on(clock: FakeClock) -> None:
    before = clock.elapsed()
    clock.wait(5)
    assert clock.elapsed() - before == 5
