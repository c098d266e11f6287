"""What a copy changed of a claim: a table of wordings; and that a claim beside itself is unchanged."""

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
from recount.resolve.origins.claims.drift import changes


class Case(Struct, frozen=True):
    name: str
    original: str
    copy: str
    changes: tuple[tuple[str, str, str], ...]


TABLE = tomllib.loads(Path(__file__).with_name("drift.toml").read_text(encoding="utf-8"))
CASES = convert(TABLE["case"], tuple[Case, ...])


@cache
def record(text: str) -> Recorded:
    return read_claims(read_text(text, published_on=date(2024, 3, 5)), backend())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_copy_changed(case: Case) -> None:
    [original], [copy] = record(case.original).claims, record(case.copy).claims
    found = [(change.aspect, change.before or "", change.after or "") for change in changes(original, copy)]
    assert found == list(case.changes)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_claim_beside_itself_is_unchanged_and_changes_turn_about(case: Case) -> None:
    [original], [copy] = record(case.original).claims, record(case.copy).claims
    assert changes(original, original) == changes(copy, copy) == ()
    there, back = changes(original, copy), changes(copy, original)
    assert {change.aspect for change in there} - {"bound"} == {change.aspect for change in back} - {"bound"}
