"""Trees and drift are legible at any width, with any text, without colour."""

from __future__ import annotations

import io
import itertools

import pytest
from msgspec.structs import replace
from rich.console import Console, RenderableType

import copied
from recount.model import Branch, Change, Lineage, Resolution
from recount.publish.copies.drift import drift_tables
from recount.publish.copies.tree import copies_tree
from recount.publish.page import render_page
from recount.publish.view import View

WIDTHS = (60, 80, 100, 140, 220)
HOSTILE = "[red]Eve[/red] \x1b[2J\u202e"


def printed(table: RenderableType, width: int, *, colour: bool = False) -> str:
    file = io.StringIO()
    Console(file=file, width=width, force_terminal=colour, color_system="truecolor" if colour else None).print(table)
    return file.getvalue()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("evidence", [False, True], ids=["short", "evidence"])
def test_no_line_of_a_tree_is_wider_than_the_terminal_and_none_is_cut(width: int, evidence: bool) -> None:
    shown = printed(copies_tree(copied.view(), evidence=evidence), width)
    assert max(map(len, shown.splitlines())) <= width
    words = " ".join(shown.replace("│", " ").split())
    for part in ("= reprint 0.99", "↻ update 0.95", "~ rewrite 0.78", "◉ origin", "outside: Coastline, not held"):
        assert part in words
    assert "↻ “About 120” killed is now “At least 131”" in words


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_a_course_is_wider_than_the_terminal_and_no_figure_is_cut(width: int) -> None:
    shown = printed(drift_tables(copied.view()), width)
    assert max(map(len, shown.splitlines())) <= width
    assert all(figure in shown for figure in ("≈ 120", "▸ ≥ 131", "▸ ≥ 120", "▸ 131"))
    assert "2 claims carried unchanged." in shown


def test_evidence_marks_what_each_side_has_alone() -> None:
    shown = printed(copies_tree(copied.view(), evidence=True), 80)
    assert "▸About◂ 120 civilians" in shown
    assert "▸At least◂ 120 civilians" in shown
    assert "signs: containment 0.97 (31 of 32 shingles), title 1.00" in shown
    beside = printed(copies_tree(copied.view(), evidence=True), 140)
    assert any("▸About◂" in line and "▸At least◂" in line for line in beside.splitlines())


def test_a_quotation_is_shown_with_how_each_outlet_words_it() -> None:
    shown = printed(copies_tree(copied.view()), 100)
    assert "❝ About 120 civilians were killed" in shown
    assert "▸“We buried◂ 120 civilians,” mayor Ada Lind said" in shown


def test_where_the_origin_is_not_known_the_tree_says_so() -> None:
    view = copied.view()
    open_ = Resolution[str](value=None, method="undecided", confidence=0.0)
    family = replace(view.lineage.families[0], origin=open_)
    shown = printed(copies_tree(replace(view, lineage=Lineage(families=(family,)))), 100)
    assert "5 reports of one text, origin not known" in shown
    assert "? origin not known\n└── Harbour Wire" in shown


def test_a_chain_longer_than_there_is_room_goes_on_in_a_row() -> None:
    view = copied.view()
    readings = [of for of, _ in copied.told()]
    branches = [Branch(readings[0].report.id, None, None)]
    branches += [Branch(later.report.id, sooner.report.id, None) for sooner, later in itertools.pairwise(readings)]
    chain = replace(view.lineage.families[0], branches=tuple(branches))
    whole = replace(view, lineage=Lineage(families=(chain,)))
    shown = printed(copies_tree(whole), 80)
    assert max(map(len, shown.splitlines())) <= 80
    assert shown.count("made from ") == 2
    assert "Made from" in render_page(whole)


def test_nothing_shared_is_said_in_a_line() -> None:
    nothing = replace(copied.view(), lineage=Lineage())
    assert printed(copies_tree(nothing), 80) == "8 reports: no family, 8 reports that stand alone.\n"
    assert "No claim was carried" in printed(drift_tables(nothing), 80)


def hostile() -> View:
    view = copied.view()
    readings = tuple(
        replace(reading, report=replace(reading.report, title=HOSTILE, publisher=f"{HOSTILE}{number}"))
        for number, reading in enumerate(view.readings)
    )
    changed = tuple(replace(link, changes=(Change("hedge", HOSTILE, HOSTILE),)) for link in view.lineage.claims)
    (told, graves) = view.lineage.families
    assert graves.outside is not None
    graves = replace(graves, outside=replace(graves.outside, outlet=HOSTILE, words=HOSTILE))
    return replace(view, readings=readings, lineage=replace(view.lineage, families=(told, graves), claims=changed))


def test_markup_and_terminal_controls_are_shown_as_text() -> None:
    for table in (copies_tree(hostile(), evidence=True), drift_tables(hostile())):
        shown = printed(table, 300, colour=True)
        assert "[red]Eve[/red] [U+001B][2J[U+202E]" in shown
        assert "\x1b[2J" not in shown
