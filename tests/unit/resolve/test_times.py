"""When the harm of each claim of an invented report happened, and which moment of the report says so."""

from __future__ import annotations

from datetime import date

import pytest

from recount.claims.assemble import find_claims
from recount.model import Interval
from recount.reports import read_text
from recount.resolve.moments import clock
from recount.resolve.times import times

FRIDAY = date(2022, 4, 8)


def told(text: str, published_on: date | None = FRIDAY) -> list[Interval | None]:
    reading = read_text(text, id="rpt:test", title=None, publisher=None, published_on=published_on)
    claims = find_claims(reading)
    assert claims
    return [resolution.value for resolution, _ in times(reading, claims)]


def days(found: Interval | None) -> tuple[str, str] | None:
    return None if found is None else (found.first.isoformat(), found.last.isoformat())


CASES = [
    ("A car bomb killed five people in Riverton on Wednesday, police said Thursday.", ["2022-04-06"]),
    (
        "A car bomb killed five people in Riverton on Wednesday.\n\nThe blast wounded 12 others, police said.",
        ["2022-04-06", "2022-04-06"],
    ),
    ("A blast killed 30 people in a market, officials said.", ["2022-04-08"]),
    ("The shelling began on Monday. Nine people were killed in that attack.", ["2022-04-04"]),
    (
        "Gunmen shot dead six villagers on Tuesday.\n\nIn March 2011, a bombing in the same town killed 40 people.",
        ["2022-04-05", "2011-03-01..2011-03-31"],
    ),
    (
        "A drone strike killed four fighters on Sunday.\n\nTwo days later, a second strike killed seven.",
        ["2022-04-03", "2022-04-05"],
    ),
    ("At least 900 people have been killed in Tigray since the war began.", ["2020-11-04..2022-04-08"]),
    ("Ukraine says about 18,000 Russian soldiers have been killed since February 24.", ["2022-02-24..2022-04-08"]),
    ("More than 160,000 civilians are still trapped in the city, the mayor said on Thursday.", ["2022-04-07"]),
    (
        "Moscow said on Friday that 1,351 of its soldiers had been killed in Ukraine since the invasion began.",
        ["2022-02-24..2022-04-08"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_a_claim_takes_the_time_of_its_event(text: str, expected: list[str]) -> None:
    wanted = [tuple((one.split("..") * 2)[:2]) for one in expected]
    assert [days(found) for found in told(text)] == wanted


def test_a_stretch_still_running_ends_with_the_statement() -> None:
    text = "The General Staff said on Wednesday that 18,000 soldiers had been killed since February 24."
    assert [days(found) for found in told(text)] == [("2022-02-24", "2022-04-06")]


def test_without_a_day_of_publication_a_weekday_dates_nothing() -> None:
    assert told("A bomb killed five people on Wednesday.", None) == [None]


def test_without_a_day_of_publication_a_full_date_stands() -> None:
    assert [days(one) for one in told("A bomb killed five people on March 3, 2011.", None)] == [
        ("2011-03-03", "2011-03-03")
    ]


def test_an_inferred_day_has_no_words() -> None:
    [found] = told("A blast killed 30 people in a market, officials said.")
    assert found is not None
    assert found.mention is None


def test_moments_know_when_a_statement_was_made() -> None:
    text = "Nine people died on Monday, the mayor told reporters on Thursday.\n\nOn Friday, two more died."
    reading = read_text(text, id="rpt:test", title=None, publisher=None, published_on=FRIDAY)
    found = clock(reading, find_claims(reading)).moments
    assert [(one.mention.exact, "said" in one.parts, "opens" in one.parts) for one in found] == [
        ("on Monday", False, False),
        ("on Thursday", True, False),
        ("On Friday", False, True),
    ]


def test_where_publication_is_plainly_wrong_the_dateline_decides() -> None:
    text = "RIVERTON, June 27 (Northwire) - A bomb killed five people on Sunday, police said."
    assert [days(one) for one in told(text, date(2021, 5, 29))] == [("2021-06-27", "2021-06-27")]
