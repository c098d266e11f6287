"""Tables are cut into rows and cells that stand in the text exactly as written."""

from __future__ import annotations

import pytest

from recount.series.figures import day_in, number_in
from recount.series.rows import Broken, Row, rows_of


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("day,dead\n1 May,12", [["day", "dead"], ["1 May", "12"]]),
        ('day,dead\n1 May,"1,200"\n', [["day", "dead"], ["1 May", "1,200"]]),
        ('day,why\n1 May,"fire\nin port"\n2 May,\n', [["day", "why"], ["1 May", "fire\nin port"], ["2 May", ""]]),
        ('day,who\n1 May,"the ""Guards"""', [["day", "who"], ["1 May", 'the "Guards"']]),
        ("day;dead\n1 May;1,200", [["day", "dead"], ["1 May", "1,200"]]),
        ("day\tdead\n\n1 May\t12\n", [["day", "dead"], ["1 May", "12"]]),
        ("day,dead\n1 May,\x0b12\u2028", [["day", "dead"], ["1 May", "\x0b12\u2028"]]),
    ],
)
def test_cells_are_as_csv_has_them(text: str, values: list[list[str]]) -> None:
    found = list(rows_of(text))
    assert [[cell.value for cell in row.cells] for row in found if isinstance(row, Row)] == values


def test_a_cell_says_where_it_stands_without_its_quotation_marks() -> None:
    _, row = rows_of('day,dead,who\n1 May,"1,200",army')
    assert isinstance(row, Row)
    assert [row.text[cell.start : cell.end] for cell in row.cells] == ["1 May", "1,200", "army"]


def test_a_row_knows_the_line_that_it_begins_on() -> None:
    found = list(rows_of('day,why\n1 May,"a\nb"\n\n2 May,c\n'))
    assert [row.line for row in found] == [1, 2, 5]


@pytest.mark.parametrize(
    ("row", "why"),
    [('1 May,"12" men', "expected after"), ('1 May,12 "men"', "quotation mark"), ('1 May,"12', "end of data")],
)
def test_quotation_marks_that_do_not_close_break_the_row(row: str, why: str) -> None:
    _, broken = rows_of(f"day,dead\n{row}")
    assert isinstance(broken, Broken) or [cell.value for cell in broken.cells] == ["1 May", '12 "men"']
    if isinstance(broken, Broken):
        assert broken.line == 2
        assert why in broken.why


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0", 0),
        ("18900", 18900),
        ("18,900", 18900),
        ("1 234 567", 1234567),
        ("18\u202f900", 18900),
        ("7.0", 7),
        ("+3", 3),
        ("-25", -25),
        ("", None),
        ("1.5", None),
        ("12,34", None),
        ("about 12", None),
        ("NaN", None),
        ("١٢", 12),
    ],
)
def test_a_number_is_a_whole_one_or_none(cell: str, number: int | None) -> None:
    assert number_in(cell) == number


@pytest.mark.parametrize("cell", ["2031-02-30", "04/05/2031", "2031-05", "2031-05-04x"])
def test_a_day_that_is_none_is_refused(cell: str) -> None:
    assert day_in(cell) is None
