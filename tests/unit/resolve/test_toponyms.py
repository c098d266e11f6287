"""Candidates for the places of claims take the entry that the whole report speaks for."""

from __future__ import annotations

import pytest

from recount.claims import find_claims
from recount.reports import read_text
from recount.resolve.scenes import scene_of
from recount.resolve.toponyms import Candidate


def candidates(text: str) -> dict[str, Candidate]:
    """The candidates of a report by their words."""
    reading = read_text(text, id="rpt:test")
    return {one.mention.exact: one for one in scene_of(reading, find_claims(reading)).candidates}


def test_a_name_of_several_towns_is_the_one_of_the_country_that_the_report_is_about() -> None:
    found = candidates("A blast killed six people in Tripoli on Monday. Lebanon closed the road to Beirut and Sidon.")
    assert (found["Tripoli"].country, found["Tripoli"].scale) == ("LB", "town")


def test_a_name_that_the_report_speaks_against_has_no_entry_but_a_country() -> None:
    found = candidates(
        "Gunmen killed six people in Dora on Monday. Iraq sent troops from Baghdad, Mosul, Kirkuk and Basra."
    )
    assert found["Dora"].entry is None
    assert found["Dora"].country == "IQ"


@pytest.mark.parametrize(
    ("word", "country"), [("Malian", "ML"), ("European", None)], ids=["of a state", "of no one state"]
)
def test_an_adjective_is_of_people(word: str, country: str | None) -> None:
    found = candidates(f"Gunmen killed six {word} guards in Gao on Monday.")
    assert found[word].scale == "people"
    assert found[word].country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("Gunmen killed six people in Kashmir on Monday. India sent troops.", "IN", id="one that it spans"),
        pytest.param("Gunmen killed six people in Kashmir on Monday. Peru sent a note.", None, id="one far off"),
    ],
)
def test_a_region_of_several_countries_is_in_the_one_that_the_report_speaks_of(text: str, country: str | None) -> None:
    assert candidates(text)["Kashmir"].country == country


def test_a_site_without_an_entry_is_where_the_report_is_and_not_where_others_speak() -> None:
    found = candidates(
        "Shells killed six people in Kharkiv. They hit Liberty Square, in the centre. Kharkiv was dark, Ukraine said. "
        "The foreign ministry in Delhi spoke of the dead."
    )
    assert found["Liberty Square"].country == "UA"


def test_a_place_that_only_tells_where_another_lies_is_no_candidate() -> None:
    found = candidates("Shells fell on Borodyanka, some 15 miles from Bucha, and killed six people on Good Friday.")
    assert set(found) == {"Borodyanka"}


def test_a_place_that_nothing_but_its_neighbour_tells_is_a_candidate_itself() -> None:
    assert set(candidates("Six people were killed some 15 miles from Bucha on Monday.")) == {"Bucha"}
