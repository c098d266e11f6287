"""Inputs: files, folders, globs and standard input, in every form a report comes in."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest

from recount.model import Reading
from recount.reports import body, read_reports

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Northwire</title>
<item><title>Raid on Vell</title><link>https://example.org/1</link>
<pubDate>Thu, 07 Apr 2022 23:00:00 -0500</pubDate><description>&lt;p&gt;Two died.&lt;/p&gt;</description></item>
<item><title>Raid on Tarn</title><description>Three &amp;amp; more died.</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Northwire</title><entry>
<title>Raid on Vell</title><published>2022-04-07T10:00:00Z</published><author><name>Jane Doe</name></author>
<summary>Short.</summary><content type="html">&lt;p&gt;Two died in the raid.&lt;/p&gt;</content></entry></feed>"""


def readings(*inputs: Path | str, published_on: date | None = None) -> list[Reading]:
    found = list(read_reports(map(str, inputs), published_on=published_on))
    assert all(isinstance(reading, Reading) for reading in found), found
    return [reading for reading in found if isinstance(reading, Reading)]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", "Two died.\r\nOne fled.\r\n", "Two died.\nOne fled.\n"),
        ("a.html", "<p>Two died.</p>", "Two died."),
        ("a", "<!DOCTYPE html><html><p>Two died.</p>", "Two died."),
        ("a.dat", "Two died.", "Two died."),
        ("a.html.gz", gzip.compress(b"<p>Two died.</p>"), "Two died."),
        ("a.jsonl", '{"text": "Two died."}\n', "Two died."),
        ("a.jsonl", b'\xef\xbb\xbf{"text": "Two died."}', "Two died."),
        ("a.jsonl.gz", gzip.compress(b'{"text": "Two died."}\n'), "Two died."),
        ("a.dump", '{"report": {"html": "<p>Two died.</p>"}}', "Two died."),
    ],
)
def test_a_file_is_read_for_what_it_is(tmp_path: Path, name: str, content: str | bytes, text: str) -> None:
    assert [reading.report.text for reading in readings(write(tmp_path, name, content))] == [text]


def test_a_row_of_json_lines_says_what_is_known(tmp_path: Path) -> None:
    row = {
        "title": "Raid",
        "publisher": "Northwire",
        "published": "2022-04-07",
        "url": "https://example.org",
        "text": "Two died.",
    }
    bare, wrapped = readings(write(tmp_path, "a.jsonl", f"{json.dumps(row)}\n\n{json.dumps({'report': row})}\n"))
    report = bare.report
    assert (report.title, report.publisher, report.published_on, report.published_from, report.url) == (
        "Raid",
        "Northwire",
        date(2022, 4, 7),
        "given",
        "https://example.org",
    )
    assert wrapped.report.id == report.id


def test_the_entries_of_a_feed_are_reports(tmp_path: Path) -> None:
    first, second = readings(write(tmp_path, "feed.xml", FEED))
    report = first.report
    assert (report.title, report.publisher, report.published_on, report.published_from, report.url) == (
        "Raid on Vell",
        "Northwire",
        date(2022, 4, 7),
        "meta",
        "https://example.org/1",
    )
    assert [body(first), body(second)] == ["Two died.", "Three & more died."]
    assert second.report.published_on is None


def test_an_atom_entry_gives_its_fullest_text(tmp_path: Path) -> None:
    (entry,) = readings(write(tmp_path, "feed.atom", ATOM))
    assert (body(entry), entry.report.byline) == ("Two died in the raid.", "Jane Doe")


def test_a_given_date_stands_over_every_other(tmp_path: Path) -> None:
    inputs = [
        write(tmp_path, "a.txt", "Two died."),
        write(tmp_path, "b.jsonl", '{"text": "Two died.", "published": "2022-04-07T10:00:00Z"}'),
        write(tmp_path, "c.html", '<meta name="date" content="2022-04-07"><p>Two died.'),
        write(tmp_path, "d.xml", FEED),
    ]
    found = readings(*inputs, published_on=date(2020, 1, 2))
    dates = {(r.report.published_on, r.report.published_at, r.report.published_from) for r in found}
    assert dates == {(date(2020, 1, 2), None, "given")}
    assert len(found) == 5


def test_folders_are_read_through_in_order(tmp_path: Path) -> None:
    for name in [
        "b.txt",
        "a/2.txt",
        "a/1.txt",
        ".hidden.txt",
        "a/.git/x.txt",
        "page_files/style.css",
        "page_files/run.js",
    ]:
        write(tmp_path, name, name)
    assert [reading.report.text for reading in readings(tmp_path)] == ["b.txt", "a/1.txt", "a/2.txt"]


def test_globs_are_read_in_order(tmp_path: Path) -> None:
    for name in ["b.txt", "a.txt", "c.html", "sub/d.txt"]:
        write(tmp_path, name, name)
    assert [reading.report.text for reading in readings(f"{tmp_path}/*.txt")] == ["a.txt", "b.txt"]
    assert len(readings(f"{tmp_path}/**/*.txt")) == 3


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    assert len(readings(write(tmp_path, "report[1].txt", "Two died."))) == 1


@pytest.mark.parametrize("content", [b"Two died.\n", b'{"text": "Two died.\\n"}\n'])
def test_standard_input_is_read_and_left_open(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(content))
    monkeypatch.setattr("sys.stdin", stdin)
    assert [reading.report.text for reading in readings("-")] == ["Two died.\n"]
    assert not stdin.closed


def test_reading_is_lazy(tmp_path: Path) -> None:
    rows = iter(read_reports([str(write(tmp_path, "a.jsonl", '{"text": "Two died."}\nnot json\n')), "no-such-file"]))
    first = next(rows)
    assert isinstance(first, Reading)
    assert first.report.text == "Two died."
