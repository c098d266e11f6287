"""Streams of gzip: read as they unpack, whatever their size."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path

from packed import outcomes, texts_of
from recount.model import Rejected
from recount.reports import Details, Item, Limits, items

LIMITS = Limits(max_bytes=100_000)


def test_rows_stream_past_the_limit_of_one_report(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    row = json.dumps({"text": "Two died. " + "word " * 2000}).encode() + b"\n"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(500):
            file.write(row)
    tracemalloc.start()
    found = sum(isinstance(one, Item) for one in items([str(path)], Details(), Limits(max_ratio=2000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == 500
    assert peak < 2_000_000 < len(row) * 500


def test_the_parts_of_a_stream_are_read_one_after_another(tmp_path: Path) -> None:
    parts = b"".join(gzip.compress(b'{"text": "Number %d."}\n' % number) for number in range(4))
    assert texts_of(outcomes(tmp_path, "a.gz", parts + b"\0" * 512)) == [f"Number {number}." for number in range(4)]


def test_rows_before_the_damage_are_read(tmp_path: Path) -> None:
    data = gzip.compress(b'{"text": "One."}\n' * 3)
    *read, last = outcomes(tmp_path, "a.jsonl.gz", data[:-8])
    assert texts_of(read) == ["One."] * 3
    assert isinstance(last, Rejected)
    assert last.reason == "unreadable"


def test_rows_that_never_end_are_a_bomb(tmp_path: Path) -> None:
    data = gzip.compress(b'{"text": "Two died."}\n' * 100_000)
    found = outcomes(tmp_path, "a.jsonl.gz", data, Limits(max_bytes=1000, max_ratio=5))
    assert isinstance(found[-1], Rejected)
    assert found[-1].reason == "bomb"
    assert len(found) < 5_000


def test_one_line_that_never_ends_is_turned_away(tmp_path: Path) -> None:
    data = gzip.compress(b'{"text": "' + b"a" * 900_000 + b'"}\n{"text": "Two died."}\n')
    assert texts_of(outcomes(tmp_path, "a.jsonl.gz", data, LIMITS)) == ["<too_large>", "Two died."]
