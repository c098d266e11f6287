"""PDF situation reports: paragraphs over line and page ends, heads and feet set aside, each word with its page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from packed import outcomes, texts_of
from printed import Words, lines, pdf
from recount import wire
from recount.model import Reading, Rejected, Report
from recount.reports import Limits, read_text

HEAD = "Office for Relief of Vell - Situation report 12"
FIRST = [
    "Two people were killed and eleven were wounded when a rocket hit the depot at Vell",
    "on Monday, the regional office said. Officials had first con-",
    "firmed five deaths, and thirty-",
    "seven patients were brought to the hospital of the district, which said at night that",
]
SECOND = ["three of them had died of their wounds.", "Nobody has claimed the attack."]


def sheet(number: int, words: list[Words]) -> list[Words]:
    return [(60, 800, 9, HEAD), *words, (290, 30, 9, f"Page {number} of 2")]


def reading(found: list[Reading | Rejected]) -> Reading:
    [one] = found
    assert isinstance(one, Reading), one
    return one


def report_of(tmp_path: Path) -> Reading:
    title: list[Words] = [(60, 770, 20, "Strike on the depot at Vell")]
    data = pdf(
        [sheet(1, [*title, (60, 752, 11, "4 May 2031"), *lines(FIRST, top=720)]), sheet(2, lines(SECOND))],
        {"Author": "Jane Doe", "CreationDate": "D:20310506090000Z", "Title": "report-final.docx"},
    )
    return reading(outcomes(tmp_path, "a.pdf", data))


def test_paragraphs_are_joined_over_lines_and_pages(tmp_path: Path) -> None:
    report = report_of(tmp_path).report
    assert report.text == (
        "Strike on the depot at Vell\n\n4 May 2031\n\n"
        "Two people were killed and eleven were wounded when a rocket hit the depot at Vell on Monday, the regional "
        "office said. Officials had first confirmed five deaths, and thirty-seven patients were brought to the "
        "hospital of the district, which said at night that three of them had died of their wounds.\n\n"
        f"Nobody has claimed the attack.\n\n{HEAD}"
    )


def test_every_word_has_its_page(tmp_path: Path) -> None:
    report = report_of(tmp_path).report
    assert report.pages == (0, report.text.index("three of them"))
    assert [report.page_at(report.text.index(words)) for words in ("Two people", "at night", "three of", "Nobody")] == [
        1,
        1,
        2,
        2,
    ]


def test_the_first_page_says_what_is_known(tmp_path: Path) -> None:
    found = report_of(tmp_path)
    report = found.report
    assert (report.title, report.byline, report.published_on, report.published_from) == (
        "Strike on the depot at Vell",
        "Jane Doe",
        date(2031, 5, 4),
        "text",
    )
    assert found.passages[0].kind == "headline"
    assert found.passages[-1].kind == "furniture"


def test_a_page_without_words_begins_where_the_next_does(tmp_path: Path) -> None:
    data = pdf([lines(["One died in Vell."]), [], lines(["Two died in Tarn."])])
    report = reading(outcomes(tmp_path, "a.pdf", data)).report
    assert report.pages == (0, 19, 19)
    assert report.page_at(19) == 3


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"The left column says in line {number} more" for number in range(8)]
    right = [f"and the right column goes on in {number} so" for number in range(8)]
    across = [
        words
        for pair in zip(lines(left, left=50), lines(right, left=320), strict=True)
        for words in pair
    ]  # fmt: skip
    text = reading(outcomes(tmp_path, "a.pdf", pdf([across]))).report.text
    assert text == " ".join([*left, *right])


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows = (("District", "Killed", "Wounded"), ("Vell", "2", "11"), ("Tarn", "17", "48"))
    cells: list[Words] = [
        (60 + 150 * column, 700 - 20 * row, 11, cell)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
    ]
    text = reading(outcomes(tmp_path, "a.pdf", pdf([cells]))).report.text
    assert text.split("\n\n") == ["District\tKilled\tWounded", "Vell\t2\t11", "Tarn\t17\t48"]


@pytest.mark.parametrize(
    ("data", "reason", "word"),
    [
        (pdf([[], []]), "no_text", "text recognition"),
        (pdf([lines(["Two died."])], encrypted=True), "encrypted", "password"),
        (b"%PDF-1.7\n1 0 obj", "unreadable", "damaged"),
        (pdf([lines(["Two died."])])[:200], "unreadable", "damaged"),
    ],
)
def test_what_has_no_words_to_give_is_rejected(tmp_path: Path, data: bytes, reason: str, word: str) -> None:
    [found] = outcomes(tmp_path, "a", data)
    assert isinstance(found, Rejected)
    assert (found.reason, word in found.detail) == (reason, True), found


def test_too_many_pages_are_too_large(tmp_path: Path) -> None:
    data = pdf([lines(["Two died."])] * 4)
    assert texts_of(outcomes(tmp_path, "a.pdf", data, Limits(max_pages=3))) == ["<too_large>"]


def test_a_report_without_pages_is_written_as_before() -> None:
    report = read_text("Two died.", title="Shelling").report
    assert b"pages" not in wire.canonical(report)
    assert report.page_at(3) is None
    printed = wire.decode(wire.canonical(report)[:-1] + b',"pages":[0,4]}', Report)
    assert (printed.page_at(3), printed.page_at(4)) == (1, 2)
