"""Events as ACLED: the 31 columns, one number of dead, and only what ACLED would code."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from msgspec.structs import replace

from exported import view, written
from recount.errors import InvariantError
from recount.model import Interval, Range
from recount.publish.exports.acled import write_acled
from recount.publish.view import View

COLUMNS = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
]  # fmt: skip


def rows(of: View) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("acled", of).decode(), newline="")))


def moved(**place: object) -> View:
    """The view with every claim's place otherwise."""
    of = view("acled")
    claims = []
    for each in of.claims:
        held = each.resolutions.place
        assert held.value is not None
        changed = replace(held, value=replace(held.value, **place))
        claims.append(replace(each, resolutions=replace(each.resolutions, place=changed)))
    return replace(of, claims=tuple(claims))


def on(first: date, last: date) -> View:
    """The view with every claim on these days."""
    of = view("acled")
    claims = []
    for each in of.claims:
        when = replace(each.resolutions.time, value=Interval(first=first, last=last, mention=None))
        claims.append(replace(each, resolutions=replace(each.resolutions, time=when)))
    return replace(of, claims=tuple(claims))


def test_there_are_the_31_columns_in_order() -> None:
    assert len(COLUMNS) == 31
    assert list(rows(view("acled"))[0]) == COLUMNS


def test_the_most_conservative_number_counts_and_the_injured_do_not() -> None:
    (row,) = rows(view("acled"))
    told = (row["fatalities"], row["event_date"], row["time_precision"], row["geo_precision"], row["location"])
    assert told == ("12", "2031-04-07", "1", "1", "Karsova")
    assert (row["actor2"], row["inter2"], row["actor1"], row["event_type"]) == ("Civilians (ZZ)", "Civilians", "", "")
    assert row["tags"].startswith("recount=evt:")


def test_a_country_has_its_number() -> None:
    of = view("acled")
    (killed,) = (each for each in of.estimates if each.effect == "killed")
    (row,) = rows(replace(of, estimates=(replace(killed, country="ML"),)))
    assert (row["iso"], row["country"]) == ("466", "Mali")


@pytest.mark.parametrize(("precision", "code"), [(1, "1"), (2, "2"), (3, "2"), (4, "3"), (5, "3")])
def test_precision_of_place_is_that_of_acled(precision: int, code: str) -> None:
    assert rows(moved(precision=precision))[0]["geo_precision"] == code


@pytest.mark.parametrize(("days", "code"), [(1, "1"), (7, "2"), (30, "3")])
def test_precision_of_time_is_that_of_acled(days: int, code: str) -> None:
    assert rows(on(date(2031, 4, 1), date(2031, 4, days)))[0]["time_precision"] == code


@pytest.mark.parametrize("place", [{"precision": 6}, {"precision": None}, {"lat": None, "lon": None}])
def test_an_event_without_a_place_that_acled_would_code_is_left_out(place: dict[str, object]) -> None:
    assert rows(moved(**place)) == []


def test_an_event_of_more_than_a_month_is_left_out() -> None:
    assert rows(on(date(2031, 4, 1), date(2031, 5, 7))) == []


@pytest.mark.parametrize(
    ("found", "breach"),
    [(Range(3, 4, 4), "are not one number"), (Range(-1, -1, -1), "below nought")],
    ids=["a range", "negative"],
)
def test_a_breach_says_which_subject_and_nothing_is_written(found: Range, breach: str) -> None:
    of = view("acled")
    out = io.BytesIO()
    with pytest.raises(InvariantError, match=breach):
        write_acled(replace(of, estimates=tuple(replace(each, range=found) for each in of.estimates)), out)
    assert out.getvalue() == b""
