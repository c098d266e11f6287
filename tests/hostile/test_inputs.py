"""Hostile and broken inputs: each is rejected with its reason, and the rest of the batch goes through."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from recount import wire
from recount.model import Reading, Refusal, Rejected
from recount.reports import Limits, read_reports

GOOD = "Two people died in the raid on Vell, the mayor said."
NESTED_FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><item>' + b"<a>" * 100_000
FILES: dict[str, tuple[bytes, Refusal, str]] = {
    "empty.html": (b"", "empty", "nothing"),
    "blank.txt": (b" \n\n ", "empty", "nothing"),
    "nul.txt": (b"Two died.\0\0", "binary", "NUL"),
    "image.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", "PNG"),
    "image.html": (b"\xff\xd8\xff\xe0\0\x10JFIF", "binary", "JPEG"),
    "paper.pdf": (b"%PDF-1.7\n1 0 obj", "unreadable", "PDF"),
    "office.docx": (b"PK\x03\x04\x14\0\x06\0", "unreadable", "ZIP"),
    "broken.txt": ("Five “people” died in “Vell”. ".encode() + b"\xff\xff", "encoding", "byte 38"),
    "broken.html": (b"<p>Five people died \xf0\x28\x8c\xbc there and ten \x80\x81", "encoding", "byte 20"),
    "huge.html": (b"<p>" + b"a" * 10_000_000, "too_large", "10,000,000"),
    "bomb.html.gz": (gzip.compress(b"<p>" + b"a" * 50_000_000), "too_large", "10,000,000"),
    "cut.html.gz": (gzip.compress(b"<p>Two died.")[:-8], "unreadable", "gzip"),
    "deep.html": (b"<div>" * 100_000, "too_deep", "nest"),
    "attributes.html": (b"<p>Two died.<a " + b"x=1 " * 200_000 + b">", "too_deep", "attributes"),
    "tags.html": (b"<b></b>" * 150_000, "too_large", "tags"),
    "script.html": (b"<html><script>draw()</script></html>", "no_text", "script"),
    "nothing.rss": (b"no feed at all", "not_a_feed", "feed"),
    "bare.rss": (b'<rss version="2.0"><channel></channel></rss>', "empty", "no entries"),
    "deep.xml": (NESTED_FEED, "too_deep", "nest"),
    "row.jsonl": (b"{'text': 1}", "not_json", "JSON"),
    "number.jsonl": (b'{"text": 5}', "not_a_report", "str"),
    "list.jsonl": (b"[1]", "not_a_report", "object"),
    "textless.jsonl": (b'{"title": "Raid"}', "no_text", "`text`"),
    "latin.jsonl": (b'{"text": "caf\xe9"}', "encoding", "UTF-8"),
    "long.jsonl": (b'{"text": "' + b"a" * 10_000_000 + b'"}', "too_large", "line"),
    "nested.jsonl": (b'{"note": ' + b"[" * 100_000, "not_json", "JSON"),
}


def rejected(*inputs: Path | str) -> list[Rejected]:
    return [found for found in read_reports(map(str, inputs)) if isinstance(found, Rejected)]


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_rejected_and_the_good_one_after_it_is_read(tmp_path: Path, name: str) -> None:
    content, reason, word = FILES[name]
    bad, good = tmp_path / name, tmp_path / "zz-good.txt"
    bad.write_bytes(content)
    good.write_text(GOOD, encoding="utf-8")
    first, second = read_reports([str(tmp_path)])
    assert isinstance(first, Rejected)
    assert first.where.startswith(str(bad))
    assert (first.reason, word in first.detail) == (reason, True), first
    assert isinstance(second, Reading)
    assert second.report.text == GOOD


def test_bad_lines_are_rejected_by_number_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "One."}\nnot json\n\n{"text": "Two."}\n{}\n{"text": "Three."}')
    found = list(read_reports([str(path)]))
    assert [reading.report.text for reading in found if isinstance(reading, Reading)] == ["One.", "Two.", "Three."]
    assert [(bad.where, bad.reason) for bad in found if isinstance(bad, Rejected)] == [
        (f"{path}:line 2", "not_json"),
        (f"{path}:line 5", "no_text"),
    ]


def test_a_line_past_the_limit_does_not_hide_the_next(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 500 + b'"}\n{"text": "Two."}\n')
    first, second = read_reports([str(path)], limits=Limits(max_bytes=100))
    assert isinstance(first, Rejected)
    assert first.reason == "too_large"
    assert isinstance(second, Reading)


@pytest.mark.parametrize("name", ["no-such-file.html", "no-such-folder/", "*.nothing", "", "a\0b", "x" * 5000])
def test_what_is_not_there_is_missing(tmp_path: Path, name: str) -> None:
    (found,) = rejected(f"{tmp_path}/{name}" if name else name)
    assert found.reason == "missing"


def test_a_folder_with_nothing_in_it_is_empty(tmp_path: Path) -> None:
    assert [found.reason for found in rejected(tmp_path)] == ["empty"]


def test_a_file_that_cannot_be_opened_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(GOOD, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = rejected(path)
    assert (found.reason, "Permission denied" in found.detail) == ("unreadable", True)


def test_pipes_and_dangling_links_do_not_hold_up_a_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a-pipe")
    (tmp_path / "b-link").symlink_to(tmp_path / "gone")
    (tmp_path / "c-loop").symlink_to(tmp_path)
    (tmp_path / "d.txt").write_text(GOOD, encoding="utf-8")
    assert [found.reason for found in rejected(tmp_path)] == ["unreadable", "missing"]


def test_entities_of_a_feed_reach_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do not tell", encoding="utf-8")
    feed = tmp_path / "feed.xml"
    feed.write_text(
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss version="2.0"><channel>'
        f"<item><title>Raid</title><description>Two died. &x;</description></item></channel></rss>",
        encoding="utf-8",
    )
    for found in read_reports([str(feed)]):
        assert not isinstance(found, Reading) or "do not tell" not in found.report.text


def test_entities_that_grow_are_left_as_they_are(tmp_path: Path) -> None:
    grown = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 9))
    feed = tmp_path / "feed.xml"
    feed.write_text(
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">{grown}]><rss version="2.0"><channel>'
        f"<item><title>Raid</title><description>Two died. &a8;</description></item></channel></rss>",
        encoding="utf-8",
    )
    [found] = read_reports([str(feed)])
    assert isinstance(found, Reading)
    assert found.report.text == "Raid\n\nTwo died. &a8;"


def test_as_many_results_as_inputs(tmp_path: Path) -> None:
    for name, (content, _, _) in FILES.items():
        (tmp_path / name).write_bytes(content)
    assert len(list(read_reports([str(tmp_path)]))) == len(FILES)


def test_a_name_that_is_no_utf8_is_written_out_and_recorded(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode(b"bad\xff.html")).touch()
    [found] = rejected(folder)
    assert (found.reason, found.where.endswith("bad\\xff.html")) == ("empty", True)
    assert wire.canonical(found)
