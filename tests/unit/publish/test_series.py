"""Series as tables for a terminal and as pictures."""

from __future__ import annotations

import io
from datetime import date
from xml.etree import ElementTree

import pytest
from msgspec import structs
from rich.console import Console

from recount.errors import ChoiceError
from recount.model import Series
from recount.publish.pictures import form_of
from recount.publish.plots import series_plot
from recount.publish.series import SeriesTable, sparkline, told
from tables import of, over_time

ROWS = (
    "2031-05-01,retrovia,12,,12,",
    "2031-05-02,retrovia,19,,7,",
    "2031-05-03,retrovia,61,,5,37",
    "2031-05-04,retrovia,58,,,-3",
    "2031-05-02,karsova,60,over,,",
    "2031-05-04,karsova,90,about,,",
    "2031-05-03,observers,48,least,,",
)


def shown(*series: Series, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(SeriesTable(series))
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@pytest.mark.parametrize("width", [80, 110, 160])
def test_a_table_fits_its_width_and_says_all(width: int) -> None:
    text = shown(over_time(*ROWS), width=width)
    assert max(map(len, text.split("\n"))) <= width
    words = " ".join(text.split())
    assert "combatants (Retrovia) killed, Vella province" in words
    assert "↘ Retrovian defence ministry corrected once: −3 on 4 May 2031" in words
    assert "tells 12 new from +34 by revision in 3 steps: +37 of +42 on 3 May 2031; −3 of −3 on 4 May 2031" in words
    assert "↕ Karsovan army less Retrovian defence ministry: ≥ 42 on 2 May 2031; 32 on 4 May 2031" in words


def test_the_sides_have_marks_and_a_key() -> None:
    text = shown(over_time(*ROWS))
    rows = [line.strip() for line in text.split("\n") if line.startswith((" † ", " ⇄ ", " ○ "))]
    assert [row[0] for row in rows] == ["†", "⇄", "○"]
    assert "† of its own side ⇄ of the other side ○ third party" in " ".join(text.split())


def test_no_series_is_said_in_words() -> None:
    assert "No series" in shown()


def test_a_figure_alone_is_no_series() -> None:
    one, two = (
        over_time("2031-05-01,retrovia,12,,,"),
        over_time("2031-05-01,retrovia,12,,,", "2031-05-01,karsova,20,,,"),
    )
    assert told([one, two]) == (two,)


def test_a_sparkline_is_as_wide_as_asked_and_rises_with_its_figures() -> None:
    points = of("Retrovian", over_time(*ROWS)).totals
    line = sparkline(points, date(2031, 4, 30), date(2031, 5, 6), 7, 90)
    assert line == " ▂▂▆▆  "


def test_a_picture_is_the_same_each_time_and_holds_its_words() -> None:
    one = over_time(*ROWS)
    first = series_plot([one], "svg")
    assert first == series_plot([one], "svg")
    tree = ElementTree.fromstring(first)
    words = " ".join("".join(text.itertext()) for text in tree.iter("{http://www.w3.org/2000/svg}text"))
    for told_there in (one.label, "Retrovian defence ministry, of its own side", "≈ 90", "12 new", "+34 by revision"):
        assert told_there in words
    assert b"<dc:date>" not in first


def test_a_picture_as_png_is_the_same_each_time() -> None:
    one = over_time(*ROWS)
    first = series_plot([one], "png")
    assert first.startswith(b"\x89PNG")
    assert first == series_plot([one], "png")


def test_what_has_no_figures_for_totals_is_drawn_by_period() -> None:
    one = over_time("2031-05-01,retrovia,,,12,", "2031-05-02,retrovia,,,7,")
    words = "".join(ElementTree.fromstring(series_plot([one], "svg")).itertext())
    assert "killed, Vella province, by period" in words


@pytest.mark.parametrize(("number", "says"), [(0, "nothing to draw"), (25, "25 series are too many for one picture")])
def test_a_picture_of_nothing_or_of_too_much_is_refused(number: int, says: str) -> None:
    one = over_time(*ROWS)
    with pytest.raises(ChoiceError, match=says):
        series_plot([structs.replace(one, id=f"ser:{at}") for at in range(number)], "svg")


def test_the_form_of_a_picture_is_in_its_name() -> None:
    assert (form_of("a/b.PNG"), form_of("b.svg")) == ("png", "svg")
    with pytest.raises(ChoiceError, match=r"ends in neither \.png nor \.svg"):
        form_of("losses.pdf")
