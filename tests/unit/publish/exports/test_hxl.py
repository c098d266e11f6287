"""HXL is what its own library accepts."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import hxl
import pytest
from msgspec.structs import replace

import invented
from exported import view, written
from recount.errors import InvariantError
from recount.publish.exports import hxl as exported_hxl
from recount.publish.view import View


def rows(of: View) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written("hxl", of).decode(), newline="")))


@pytest.mark.parametrize("of", [view(), invented.view()], ids=["small", "of all kinds"])
def test_libhxl_finds_no_error(of: View, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(written("hxl", of))
    with hxl.make_input(str(path), hxl.InputOptions(allow_local=True)) as source:
        found = hxl.validate(hxl.data(source))
    assert (found["stats"]["error"], found["stats"]["warning"]) == (0, 0)


def test_a_line_of_hashtags_is_under_the_headings() -> None:
    headings, tags, first, *_ = rows(view())
    assert len(headings) == len(tags) == len(first)
    assert all(tag.startswith("#") for tag in tags)
    row = dict(zip(tags, first, strict=True))
    assert (row["#affected+killed+min"], row["#affected+killed+max"], row["#affected+injured+min"]) == ("12", "", "")
    assert (row["#org+claimant"], row["#status+stance"], row["#country+code+v_iso2"]) == ("Ada Lind", "says", "ZZ")


def test_bounds_out_of_order_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = next(iter(exported_hxl.claim_rows(view())))
    monkeypatch.setattr(exported_hxl, "claim_rows", lambda _: iter([replace(row, low=9, high=3)]))
    with pytest.raises(InvariantError, match="low 9 is above high 3; nothing is written"):
        written("hxl", view())
