"""Quantities in the terms of gold data: every number that measures something, and whether it rose or fell."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.bench.quantities import QuantityRow, predict, quantities

Said = tuple[float | None, float | None, str]

CASES: list[tuple[str, list[Said]]] = [
    ("Grain fell 2.5% to $190 a tonne", [(2.5, 2.5, "down"), (190, 190, "exact")]),
    ("Sales rose by about 40 cents, or 3 per cent", [(40, 40, "up"), (3, 3, "exact")]),
    ("It moved from $12 at noon to $9.50", [(12, 9.5, "between")]),
    ("costs of $3 million to $4 million", [(3_000_000, 4_000_000, "between")]),
    ("dozens of boats and several rafts", [(12, 120, "=")]),
    ("the wall is under 30 feet (9 metres) high", [(None, 30, "fewer_than"), (9, 9, "<")]),
    ("about 4 to 6 km", [(4, 6, "~")]),
    ("down to minus 14 degrees", [(14, 14, "exact")]),
    ("on 3 May 2019 at 5 p.m., in Room 12 of 40 Harbour Road", []),
    ("Ruta, 58, won 3-0 on her Nokia 3310", []),
    ("a two-month truce, a three-point plan", [(3, 3, "exact")]),
    ("half the town, one in four homes", [(0.5, 0.5, "exact"), (0.25, 0.25, "exact")]),
    ("the second half of this one", []),
    ("USD10m and RM23.50", [(10_000_000, 10_000_000, "exact"), (23.5, 23.5, "exact")]),
    ("one-way traffic; the number one; a year after 9/11", []),
    ("the FTSE 100 index and the S&P 500 index", []),
    ("They grew output by 12 per cent", [(12, 12, "up")]),
    ("both sides, no deaths, a man", []),
]


def said(row: QuantityRow) -> Said:
    return row.low, row.high, row.change if isinstance(row.change, str) else row.operator


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_every_measure_is_found_with_its_change(text: str, expected: list[Said]) -> None:
    assert [said(row) for row in quantities(text)] == expected


def test_a_sign_is_kept_beside_the_figure() -> None:
    assert [(row.low, row.negative) for row in quantities("minus 14 degrees, then 3 degrees")] == [
        (14, True),
        (3, False),
    ]


def test_rows_of_gold_are_answered_in_order(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"doc_id": "b", "text": "12 km", "quantities": 3}\n{"doc_id": "a", "text": "no words"}\n')
    assert [(row.doc_id, len(row.quantities)) for row in predict(gold)] == [("b", 1), ("a", 0)]
