"""The table of harms: what a sentence counts, how those counted were harmed, and of what group they are."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from recount.claims import find_claims
from recount.reports import read_text

_TABLE = tomllib.loads(Path(__file__).with_name("harms.toml").read_text(encoding="utf-8"))["case"]


def found(text: str) -> list[list[str]]:
    """The counts of a sentence as the table writes them."""
    rows = []
    for claim in find_claims(read_text(text)):
        assert claim.victims is not None
        noun = claim.victims.mention.exact if claim.victims.mention is not None else ""
        rows.append([claim.quantity.exact, claim.effect, noun, claim.victims.group])
    return rows


@pytest.mark.parametrize("case", _TABLE, ids=[case["text"][:60] for case in _TABLE])
def test_a_sentence_counts_what_the_table_says(case: dict[str, object]) -> None:
    assert found(str(case["text"])) == case["counts"]


def test_the_table_is_wide() -> None:
    effects = {row[1] for case in _TABLE for row in case["counts"]}
    groups = {row[3] for case in _TABLE for row in case["counts"]}
    assert len(_TABLE) >= 130
    assert effects == {
        "killed", "injured", "casualties", "missing", "captured", "displaced", "bodies", "affected", "destroyed",
    }  # fmt: skip
    assert groups == {"civilians", "combatants", "unknown"} or groups == {"civilians", "combatants", "mixed", "unknown"}
    assert sum(not case["counts"] for case in _TABLE) >= 25
