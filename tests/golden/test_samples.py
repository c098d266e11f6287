"""The shipped samples against what a careful reader counts in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recount import samples
from recount.bench.claims import predict
from recount.language.backends import backend
from recount.model import Recorded
from recount.pipeline import journey
from recount.publish.explanation import explanation_rows
from recount.publish.rows import ClaimRow
from recount.reports import Limits

GOLD = Path(__file__).with_name("samples.gold.jsonl")
FOUND, CORE = 0.90, 0.80


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, dict[str, object] | None, ClaimRow | None]]:
    """Every gold claim with the claim read at the same place, and every claim read where gold has none."""
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    found = {row.report.id: row.claims for row in predict(GOLD)}
    paired: list[tuple[str, dict[str, object] | None, ClaimRow | None]] = []
    for row in gold:
        name = row["report"]["id"]
        free = list(found[name])
        for claim in row["claims"]:
            start, end = claim["quantity"]["start"], claim["quantity"]["end"]
            mine = next((one for one in free if one.quantity.start < end and start < one.quantity.end), None)
            if mine is not None:
                free.remove(mine)
            paired.append((name, claim, mine))
        paired += [(name, None, one) for one in free]
    return paired


def test_every_field_of_every_claim_is_explained() -> None:
    rows = [
        row
        for outcome in journey([str(samples.folder())], limits=Limits(), backend=backend())
        if isinstance(outcome, Recorded)
        for row in explanation_rows(outcome.reading, outcome.claims)
    ]
    assert len(rows) > 190
    always = {"quantity", "effect", "victims", "victims.party", "source", "act", "modality", "place", "time", "scope"}
    for row in rows:
        claim = row.claim
        optional = {
            "source.name": claim.source is not None,
            "source.party": claim.source is not None,
            "subset_of": claim.subset_of is not None,
            "supersedes": claim.supersedes is not None,
        }
        assert {one.field for one in row.decisions} == always | {field for field, is_so in optional.items() if is_so}
        assert len(row.decisions) == len({one.field for one in row.decisions})
        for one in row.decisions:
            assert one.rule, one
            assert 0 <= one.confidence <= 1, one
    rivals = [one.rivals for row in rows for one in row.decisions if one.field == "time"]
    assert sum(map(bool, rivals)) > len(rivals) / 2


def test_nearly_every_count_is_found_and_nothing_else(
    pairs: list[tuple[str, dict[str, object] | None, ClaimRow | None]],
) -> None:
    both = sum(gold is not None and mine is not None for _, gold, mine in pairs)
    missed = [(name, gold["quantity"]) for name, gold, mine in pairs if gold is not None and mine is None]
    extra = [(name, mine.quantity) for name, gold, mine in pairs if gold is None and mine is not None]
    assert both / (both + len(missed)) >= FOUND, missed
    assert both / (both + len(extra)) >= 0.97, extra


def test_bounds_and_effects_are_right(pairs: list[tuple[str, dict[str, object] | None, ClaimRow | None]]) -> None:
    wrong = [
        (name, gold["quantity"], gold["effect"], mine.effect)
        for name, gold, mine in pairs
        if gold is not None
        and mine is not None
        and (
            gold["effect"] != mine.effect
            or (not gold.get("vague") and (gold["low"], gold["high"]) != (mine.low, mine.high))
        )
    ]
    assert len(wrong) <= 4, wrong


def test_sources_are_right(pairs: list[tuple[str, dict[str, object] | None, ClaimRow | None]]) -> None:
    both = [(gold, mine) for _, gold, mine in pairs if gold is not None and mine is not None]
    right = sum((gold["source"] is None) == (mine.source is None) for gold, mine in both)
    assert right / len(both) >= 0.95
