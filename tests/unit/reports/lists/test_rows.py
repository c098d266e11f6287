"""Sets of news as rows, by the names that their makers give to fields, in lines of JSON and in Parquet."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from packed import outcomes, texts_of, zipped
from recount.errors import MissingExtraError
from recount.model import Reading, Rejected
from recount.reports import Limits, read_reports

TEXT = "Two people died in Vell."
ROWS: dict[str, dict[str, object]] = {
    "vblagoje/cc_news": {
        "title": "Raid on Vell", "text": TEXT, "domain": "example.org", "date": "2031-05-04 10:00:00",
        "description": "x", "url": "https://example.org/raid", "image_url": "",
    },
    "stanford-oval/ccnews": {
        "requested_url": "https://example.org/raid", "plain_text": TEXT, "published_date": "2031-05-04",
        "title": "Raid on Vell", "tags": [], "author": "Jane Doe", "sitename": "example.org",
        "language": "en", "language_score": 0.9,
    },
    "news-please": {
        "maintext": TEXT, "title": "Raid on Vell", "source_domain": "example.org",
        "date_publish": "2031-05-04 10:00:00", "date_download": "2031-06-01 10:00:00", "authors": ["Jane Doe"],
        "url": "https://example.org/raid", "language": "en",
    },
    "newsapi": {
        "source": {"id": None, "name": "example.org"}, "author": "Jane Doe", "title": "Raid on Vell", "content": TEXT,
        "url": "https://example.org/raid", "publishedAt": "2031-05-04T10:00:00Z",
    },
}  # fmt: skip


def parquet(rows: list[dict[str, object]]) -> bytes:
    import pyarrow as pa

    return written(pa.Table.from_pylist(rows), 3)


def written(table: object, rows_a_group: int = 1_000) -> bytes:
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=rows_a_group)
    return out.getvalue()


@pytest.mark.parametrize("made_by", ROWS)
@pytest.mark.parametrize("packed", ["lines", "parquet"])
def test_a_row_is_known_by_its_makers_names(tmp_path: Path, made_by: str, packed: str) -> None:
    row = ROWS[made_by]
    data = parquet([row]) if packed == "parquet" else json.dumps(row).encode()
    [found] = outcomes(tmp_path, "rows", data)
    assert isinstance(found, Reading), found
    report = found.report
    assert (report.text, report.title, report.publisher, report.url, report.published_on) == (
        TEXT,
        "Raid on Vell",
        "example.org",
        "https://example.org/raid",
        date(2031, 5, 4),
    )
    assert report.byline in ("Jane Doe", None)


def test_what_recount_writes_itself_goes_before_other_names(tmp_path: Path) -> None:
    row = {
        "text": TEXT,
        "body": "x",
        "publisher": "Northwire",
        "domain": "y",
        "published": "2031-05-04",
        "date": "2000-01-01",
    }
    [found] = outcomes(tmp_path, "a.jsonl", json.dumps(row).encode())
    assert isinstance(found, Reading)
    assert (found.report.text, found.report.publisher, found.report.published_on) == (
        TEXT,
        "Northwire",
        date(2031, 5, 4),
    )


def test_a_row_with_only_an_address_says_to_fetch_it(tmp_path: Path) -> None:
    for data in (
        b'{"url": "https://example.org/raid", "title": "Raid"}',
        parquet([{"SOURCEURL": "https://example.org/"}]),
    ):
        [found] = outcomes(tmp_path, "a", data)
        assert isinstance(found, Rejected)
        assert (found.reason, "recount fetch" in found.detail) == ("no_text", True)


def test_a_table_is_read_batch_by_batch_and_counted(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"text": f"Number {number}.", "date": datetime(2031, 5, 4, tzinfo=UTC), "other": b"x"} for number in range(200)
    ]
    rows[5]["text"] = "long " * 1000
    found = outcomes(tmp_path, "a.parquet", parquet(rows), Limits(max_bytes=2000))
    assert len(found) == 200
    assert isinstance(found[5], Rejected)
    assert (found[5].reason, found[5].where) == ("too_large", f"{tmp_path}/a.parquet:row 6")
    assert isinstance(found[6], Reading)
    assert found[6].report.published_on == date(2031, 5, 4)


def test_words_in_bytes_are_words(tmp_path: Path) -> None:
    """As programs write them that tell Parquet nothing of what their bytes are."""
    rows: list[dict[str, object]] = [{"text": TEXT.encode(), "title": b"\xff"}]
    [found] = outcomes(tmp_path, "a.parquet", parquet(rows))
    assert isinstance(found, Reading)
    assert (found.report.text, found.report.title) == (TEXT, None)


def test_a_day_that_no_calendar_has_costs_no_row(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    days = pa.array([2**31 - 1, 22_000], pa.date32())
    first, second = outcomes(tmp_path, "a.parquet", written(pa.table({"text": [TEXT, TEXT], "date": days})))
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert (first.report.published_on, second.report.published_on) == (None, date(2030, 3, 27))


def test_a_table_of_one_word_without_end_is_a_bomb(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    data = written(pa.table({"text": ["long " * 1_000] * 900}))
    found = outcomes(tmp_path, "a.parquet", data, Limits(max_bytes=6_000, max_ratio=50))
    assert isinstance(found[-1], Rejected)
    assert (found[-1].reason, 12 <= len(found) <= 60) == ("bomb", True)


def test_tables_in_archives_are_read(tmp_path: Path) -> None:
    assert texts_of(outcomes(tmp_path, "a.zip", zipped({"b.bin": parquet([{"text": TEXT}])}))) == [TEXT]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (parquet([{"text": TEXT}])[:-20], "unreadable"),
        (b"PAR1" + b"\0" * 40 + b"PAR1", "unreadable"),
        (parquet([{"number": 5}]), "not_a_report"),
    ],
)
def test_a_broken_table_is_rejected(tmp_path: Path, data: bytes, reason: str) -> None:
    assert texts_of(outcomes(tmp_path, "a.parquet", data)) == [f"<{reason}>"]


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet([{"text": TEXT}]))
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtraError, match=r"recount\[frames\]"):
        list(read_reports([str(tmp_path)]))


def test_a_json_feed_is_a_feed(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Northwire",
        "items": [
            {"id": "1", "url": "https://example.org/1", "title": "Raid", "content_html": "<p>Two died.</p>"},
            {
                "id": "2",
                "content_text": "Three < four.",
                "date_published": "2031-05-04T10:00:00Z",
                "authors": [{"name": "Jane"}],
            },
        ],
    }
    first, second = (
        one for one in outcomes(tmp_path, "feed.json", json.dumps(feed).encode()) if isinstance(one, Reading)
    )
    assert (first.report.title, first.report.publisher, first.report.url) == (
        "Raid",
        "Northwire",
        "https://example.org/1",
    )
    assert (second.report.text, second.report.byline, second.report.published_on) == (
        "Three < four.",
        "Jane",
        date(2031, 5, 4),
    )
    assert texts_of(outcomes(tmp_path, "b.json", b'{"version": "https://jsonfeed.org/version/1", "items": 5}')) == [
        "<not_a_feed>"
    ]
