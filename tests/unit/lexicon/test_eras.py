"""Named days and wars."""

from __future__ import annotations

from datetime import date

import pytest

from recount.lexicon.eras import begins_war, event_days, lands_in, war_of, wars


def test_no_war_ends_before_it_begins() -> None:
    assert [war.names[0] for war in wars() if war.ended is not None and war.ended < war.began] == []


@pytest.mark.parametrize(
    ("text", "day", "began"),
    [
        ("Russian troops shelled Kharkiv", date(2022, 4, 8), date(2022, 2, 24)),
        ("Fighting in Donetsk, in eastern Ukraine", date(2015, 2, 1), date(2014, 4, 14)),
        ("Israel struck Gaza", date(2014, 8, 6), date(2014, 7, 8)),
        ("Israel struck Gaza", date(2024, 1, 5), date(2023, 10, 7)),
        ("Tigrayan forces", date(2021, 2, 17), date(2020, 11, 4)),
        ("Tigrayan forces", date(2019, 2, 17), None),
        ("A robbery in Paris", date(2022, 4, 8), None),
    ],
)
def test_a_report_speaks_of_the_war_running_when_written(text: str, day: date, began: date | None) -> None:
    war = war_of(lands_in(text), day)
    assert (war.began if war else None) == began


def test_a_war_still_running_has_no_days_of_its_own() -> None:
    assert event_days("the gaza war") is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("since the Mumbai attacks", date(2008, 11, 26), date(2008, 11, 29)),
        ("before the Kramatorsk railway station attack", date(2022, 4, 8), date(2022, 4, 8)),
        ("after the Good Friday Agreement", date(1998, 4, 10), date(1998, 4, 10)),
    ],
)
def test_an_event_known_by_its_name_has_its_days(text: str, first: date, last: date) -> None:
    assert event_days(text) == (first, last)


def test_a_siege_does_not_begin_with_its_war() -> None:
    assert begins_war("the war")
    assert not begins_war("the siege of the city")
