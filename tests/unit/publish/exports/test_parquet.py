"""Parquet holds what the CSV holds, with types; without pyarrow it says what to install."""

from __future__ import annotations

import csv
import io
import sys
from datetime import date

import pytest
from pyarrow import parquet

from exported import view, written
from recount.errors import MissingExtraError


def test_it_has_the_columns_of_the_csv_with_their_types() -> None:
    table = parquet.read_table(io.BytesIO(written("parquet", view())))
    told = list(csv.DictReader(io.StringIO(written("csv", view()).decode(), newline="")))
    assert table.column_names == list(told[0])
    assert table.column("id").to_pylist() == [row["id"] for row in told]
    types = {name: str(table.schema.field(name).type) for name in ("low", "lat", "approx", "from", "effect", "via")}
    assert types == {
        "low": "int64", "lat": "double", "approx": "bool", "from": "date32[day]", "effect": "string", "via": "string",
    }  # fmt: skip
    first = table.to_pylist()[0]
    assert (first["low"], first["high"], first["from"], first["approx"]) == (12, None, date(2031, 4, 7), False)


def test_it_names_the_head_of_the_ledger() -> None:
    about = parquet.ParquetFile(io.BytesIO(written("parquet", view()))).metadata.metadata
    assert about[b"ledger_head"] == b"5f" * 32


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'recount\[frames\]'"):
        written("parquet", view())
