"""Estimates in a terminal: numbers and bars that stand on one scale and fit the width, and one in full."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

import copied
from recount.compare.estimates import estimates
from recount.errors import ChoiceError
from recount.model import ConventionName, Range
from recount.publish.estimates import Scale, derivation, estimates_table
from recount.publish.estimates_plot import estimates_plot


def printed(renderable: object, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    console.print(renderable)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def found(convention: ConventionName = "ucdp") -> tuple[object, ...]:
    view = copied.view()
    reports = [each.report for each in view.readings]
    return estimates(view.subjects, view.claims, view.lineage, reports, convention=convention)


@pytest.mark.parametrize("width", [80, 110, 160])
def test_the_table_fits_and_every_bar_starts_under_the_scale(width: int) -> None:
    lines = printed(estimates_table(found(), 100), width)  # type: ignore[arg-type]
    assert max(map(cell_len, lines)) <= width
    assert lines[0].split()[:3] == ["Low", "Best", "High"]
    scale = lines[0].index("0")
    bars = [line for line in lines if "●" in line and "best" not in line]
    assert bars
    assert all(min(line.find(mark) for mark in "●├" if mark in line) >= scale for line in bars)


def test_what_counts_and_what_does_not_is_told_in_a_line() -> None:
    lines = printed(estimates_table(found(), 100), 100)  # type: ignore[arg-type]
    assert any("claims count" in line and "copies" in line for line in lines)


def test_without_a_number_a_convention_says_so() -> None:
    lines = printed(estimates_table((), 100), 80)
    assert lines == ["0 events without a number by this convention: --json has all, with the reasons."]


@pytest.mark.parametrize("convention", ["ucdp", "acled", "isaf-min", "airwars"])
def test_one_in_full_shows_every_claim_with_what_becomes_of_it(convention: ConventionName) -> None:
    view = copied.view()
    for each in found(convention):
        lines = printed(derivation(each, view), 80)  # type: ignore[arg-type]
        assert max(map(cell_len, lines)) <= 80
        marks = [line.lstrip()[0] for line in lines if line.startswith((" ●", " ◐", " ○"))]
        assert len(marks) == len(each.figures)  # type: ignore[attr-defined]


def test_ends_are_told_by_shape() -> None:
    scale = Scale(1000, 31)
    assert scale.bar(Range(9, 9, 99)) == " " * 10 + "●" + "─" * 9 + "┤"
    assert scale.bar(Range(9, None, 99)) == " " * 10 + "├" + "─" * 9 + "┤"
    assert scale.bar(Range(9)) == " " * 10 + "├▷"
    assert scale.bar(Range()) == ""


def test_a_picture_names_every_event_with_its_numbers_and_is_the_same_each_time() -> None:
    shown = found()
    picture = estimates_plot(shown, "svg")  # type: ignore[arg-type]
    assert picture == estimates_plot(shown, "svg")  # type: ignore[arg-type]
    text = picture.decode()
    for each in shown:
        assert f">{each.label}<" in text  # type: ignore[attr-defined]
    assert "Low, best and high by ucdp" in text
    assert estimates_plot(shown, "png").startswith(b"\x89PNG")  # type: ignore[arg-type]


def test_nothing_to_draw_and_too_much_of_it_are_said() -> None:
    with pytest.raises(ChoiceError, match="nothing to draw"):
        estimates_plot((), "svg")
    with pytest.raises(ChoiceError, match="too many for one picture"):
        estimates_plot(found() * 61, "svg")  # type: ignore[arg-type]
