"""Statements as rows, and as a table that is legible at any width, with any text."""

from __future__ import annotations

import io
from datetime import date

import pytest
from msgspec.structs import replace
from rich.console import Console

from recount.claims import find_both
from recount.model import Recorded
from recount.publish.statements import StatedReportRow, stated_row, statements_table
from recount.reports import read_text
from recount.resolve import resolve_claims, resolve_statements

TEXT = (
    "Ukraine said between 150 and 300 bodies lay in a grave in Lukava.\n\n"
    "Moscow denied attacking civilians and said images of bodies in Lukava were a “monstrous fake”.\n\n"
    "Poland expelled 45 Russian diplomats on Wednesday, the foreign ministry said. Oslo may expel Russian envoys.\n\n"
    "Kyiv accused Moscow of shelling the road and urged its allies to send tents."
)


@pytest.fixture
def row() -> StatedReportRow:
    reading = read_text(TEXT, published_on=date(2022, 4, 8))
    claims, statements = find_both(reading)
    return stated_row(
        Recorded(
            reading=reading,
            claims=resolve_claims(reading, claims),
            statements=resolve_statements(reading, statements),
        )
    )


def printed(row: StatedReportRow, width: int) -> str:
    file = io.StringIO()
    Console(file=file, width=width).print(statements_table([row]))
    return file.getvalue()


def test_a_row_says_kind_event_and_status(row: StatedReportRow) -> None:
    assert [(one.kind, one.event, one.status) for one in row.statements] == [
        ("denial", None, "done"),
        ("action", "SANCTION", "done"),
        ("action", "SANCTION", "possible"),
        ("accusation", "ACCUSE", "done"),
        ("appeal", "REQUEST", "done"),
    ]


def test_who_acts_and_who_reports_it_are_told_apart(row: StatedReportRow) -> None:
    act = row.statements[1]
    assert act.actor is not None
    assert act.source is not None
    assert (act.actor.name, act.source.name, act.party) == ("Poland", "foreign ministry", "Poland")
    assert act.recipient is not None
    assert (act.recipient.exact, act.recipient.name) == ("45 Russian diplomats", "Russia")


def test_answers_are_places_among_the_claims_of_the_report(row: StatedReportRow) -> None:
    assert [one.answers for one in row.statements] == [(0,), (), (), (), ()]
    assert row.claims[0].quantity.exact == "between 150 and 300"


@pytest.mark.parametrize("width", [80, 99, 100, 120, 160])
def test_the_table_fits_and_says_everything(row: StatedReportRow, width: int) -> None:
    shown = printed(row, width)
    assert max(map(len, shown.splitlines())) <= width
    flat = " ".join(shown.split())
    for words in ("Moscow", "denies", "Poland", "● sanction,", "◐ sanction,", "6 Apr", "accuses", "appeals"):
        assert words in flat
    assert "→ its allies" in flat
    assert "…" not in shown


def test_markup_and_terminal_controls_are_shown_as_text(row: StatedReportRow) -> None:
    denial = row.statements[0]
    assert denial.source is not None
    hostile = replace(denial, source=replace(denial.source, name="[red]Eve[/red] \x1b[2J"), party="[b]X")
    shown = printed(replace(row, statements=(hostile,)), 120)
    assert "[red]Eve[/red]" in " ".join(shown.split())
    assert "\x1b" not in shown


def test_no_statements_are_said_in_words(row: StatedReportRow) -> None:
    assert printed(replace(row, statements=()), 80).strip() == "No statements."
