"""Spans of time in sentences of their own: each row of ``spans.toml``."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from recount.bench.datetimes import rows

TABLE = tomllib.loads(Path(__file__).with_name("spans.toml").read_text(encoding="utf-8"))
WRITTEN = datetime(2022, 4, 8, 10)


@pytest.mark.parametrize("row", TABLE["span"], ids=[row["words"] for row in TABLE["span"]])
def test_a_span_is_found_and_placed(row: dict[str, str]) -> None:
    found = [
        (row["text"][one.start : one.end], one.type, one.value or one.code or f"{one.first or ''}..{one.last or ''}")
        for one in rows(row["text"], WRITTEN)
    ]
    assert (row["words"], row["type"], row["value"]) in found


@pytest.mark.parametrize("row", TABLE["none"], ids=[row["text"] for row in TABLE["none"]])
def test_other_figures_and_words_are_no_times(row: dict[str, str]) -> None:
    assert [row["text"][one.start : one.end] for one in rows(row["text"], WRITTEN)] == []


@pytest.mark.parametrize("written", [datetime(1, 1, 2), datetime(9999, 12, 30)])
def test_what_lies_past_the_calendar_is_left_out(written: datetime) -> None:
    text = "They meet tomorrow, next week, last October and in the 9990s, and came 7 weeks ago, at Easter."
    assert all(one.value or one.first or one.last or one.code for one in rows(text, written))
