"""The report the product began from: its nine claims, its statements without a figure, each once, and a copy of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gates.measure import data_root
from recount.language.backends import backend
from recount.pipeline import read_claims
from recount.publish.rows import ClaimRow
from recount.publish.statements import StatedReportRow, stated_row
from recount.reports import read_text
from recount.resolve.origins.families import families

RETOLD = Path(__file__).with_name("copies") / "seed-retold.txt"

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


# kind, event, mode, status, who speaks or acts, whose side, whom it is about, and words of it
STATEMENTS = [
    ("admission", None, None, "done", "Russia", "Russia", None, "it has suffered a “significant loss” of troops"),
    ("accusation", "ACCUSE", None, "done", None, None, "Russia", "war crimes over the Bucha killings"),
    ("action", "SANCTION", "discontinue", "done", "West", None, "Russia", "hit with new sanctions from the West"),
    ("denial", None, None, "done", "Dmitry Peskov", "Russia", None, "appear before a war crimes tribunal"),
    ("action", "SANCTION", "expel", "done", "UN General Assembly", "United Nations", "Russia", "suspended Russia"),
    ("action", "SANCTION", "withdraw", "done", "Russia", "Russia", "UN Human Rights Council", "withdrawing from"),
    ("denial", None, None, "done", "Moscow", "Russia", None, "attacking civilians"),
    ("appeal", "REQUEST", None, "done", "Ukraine", "Ukraine", None, "to stop buying Russian oil and gas"),
]


@pytest.fixture(scope="module")
def report() -> StatedReportRow:
    root = data_root()
    if root is None:
        pytest.skip("RECOUNT_DATA does not name the benchmark data")
    text = (root / "seed" / "report.txt").read_text(encoding="utf-8")
    reading = read_text(text, published_on=date(2022, 4, 8))
    return stated_row(read_claims(reading, backend()))


@pytest.fixture(scope="module")
def rows(report: StatedReportRow) -> tuple[ClaimRow, ...]:
    return report.claims


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


def test_the_statements_each_once_and_right(report: StatedReportRow) -> None:
    found = []
    for row, (*_, words) in zip(report.statements, STATEMENTS, strict=True):
        agent = row.actor if row.kind == "action" else row.source
        name, recipient = agent.name if agent else None, row.recipient.name if row.recipient else None
        assert words in row.content.exact
        found.append((row.kind, row.event, row.mode, row.status, name, row.party, recipient, words))
    assert found == STATEMENTS


def test_the_fake_is_said_of_the_bodies_in_bucha(report: StatedReportRow) -> None:
    denial = next(row for row in report.statements if "monstrous fake" in row.content.exact)
    assert [report.claims[at].quantity.exact for at in denial.answers] == ["between 150 and 300"]


def test_the_admission_is_of_the_losses_in_headline_and_text(report: StatedReportRow) -> None:
    assert report.statements[0].answers == (0, 1)


def test_the_same_story_in_another_outlets_words_is_traced_as_a_rewrite() -> None:
    root = data_root()
    if root is None:
        pytest.skip("RECOUNT_DATA does not name the benchmark data")
    seed = read_text((root / "seed" / "report.txt").read_text(encoding="utf-8"))
    retold = read_text(RETOLD.read_text(encoding="utf-8"))
    (family,) = families([seed, retold])
    (link,) = [branch.link for branch in family.branches if branch.link]
    assert link.kind == "rewrite"
    told = " ".join(pair.left.exact + pair.right.exact for pair in link.parallels)
    assert all(figure in told for figure in ("18,900", "210", "150", "300"))
    texts = {each.report.id: each.report.text for each in (seed, retold)}
    for pair in link.parallels:
        for report, side in ((link.left, pair.left), (link.right, pair.right)):
            assert texts[report][side.start : side.end] == side.exact
