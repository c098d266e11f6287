"""Figures, stances and dates read the same everywhere."""

from __future__ import annotations

import sys
import unicodedata
from datetime import date

import pytest
from msgspec.structs import replace

from invented import view
from recount.model import Anchor, Mention, Operator, RelativePlace
from recount.publish import wording
from recount.publish.rows import ClaimRow, TimeRow, claim_rows


@pytest.mark.parametrize(
    ("low", "high", "operator", "approx", "drawn"),
    [
        (18900, 18900, "exact", False, "18,900"),
        (18900, None, "at_least", False, "≥ 18,900"),
        (5000, None, "more_than", False, "> 5,000"),
        (None, 40, "at_most", False, "≤ 40"),
        (None, 40, "fewer_than", False, "< 40"),
        (20, 20, "about", True, "≈ 20"),
        (150, 300, "between", False, "150–300"),
        (150, 300, "between", True, "≈ 150–300"),
        (0, 0, "exact", False, "0"),
        (None, None, "vague", False, "—"),
    ],
)
def test_figures_draw_their_open_ends(
    low: int | None, high: int | None, operator: Operator, approx: bool, drawn: str
) -> None:
    assert wording.figure(low, high, operator, approx) == drawn


def test_a_stance_has_a_mark_of_its_own_shape_and_words() -> None:
    rows = list(claim_rows(view()))
    stances = [wording.stance_of(rows[number]) for number in (0, 3, 8, 9)]
    assert stances == [
        wording.Stance("●", "says"),
        wording.Stance("✕", "denies"),
        wording.Stance("◐", "says, as possible"),
        wording.Stance("●", "states"),
    ]
    assert wording.stance_of(replace(rows[0], modality="denied")).words == "says, denied"


def test_a_claim_without_a_source_names_the_publisher_as_such() -> None:
    row = list(claim_rows(view()))[9]
    assert wording.who(row) == "Velmor Courier (unattributed)"
    assert wording.who(replace(row, publisher=None)) == "unattributed"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2031, 4, 7), date(2031, 4, 7), "7 Apr 2031"),
        (date(2031, 4, 7), date(2031, 4, 9), "7–9 Apr 2031"),
        (date(2031, 3, 2), date(2031, 4, 8), "2 Mar – 8 Apr 2031"),
        (date(2030, 12, 30), date(2031, 1, 2), "30 Dec 2030 – 2 Jan 2031"),
    ],
)
def test_days_say_shared_parts_once(first: date, last: date, told: str) -> None:
    assert wording.days(TimeRow(first=first, last=last, exact=None, start=None, end=None)) == told


def test_no_control_survives_but_line_ends_and_tabs() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    shown = set(wording.visible(everything))
    assert {letter for letter in shown if unicodedata.category(letter) == "Cc"} == {"\n", "\r", "\t"}
    assert not shown & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_arabic_and_its_marks_are_left_alone() -> None:
    assert wording.visible("قُتل 12\u200f") == "قُتل 12\u200f"


def told(words: str, **more: object) -> ClaimRow:
    """A row of Karsova, told by another place."""
    row = next(iter(claim_rows(view())))
    assert row.place is not None
    by = RelativePlace(
        kind="distance",
        wording=Mention(words, row.place.end + 2, row.place.end + 2 + len(words)),
        anchors=(Anchor(name="Velmor", mention=None),),
        shape="ring",
        **more,  # type: ignore[arg-type]
    )
    return replace(row, place=replace(row.place, relative=by))


@pytest.mark.parametrize(
    ("words", "measured_km", "shown"),
    [
        ("some 15 miles\nfrom Velmor", 23.5, "Karsova, XK — some 15 miles from Velmor (14.6 by the map)"),
        ("20 km from Velmor", 21.04, "Karsova, XK — 20 km from Velmor (21.0 by the map)"),
        ("near Velmor", 7.0, "Karsova, XK — near Velmor (7.0 km by the map)"),
        ("near Velmor", None, "Karsova, XK — near Velmor"),
    ],
)
def test_a_place_says_what_tells_it_and_how_far_that_is(words: str, measured_km: float | None, shown: str) -> None:
    assert wording.place_of(told(words, measured_km=measured_km)) == shown


def test_a_place_without_a_name_of_its_own_is_called_by_its_words() -> None:
    row = told("north of Karsova")
    assert row.place is not None
    assert row.place.relative is not None
    around = replace(row.place.relative, wording=Mention("north of Karsova", row.place.start - 9, row.place.end))
    row = replace(row, place=replace(row.place, relative=around))
    assert wording.place_of(row) == "north of Karsova, XK"
