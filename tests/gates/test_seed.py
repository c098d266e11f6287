"""The report the product began from: its nine claims, each with its bounds, its source, its place and its days."""

from __future__ import annotations

from datetime import date

import pytest

from gates.measure import data_root
from recount.language.backends import backend
from recount.pipeline import read_claims
from recount.publish.rows import ClaimRow, report_row
from recount.reports import read_text

# quantity, low, high, effect, source, act, modality, place
EXPECTED = [
    ("significant", None, None, "casualties", "Russia", "admits", "asserted", "Ukraine"),
    ("significant", None, None, "casualties", "Russia", "admits", "asserted", "Ukraine"),
    ("significant", None, None, "casualties", "Dmitry Peskov", "admits", "asserted", "Ukraine"),
    ("at least 18,900", 18_900, None, "killed", "Ukrainian authorities", "claims", "asserted", "Ukraine"),
    ("more than four million", 4_000_000, None, "displaced", None, None, "asserted", "Ukraine"),
    ("thousands", None, None, "casualties", None, None, "asserted", "Ukraine"),
    ("More than 5,000", 5_000, None, "killed", "Vadym Boichenko", "says", "asserted", "Mariupol"),
    ("210", 210, 210, "killed", "Vadym Boichenko", "says", "asserted", "Mariupol"),
    ("between 150 and 300", 150, 300, "bodies", "Ukraine", "says", "possible", "Bucha"),
]


@pytest.fixture(scope="module")
def rows() -> tuple[ClaimRow, ...]:
    root = data_root()
    if root is None:
        pytest.skip("RECOUNT_DATA does not name the benchmark data")
    text = (root / "seed" / "report.txt").read_text(encoding="utf-8")
    reading = read_text(text, published_on=date(2022, 4, 8))
    return report_row(reading, read_claims(reading, backend()).claims).claims


def test_the_nine_claims(rows: tuple[ClaimRow, ...]) -> None:
    found = [
        (
            row.quantity.exact,
            row.low,
            row.high,
            row.effect,
            row.source.name if row.source else None,
            row.act,
            row.modality,
            row.place.name if row.place else None,
        )
        for row in rows
    ]
    assert found == EXPECTED


def test_the_soldiers_are_counted_since_the_invasion_up_to_the_statement(rows: tuple[ClaimRow, ...]) -> None:
    soldiers = rows[3]
    assert soldiers.time is not None
    assert (str(soldiers.time.first), str(soldiers.time.last), soldiers.scope) == ("2022-02-24", "2022-04-07", "total")


def test_the_children_are_among_the_civilians(rows: tuple[ClaimRow, ...]) -> None:
    assert rows[7].subset_of == 6
    assert rows[6].subset_of is None
