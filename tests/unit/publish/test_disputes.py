"""Where sources contradict one another, in a terminal and as rows; claims side by side with what joins them."""

from __future__ import annotations

import io

import pytest
from msgspec.structs import replace
from rich.console import Console, RenderableType

from invented import view
from recount.errors import EvidenceError
from recount.model import Disagreement, Join, NearMiss, Position, Relation
from recount.publish.disputes import dispute_rows
from recount.publish.sides import compare_table, disputes_table, near_table
from recount.publish.view import View

WIDTHS = (80, 100, 160)


def printed(table: RenderableType, width: int = 160) -> str:
    file = io.StringIO()
    Console(file=file, width=width).print(table)
    return file.getvalue()


def disputed() -> View:
    """The invented view, with two gaps, a denial, a join and a near miss."""
    whole = view()
    subject = whole.subjects[0]
    first, second, third = subject.claims[:3]
    relations = (
        Relation(kind="differ", subject=subject.id, left=first, right=second, reason="near", gap=3),
        Relation(
            kind="differ", subject=subject.id, left=second, right=third, reason="far", gap=14_699,
            between=("own loss", "enemy's loss"),
        ),
        Relation(kind="deny", subject=subject.id, left=third, right=first, reason="denied outright"),
        Relation(kind="agree", subject=subject.id, left=first, right=third, reason="alike"),
    )  # fmt: skip
    miss = NearMiss(
        left=first, right=second, subjects=(subject.id, subject.id), differences=("place",),
        reason="differ in place: Lower Karsova lies in Karsova; not contradicted", score=0.8,
    )  # fmt: skip
    join = Join(claim=third, by="place", reason="Lower Karsova is 1 km from Karsova; of the same days")
    return replace(whole, relations=relations, near=(miss,), subjects=(replace(subject, joins=(join,)),))


def test_the_largest_gap_comes_first_and_what_agrees_is_no_dispute() -> None:
    rows = dispute_rows(disputed())
    assert [(row.kind, row.gap) for row in rows] == [("differ", 14_699), ("differ", 3), ("deny", None)]
    assert rows[0].between == ("own loss", "enemy's loss")
    assert rows[0].on is not None
    assert all(len(row.who) == len(row.figures) == 2 for row in rows)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_dispute_shows_its_gap_and_from_where_each_side_speaks(width: int) -> None:
    shown = printed(disputes_table(disputed(), 100), width)
    assert max(map(len, shown.splitlines())) <= width
    assert shown.index("≠ 14,699") < shown.index("≠ 3") < shown.index("✕ denied")
    assert "of its own loss" in shown
    assert "of its enemy's loss" in " ".join(shown.split())


def test_what_reviewers_disagree_about_stands_below() -> None:
    one = Disagreement(
        matter="subject",
        claims=disputed().subjects[0].claims[:1],
        positions=(Position(what="one subject", who=("ana",)), Position(what="apart", who=("bo",))),
        reason="merged by one and split by another",
    )
    shown = printed(disputes_table(replace(disputed(), disagreements=(one,)), 100))
    assert shown.index("✕ denied") < shown.index("merged by one and split by another") < shown.index("apart: bo")
    calm = replace(disputed(), relations=(), disagreements=(one,))
    assert "No two sources are at odds." in printed(disputes_table(calm, 100))
    assert "apart: bo" in printed(disputes_table(calm, 100))


def test_claims_side_by_side_say_what_joins_them_and_what_is_near() -> None:
    shown = printed(compare_table(disputed()))
    assert "+ 1 claim joined: Lower Karsova is 1 km from Karsova; of the same days" in shown
    assert "2 differ, 1 deny, 1 agree" in shown
    assert "Near misses, for a person to judge: 1" in shown
    assert "Lower Karsova lies in Karsova; not contradicted" in printed(compare_table(disputed()), 300)


@pytest.mark.parametrize("width", WIDTHS)
def test_near_misses_fit_the_terminal(width: int) -> None:
    for part in near_table(disputed()):
        assert max(map(len, printed(part, width).splitlines())) <= width


def test_a_near_miss_or_a_statement_that_is_not_there_is_refused() -> None:
    whole = disputed()
    gone = replace(whole.near[0], left="clm:gone")
    with pytest.raises(EvidenceError, match="a near miss names claim clm:gone"):
        replace(whole, near=(gone,))
    denial = Relation(
        kind="deny", subject=whole.subjects[0].id, left="stm:gone", right=whole.subjects[0].claims[0], reason="no"
    )
    with pytest.raises(EvidenceError, match="names statement stm:gone"):
        replace(whole, relations=(denial,))
