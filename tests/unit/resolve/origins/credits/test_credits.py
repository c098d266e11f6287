"""The table of short reports in ``credits.toml``: what each says of where its text comes from."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from msgspec import Struct, convert

from recount.model import Reading
from recount.reports import read_text
from recount.resolve.origins.credits.credits import credits_of

BODY = (
    "Shelling killed ten people in the port of Riverton on Monday, the mayor said. The army denied that it had fired. "
    "Schools in the district stayed shut for the rest of the week."
)


class Case(Struct, forbid_unknown_fields=True):
    about: str
    text: str
    credits: list[str]
    publisher: str | None = None
    byline: str | None = None
    title: str | None = None


class Table(Struct, forbid_unknown_fields=True):
    seen: list[Case]
    unseen: list[Case]


TABLE = convert(tomllib.loads((Path(__file__).parent / "credits.toml").read_text(encoding="utf-8")), Table)
CASES = [*TABLE.seen, *TABLE.unseen]


def read(case: Case) -> Reading:
    text = case.text.replace("{body}", BODY)
    return read_text(text, publisher=case.publisher, byline=case.byline, title=case.title)


def found(case: Case) -> list[str]:
    return sorted(f"{credit.role} {credit.outlet}" for credit in credits_of(read(case)))


@pytest.mark.parametrize("case", CASES, ids=[case.about for case in CASES])
def test_what_a_report_says_of_where_its_text_comes_from(case: Case) -> None:
    assert found(case) == sorted(case.credits)


@pytest.mark.parametrize("case", CASES, ids=[case.about for case in CASES])
def test_the_words_of_a_credit_stand_where_it_says(case: Case) -> None:
    reading = read(case)
    for credit in credits_of(reading):
        if credit.mention is not None:
            assert reading.report.text[credit.mention.start : credit.mention.end] == credit.words


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(TABLE.seen) >= 80
    assert len(TABLE.unseen) * 2 >= len(TABLE.seen)
    assert len({case.about for case in CASES}) == len(CASES)
