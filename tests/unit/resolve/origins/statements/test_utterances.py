"""Whether two reports quote one statement: a table of pairs, with traps."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct, convert

from recount.language.backends import backend
from recount.model import Recorded
from recount.pipeline import read_claims
from recount.reports import read_text
from recount.resolve.origins.statements.utterances import MEETING, hear, utterance_keys, utterances


class Case(Struct, frozen=True):
    name: str
    same: bool
    left: str
    right: str
    left_on: date = date(2024, 3, 5)
    right_on: date = date(2024, 3, 5)


TABLE = tomllib.loads(Path(__file__).with_name("utterances.toml").read_text(encoding="utf-8"))
CASES = convert(TABLE["case"], tuple[Case, ...])


@cache
def record(text: str, publisher: str, published_on: date) -> Recorded:
    return read_claims(read_text(text, publisher=publisher, published_on=published_on), backend())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_statement_or_not(case: Case) -> None:
    left, right = record(case.left, "The Post", case.left_on), record(case.right, "The Mail", case.right_on)
    link = utterances(hear(left), hear(right))
    assert (link is not None) == case.same, link
    assert utterances(hear(right), hear(left)) == link
    if link is not None:
        assert link.lineage == "utterance"
        texts = {each.reading.report.id: each.reading.report.text for each in (left, right)}
        for parallel in link.parallels:
            assert texts[link.left][parallel.left.start : parallel.left.end] == parallel.left.exact
            assert texts[link.right][parallel.right.start : parallel.right.end] == parallel.right.exact


def test_there_are_enough_cases_of_either_sort() -> None:
    assert sum(case.same for case in CASES) >= 20
    assert sum(not case.same for case in CASES) >= 30


def test_reports_of_one_statement_meet_by_their_keys_as_a_rule() -> None:
    same = [case for case in CASES if case.same]
    assert sum(map(_meet, same)) >= 0.95 * len(same)


def _meet(case: Case) -> bool:
    left, right = record(case.left, "The Post", case.left_on), record(case.right, "The Mail", case.right_on)
    ours, theirs = utterance_keys(hear(left)), utterance_keys(hear(right))
    return sum(ours[key] for key in ours.keys() & theirs.keys()) >= MEETING
