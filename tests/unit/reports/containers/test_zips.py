"""ZIP archives: their members are reports, and nothing in them reaches a disk or eats the memory."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from packed import outcomes, texts_of, zipped
from recount.model import Reading, Rejected
from recount.reports import Limits, read_reports

DIED = "Two people died."


def with_info(info: zipfile.ZipInfo, data: bytes = b"Two people died.") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("good.txt", DIED)
        archive.writestr(info, data)
    return out.getvalue()


def linked() -> bytes:
    info = zipfile.ZipInfo("passwords.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return with_info(info, b"/etc/passwd")


def encrypted() -> bytes:
    data = bytearray(zipped({"good.txt": DIED, "secret.txt": DIED}, zipfile.ZIP_STORED))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(magic) + at] |= 1
    return bytes(data)


def twice() -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("good.txt", DIED)
        archive.writestr("good.txt", "Nobody died.")
    return out.getvalue()


def overlapping() -> bytes:
    data = bytearray(zipped({"good.txt": DIED, "other.txt": DIED, "third.txt": DIED}, zipfile.ZIP_STORED))
    first = data.index(b"PK\x01\x02")
    third = data.rindex(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[third + 42 : third + 46] = data[second + 42 : second + 46]
    return bytes(data)


def bomb() -> bytes:
    return zipped({"good.txt": DIED, "bomb.txt": b"a" * 30_000_000})


BAD = {
    "link": (linked(), "link"),
    "up": (with_info(zipfile.ZipInfo("../../etc/cron.txt")), "unsafe_name"),
    "root": (with_info(zipfile.ZipInfo("/etc/cron.txt")), "unsafe_name"),
    "drive": (with_info(zipfile.ZipInfo("C:\\Windows\\cron.txt")), "unsafe_name"),
    "share": (with_info(zipfile.ZipInfo("\\\\host\\share\\cron.txt")), "unsafe_name"),
    "up with backslashes": (with_info(zipfile.ZipInfo("a\\..\\..\\cron.txt")), "unsafe_name"),
    "encrypted": (encrypted(), "encrypted"),
    "duplicate": (twice(), "duplicate"),
    "bomb": (bomb(), "bomb"),
    "bzip2": (zipped({"good.txt": DIED}) and zipped({"a.txt": "x" * 500}, zipfile.ZIP_BZIP2), "unreadable"),
    "image": (zipped({"good.txt": DIED, "map.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"}), "binary"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_member_is_rejected_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    data, reason = BAD[name]
    found = outcomes(tmp_path, "a.zip", data)
    assert [one.reason for one in found if isinstance(one, Rejected)] == [reason]
    assert name == "bzip2" or DIED in texts_of(found)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]


def test_members_that_share_their_bytes_are_no_reports(tmp_path: Path) -> None:
    assert texts_of(outcomes(tmp_path, "a.zip", overlapping())) == [DIED, "<overlapping>", "<overlapping>"]


def test_members_are_read_in_order_for_what_they_are(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        "b.txt": "One.",
        "a/page.html": "<p>Two died.</p>",
        "a/page_files/run.js": "run()",
        "__MACOSX/a/._page.html": b"\0\0",
        ".DS_Store": b"\0",
        "rows.jsonl.gz": gzip.compress(b'{"text": "Three."}\n{"text": "Four."}\n'),
        "inner.zip": zipped({"five.txt": "Five."}),
    }
    found = outcomes(tmp_path, "a.zip", zipped(members))
    assert texts_of(found) == ["One.", "Two died.", "Three.", "Four.", "Five."]


def test_where_a_rejected_member_lies_is_told(tmp_path: Path) -> None:
    data = zipped({"inner.zip": zipped({"a/b.jsonl": "no\n"})})
    [found] = outcomes(tmp_path, "a.zip", data)
    assert isinstance(found, Rejected)
    assert found.where == f"{tmp_path}/a.zip:inner.zip:a/b.jsonl:line 1"


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    data = b"Two died."
    for level in range(12):
        data = zipped({f"{level}.zip" if level else "a.txt": data})
    [found] = outcomes(tmp_path, "a.zip", data)
    assert isinstance(found, Rejected)
    assert found.reason == "nested"
    packed = b"Two died."
    for _ in range(12):
        packed = gzip.compress(packed)
    assert texts_of(outcomes(tmp_path, "a.gz", packed)) == ["<nested>"]


def test_an_archive_with_too_many_members_is_not_listed(tmp_path: Path) -> None:
    data = zipped({f"{number}.txt": "Two died." for number in range(30)})
    assert texts_of(outcomes(tmp_path, "a.zip", data, Limits(max_members=29))) == ["<too_many>"]
    assert len(outcomes(tmp_path, "a.zip", data, Limits(max_members=30))) == 30


def test_what_an_input_unpacks_to_in_all_is_bounded(tmp_path: Path) -> None:
    data = zipped({f"{number}.txt": "Two died. " * 100 for number in range(10)})
    found = texts_of(outcomes(tmp_path, "a.zip", data, Limits(max_unpacked=3500)))
    assert [text == "<bomb>" for text in found] == [False] * 3 + [True] * 7


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": "Two died. " * 1000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 100)
    assert texts_of(outcomes(tmp_path, "a.zip", bytes(data))) == ["<unreadable>"]


@pytest.mark.parametrize(
    ("members", "word"),
    [
        ({"xl/workbook.xml": "<a/>"}, "Excel"),
        ({"ppt/presentation.xml": "<a/>"}, "PowerPoint"),
        ({"mimetype": "x", "content.xml": "<a/>"}, "OpenDocument"),
        ({"META-INF/container.xml": "<a/>", "one.xhtml": "<p>x"}, "e-book"),
    ],
)
def test_what_only_looks_like_an_archive_of_reports_is_named(
    tmp_path: Path, members: dict[str, bytes | str], word: str
) -> None:
    [found] = outcomes(tmp_path, "a.docx", zipped(members))
    assert isinstance(found, Rejected)
    assert (found.reason, word in found.detail) == ("binary", True)


@pytest.mark.parametrize("cut", [20, 60, 120])
def test_a_cut_archive_is_unreadable(tmp_path: Path, cut: int) -> None:
    assert texts_of(outcomes(tmp_path, "a.zip", zipped({"a.txt": DIED, "b.txt": DIED})[:cut])) == ["<unreadable>"]


def test_an_archive_without_reports_is_empty(tmp_path: Path) -> None:
    assert texts_of(outcomes(tmp_path, "a.zip", zipped({}))) == ["<empty>"]
    assert texts_of(outcomes(tmp_path, "b.zip", zipped({"style.css": "a"}))) == ["<empty>"]


def test_an_archive_on_standard_input_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(zipped({"a.txt": DIED}))))
    [found] = read_reports(["-"])
    assert isinstance(found, Reading)
    assert found.report.text == DIED
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(zipped({"a.txt": DIED}))))
    [refused] = read_reports(["-"], limits=Limits(max_held_bytes=50))
    assert isinstance(refused, Rejected)
    assert refused.reason == "too_large"
