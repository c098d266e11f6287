"""Expressions of time in sentences: where they stand, what they mean, which days they cover."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from recount.claims.timex import Style, expressions
from recount.resolve.timex import covered, timed

TABLE = tomllib.loads((Path(__file__).parent / "times.toml").read_text(encoding="utf-8"))
CASES = [(row[0], group.get("written"), group["style"], *row[1:]) for group in TABLE["groups"] for row in group["rows"]]


def test_the_table_is_large_and_says_nothing_twice() -> None:
    assert len(CASES) >= 200
    assert len({case[:3] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("marked", "written", "style", "kind", "value", "days"), CASES, ids=[f"{case[0]} {case[1]}" for case in CASES]
)
def test_an_expression_has_its_value_and_days(
    marked: str, written: date | None, style: Style, kind: str, value: str, days: str
) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = timed(text, expressions(text, style=style), written, style)
    one = next(each for each in found if (each.expression.start, each.expression.end) == (start, end))
    stretch = covered(one, written)
    first, last = (None, None) if not days else (days.split("/")[0], days.split("/")[-1])
    assert (one.kind, one.value or "") == (kind, value)
    assert stretch == (None if first is None or last is None else (date.fromisoformat(first), date.fromisoformat(last)))


@pytest.mark.parametrize(
    "text",
    [
        "A 34-year-old man, aged 34 years old, was held.",
        "They may march on the town if a second shell falls.",
        "About 2,000 men and 1914 shells were counted.",
        "A quarter of the city burned.",
        "He paid $1999 for it.",
        "The Sun reported it.",
        "The Arab Spring began in Tunisia.",
        "The Winter Games opened.",
        "Three flights a week go there.",
    ],
)
def test_words_that_are_no_times_are_left_alone(text: str) -> None:
    assert expressions(text) == []


def test_what_results_are_compared_with_is_the_same_stretch_of_the_year_before() -> None:
    text = (
        "Net rose in the third quarter from a year earlier, despite a weak second quarter. The latest quarter had no"
        " charges. For the nine months sales fell from a year earlier."
    )
    found = timed(text, expressions(text), date(2022, 10, 20))
    assert [one.value for one in found] == ["2022-Q3", "2021-Q3", "2022-Q2", "2022-Q3", "P9M", "2021"]
