from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from recount.reports.dates import date_in_url, read_stamp


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("2022-04-07", date(2022, 4, 7)),
        ("2022-04-07T23:30:00+09:00", date(2022, 4, 7)),
        ("2022-04-07 23:30:00 UTC", date(2022, 4, 7)),
        ("2022-04-07T23:30:00.123Z", date(2022, 4, 7)),
        ("20220407", date(2022, 4, 7)),
        ("Thu, 07 Apr 2022 23:30:00 -0500", date(2022, 4, 7)),
        ("April 7, 2022", date(2022, 4, 7)),
        ("Published 7th April 2022, 10:15", date(2022, 4, 7)),
        ("07.04.2022", date(2022, 4, 7)),
    ],
)
def test_written_dates_are_read(words: str, on: date) -> None:
    stamp = read_stamp(words)
    assert stamp is not None
    assert stamp.on == on


@pytest.mark.parametrize(
    "words", ["", "yesterday", "04/05/2022", "2022", "April 2022", "2022-13-41", "32.01.2022", "0001-01-01"]
)
def test_what_is_no_plain_date_is_left_out(words: str) -> None:
    assert read_stamp(words) is None


def test_the_day_is_the_writers_own_and_the_instant_is_utc() -> None:
    stamp = read_stamp("2022-04-07T23:30:00-05:00")
    assert stamp is not None
    assert (stamp.on, stamp.at) == (date(2022, 4, 7), datetime(2022, 4, 8, 4, 30, tzinfo=UTC))


def test_without_a_zone_there_is_no_instant() -> None:
    stamp = read_stamp("2022-04-07T23:30:00")
    assert stamp is not None
    assert stamp.at is None


@pytest.mark.parametrize(
    ("url", "on"),
    [
        ("https://example.org/2022/04/07/raid", date(2022, 4, 7)),
        ("https://example.org/raid-20220407.html", date(2022, 4, 7)),
        ("https://example.org/2022/raid-04", None),
        ("https://example.org/id/120220407123", None),
        ("https://example.org/2022/02/31/raid", None),
    ],
)
def test_an_address_may_carry_a_day(url: str, on: date | None) -> None:
    assert date_in_url(url) == on
