"""Tables for a terminal are legible at any width, with any text."""

from __future__ import annotations

import io

import pytest
from msgspec.structs import replace
from rich.console import Console, RenderableType

from invented import view
from recount.model import Mention, Rejected
from recount.publish.rows import claim_rows
from recount.publish.sides import compare_table
from recount.publish.table import claims_table, rejected_table

WIDTHS = (80, 100, 120, 136, 160, 220)


def printed(table: RenderableType, width: int, *, colour: bool = False) -> str:
    """What a console of that width shows."""
    file = io.StringIO()
    Console(file=file, width=width, force_terminal=colour, color_system="truecolor" if colour else None).print(table)
    return file.getvalue()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal_and_no_figure_is_cut(width: int) -> None:
    shown = printed(claims_table(claim_rows(view())), width)
    assert max(map(len, shown.splitlines())) <= width
    for figure in ("≥ 120", "≤ 40", "≈ 300", "2,000–3,500", "> 5,000", "131"):
        assert figure in shown
    assert "…" not in shown


def test_a_long_figure_is_not_broken_at_80_columns() -> None:
    row = replace(next(claim_rows(view())), low=11_000_000, high=12_500_000, operator="between", approx=True)
    assert "≈ 11,000,000–12,500,000" in printed(claims_table([row]), 80)


@pytest.mark.parametrize("width", WIDTHS)
def test_stances_are_told_by_mark_and_word(width: int) -> None:
    shown = " ".join(printed(claims_table(claim_rows(view())), width).split())
    assert "✕ denies" in shown
    assert "◐ says, as" in shown
    assert "● claims" in shown


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_against_its_speakers_interest_has_a_mark(width: int) -> None:
    row = next(claim_rows(view()))
    owned = replace(row, against_interest=True)
    assert "says †" in " ".join(printed(claims_table([owned]), width).split())
    assert printed(claims_table([row]), width).count("†") == 1  # the key's


def test_a_wide_table_has_a_column_for_each_field() -> None:
    heading = printed(claims_table(claim_rows(view())), 160).splitlines()[1]
    for name in ("Who says so", "Stance", "Count", "In words", "Effect", "Victims", "Place", "Date"):
        assert name in heading


def test_markup_and_terminal_controls_in_a_report_are_shown_as_text() -> None:
    row = next(claim_rows(view()))
    assert row.source is not None
    hostile = replace(
        row,
        source=replace(row.source, name="[red]Eve[/red] \x1b[2J\u202e"),
        quantity=Mention("[link=x]12[/link]", 0, 17),
    )
    shown = printed(claims_table([hostile]), 500, colour=True)
    assert "[red]Eve[/red] [U+001B][2J[U+202E]" in shown
    assert "[link=x]12[/link]" in shown
    assert "\x1b[2J" not in shown


def test_claims_side_by_side_stand_by_date_with_their_relations() -> None:
    shown = printed(compare_table(view()), 160)
    assert shown.index("Ada Lind (government)") < shown.index("Velmor (military)") < shown.index("doctors (medical)")
    assert "1 deny, 1 agree" in shown
    assert "✕ deny: Ada Lind ≥ 120 and The general staff of Velmor 120: denied outright" in shown


def test_rejected_inputs_say_where_why_and_what_to_do() -> None:
    shown = printed(rejected_table([Rejected(where="a/[b].html", reason="too_large", detail="Split it.")]), 100)
    for words in ("a/[b].html", "too large", "Split it."):
        assert words in shown


def test_nothing_to_show_is_said() -> None:
    empty = replace(view(), subjects=(), relations=(), claims=())
    assert printed(claims_table(claim_rows(empty)), 80) == "No claims.\n"
    assert "Nothing to compare" in printed(compare_table(empty), 80)
    assert printed(rejected_table(()), 80) == "No input was rejected.\n"
