"""The table of short reports in ``parts.toml``: which count is part of which, which revises which, whom they count."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from msgspec import Struct, convert, field

from recount.claims import find_claims
from recount.model import ResolvedClaim
from recount.reports import read_text
from recount.resolve import resolve_claims


class Expected(Struct, forbid_unknown_fields=True):
    """What a case says of one count; what it leaves out is None."""

    words: str
    group: str | None = None
    party: str | None = None
    scope: str | None = None
    part_of: str | None = None
    revises: str | None = None


class Case(Struct, forbid_unknown_fields=True):
    about: str
    text: str
    counts: list[Expected]


class Table(Struct, forbid_unknown_fields=True):
    cases: list[Case] = field(name="case")


CASES = convert(tomllib.loads((Path(__file__).parent / "parts.toml").read_text(encoding="utf-8")), Table).cases


def numbered(names: Iterable[str]) -> list[str]:
    """Words in order, those met before with their number: ``12``, ``12 #2``."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return found


def shown(one: ResolvedClaim, names: dict[str, str]) -> dict[str, str]:
    claim = one.claim
    return {
        "group": claim.victims.group if claim.victims else "unknown",
        "party": one.resolutions.party.value or "",
        "scope": claim.scope,
        "part_of": names.get(claim.subset_of or "", ""),
        "revises": names.get(claim.supersedes or "", ""),
    }


@pytest.mark.parametrize("case", CASES, ids=[case.about for case in CASES])
def test_what_a_short_report_says_of_its_counts(case: Case) -> None:
    reading = read_text(case.text)
    claims = resolve_claims(reading, find_claims(reading))
    names = dict(
        zip([one.claim.id for one in claims], numbered(one.claim.quantity.exact for one in claims), strict=True)
    )
    found = {names[one.claim.id]: shown(one, names) for one in claims}
    for expected in case.counts:
        assert expected.words in found, f"{expected.words} is not among {list(found)}"
        said = {key: getattr(expected, key) for key in found[expected.words]}
        wanted = {key: value for key, value in said.items() if value is not None}
        assert {key: found[expected.words][key] for key in wanted} == wanted, expected.words


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(CASES) >= 100
    assert len({case.about for case in CASES}) == len(CASES)
