"""Families of copies in gold data: what is predicted, and how it is scored beside MinHash and containment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recount.bench.clusters import agreement
from recount.bench.copies import predict, score

WIRE = (
    "Shells fired from the hills struck the grain market of Velika Draga on Tuesday, killing 43 people and wounding "
    "at least 90, the town's hospital said. Witnesses spoke of carts overturned among burning stalls. "
    "The army denied that its guns had fired and blamed rebels, who hold the eastern bank of the river."
)
ROWS = [
    {"doc_id": "a", "cluster": "one", "published": "2021-09-15", "publisher": "The Copy", "text": WIRE},
    {
        "doc_id": "b",
        "cluster": "one",
        "published": "2021-09-14",
        "publisher": "Northwire",
        "text": f"{WIRE} So far.",
    },
    {"doc_id": "c", "cluster": "two", "published": "2021-09", "publisher": "Daily", "text": "A bridge was opened."},
    {"doc_id": "a", "cluster": "one", "published": "2021-09-15", "publisher": "The Copy", "text": WIRE},
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_a_report_given_twice_counts_once_and_the_first_of_a_family_is_named(gold: Path) -> None:
    found = {one.doc_id: one for one in predict(gold)}
    assert sorted(found) == ["a", "b", "c"]
    assert found["a"].cluster == found["b"].cluster != found["c"].cluster
    assert [found[name].origin for name in "abc"] == ["b", "b", "c"]


def test_recount_stands_beside_minhash_and_containment(gold: Path) -> None:
    scores = score(gold, {one.doc_id: one.cluster for one in predict(gold)})
    assert [one.method for one in scores] == ["recount", "MinHash alone", "containment alone"]
    assert [one.score.f1 for one in scores] == [1.0, 1.0, 1.0]


def test_merging_what_is_apart_costs_precision_and_parting_what_is_one_costs_recall() -> None:
    gold = {"a": 1, "b": 1, "c": 2, "d": 2}
    merged = agreement(gold, dict.fromkeys("abcd", 0))
    parted = agreement(gold, {"a": 1, "b": 1})
    assert (merged.precision, merged.recall, merged.ari) == (1 / 3, 1.0, 0.0)
    assert (parted.precision, parted.recall) == (1.0, 0.5)
