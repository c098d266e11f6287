"""Parquet tables that lie about what they hold, or hold what no list of reports does."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from random import Random
from typing import get_args

from hostile.inputs.bad import GOOD, Bad, bad
from hostile.mutation import mutated
from recount.model import Refusal

_ANY = ("recorded", *(each for each in get_args(Refusal) if each not in {"crashed", "too_slow", "out_of_memory"}))


def columns() -> Iterator[Bad]:
    """Tables cut, changed, of other columns, of values of every kind, nested, and packed without end.

    None where pyarrow, which reads and writes them, is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError:
        return
    one = _table({"text": [GOOD], "title": ["Raid"], "url": ["http://a.example/1"]})
    for cut in (4, 8, 12, len(one) // 2, len(one) - 8, len(one) - 1):
        yield bad("tables", f"cut after {cut}", ".parquet", one[:cut], *_ANY)
    for about, length in (
        ("nothing", 0),
        ("all", len(one)),
        ("more than all", 2**31),
        ("as much as can be", 2**32 - 1),
    ):
        told = one[:-8] + length.to_bytes(4, "little") + one[-4:]
        yield bad("tables", f"a footer of {about}", ".parquet", told, "unreadable")
    for about, raw in (
        ("two tables", one + one),
        ("a head for a foot", b"PAR1" * 8),
        ("a page before it", b"<p>Two died.</p>" + one),
    ):
        yield bad("tables", about, ".parquet", raw, *_ANY)
    chance = Random(7)
    packed = {
        way: _table({"text": [f"{GOOD} {at}" for at in range(40)]}, way) for way in ("NONE", "SNAPPY", "ZSTD", "GZIP")
    }
    for way, raw in packed.items():
        for number in range(15):
            yield bad(
                "tables", f"packed by {way}, changed at random, {number}", ".parquet", mutated(raw, chance), *_ANY
            )
    for about, values in {
        "null": [None] * 50, "no rows": pa.array([], pa.string()), "numbers": [1, 2], "not a number": [float("nan"), float("inf")], "bytes that are no UTF-8": [b"\xff\xfe\x00"], "bytes": [GOOD.encode()],
        "lists": [[GOOD]], "lists in lists": pa.array([[[[[["a"]]]]]]), "a struct": [{"text": GOOD}], "a map": pa.array([[("a", GOOD)]], pa.map_(pa.string(), pa.string())), "NUL": ["Two\0died."],
        "far times": pa.array([2**62, -(2**62)], pa.timestamp("ns")), "far days": pa.array([2**31 - 1, -(2**31)], pa.date32()), "times in no zone": pa.array([0], pa.timestamp("us", tz="Nowhere/Nothing")),
        "a dictionary": pa.array([GOOD] * 5).dictionary_encode(), "decimals": pa.array([1], pa.decimal128(38, 37)), "nothing but white space": [" \n" * 1000], "a long word": ["a" * 2_000_000], "too long a word": ["a" * 11_000_000],
        "white space of 1 MB 150 times": [" " * 1_000_000] * 150, "5,000 empty words": [""] * 5_000, "half a float": pa.array([1.5], pa.float16()), "a span of time": pa.array([1], pa.duration("s")),
    }.items():  # fmt: skip
        yield bad("tables", f"text is {about}", ".parquet", _table({"text": values}), *_ANY)
        if len(values) <= 2:
            given = {"text": [GOOD] * len(values), "date": values, "url": values, "title": values}
            yield bad("tables", f"all but the text is {about}", ".parquet", _table(given), *_ANY)
    for about, given in {
        "no column of a report's": {"a": [1], "b": ["x"]}, "no columns": {}, "20,000 columns": {f"c{at}": [at] for at in range(20_000)} | {"text": [GOOD]}, "a name of a megabyte": {"n" * 1_000_000: [1], "text": [GOOD]},
        "names in capitals": {"TEXT": [GOOD], "Text": ["Nine died."]}, "a name of a path": {"../../text": [GOOD]}, "an address that runs": {"url": ["javascript:x()", "file:///etc/passwd"], "text": [GOOD, GOOD]},
    }.items():  # fmt: skip
        yield bad("tables", about, ".parquet", _table(given), *_ANY)
    deep: object = GOOD
    for _ in range(90):
        deep = [deep]
    yield bad("tables", "lists 90 deep", ".parquet", _table({"text": [deep]}), *_ANY)
    twice = pa.table([pa.array(["Nine died."]), pa.array([GOOD])], names=["text", "text"])
    yield bad("tables", "a column twice", ".parquet", _written(twice), *_ANY)


def _table(given: Mapping[str, object], way: str = "SNAPPY") -> bytes:
    import pyarrow as pa

    return _written(pa.table(dict(given)), way)


def _written(table: object, way: str = "SNAPPY") -> bytes:
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression=way)
    return buffer.getvalue()
