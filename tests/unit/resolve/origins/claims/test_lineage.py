"""Which claims of a copy are which of its original: a table, and what holds for any two reports."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct, convert, structs

from recount.language.backends import backend
from recount.model import Recorded, ResolvedClaim
from recount.pipeline import read_claims
from recount.reports import read_text
from recount.resolve.origins.claims.lineage import claim_links


class Case(Struct, frozen=True):
    name: str
    original: str
    copy: str
    links: tuple[tuple[str, str, bool], ...]


TABLE = tomllib.loads(Path(__file__).with_name("lineage.toml").read_text(encoding="utf-8"))
CASES = convert(TABLE["case"], tuple[Case, ...])


@cache
def record(text: str, publisher: str) -> Recorded:
    return read_claims(read_text(text, publisher=publisher, published_on=date(2024, 3, 5)), backend())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_which_claim_is_which(case: Case) -> None:
    original, copy = record(case.original, "The Wire"), record(case.copy, "The Mail")
    counts = {each.claim.id: each.claim.quantity.exact for each in (*original.claims, *copy.claims)}
    found = [(counts[link.original], counts[link.copy], link.revises) for link in claim_links(original, copy)]
    assert sorted(found) == sorted(case.links)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_reprint_has_every_claim_unchanged(case: Case) -> None:
    original, copy = record(case.original, "The Wire"), record(case.original, "The Mail")
    links = claim_links(original, copy)
    assert [link.original for link in links] == [each.claim.id for each in _in_order(original)]
    assert [link.copy for link in links] == [each.claim.id for each in _in_order(copy)]
    assert all(link.changes == () and not link.revises for link in links)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_order_of_claims_does_not_matter(case: Case) -> None:
    original, copy = record(case.original, "The Wire"), record(case.copy, "The Mail")
    turned = (structs.replace(each, claims=each.claims[::-1]) for each in (original, copy))
    assert claim_links(*turned) == claim_links(original, copy)


def _in_order(recorded: Recorded) -> list[ResolvedClaim]:
    return sorted(recorded.claims, key=lambda each: each.claim.quantity.start)
