"""Sentences and the place where they say the harm happened."""

from __future__ import annotations

import pytest

from recount.claims import find_claims
from recount.model import Mention, Place
from recount.reports import read_text
from recount.resolve.places import places
from recount.resolve.scenes import scene_of
from recount.resolve.toponyms import candidates, countries
from recount.resolve.wording import bare, kind_of, worded


def located(text: str) -> list[Place | None]:
    """The places of the claims of a report."""
    reading = read_text(text, id="rpt:test")
    claims = find_claims(reading)
    return [decision.value for decision in places(claims, scene_of(reading, claims))]


def words(text: str) -> list[str | None]:
    """The words of the report for the places of its claims."""
    return [place and place.mention.exact for place in located(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Shelling killed 12 civilians in Kharkiv on Monday.", "Kharkiv", id="in a town"),
        pytest.param("Gunmen killed six people in the village of Dornovo.", "Dornovo", id="a kind of place before"),
        pytest.param("A bomb killed nine people at the Zenith hotel in Kabul.", "Zenith hotel", id="a named site"),
        pytest.param(
            "At least 14 people were killed in Mosul, an official told reporters in Geneva.",
            "Mosul",
            id="where it was said",
        ),
        pytest.param(
            "Officials in Nairobi said that 11 people were killed in Garissa.", "Garissa", id="where the source sits"
        ),
        pytest.param(
            "NAIROBI, Kenya (AP) - Gunmen killed 11 people in Garissa on Monday.", "Garissa", id="the dateline"
        ),
        pytest.param("U.S. forces killed 20 militants in Yemen.", "Yemen", id="an actor"),
        pytest.param("Some 4,000 people fled from Sudan to Chad.", "Sudan", id="where they fled from"),
        pytest.param(
            "Malawi houses 40,000 Mozambican refugees. Mozambique has been at war for ten years.",
            "Mozambique",
            id="the country of the refugees",
        ),
        pytest.param(
            "Six people were killed in northern Kenya on Monday. Gunmen attacked a bus in the town of Mandera.",
            "Mandera",
            id="told more exactly later",
        ),
        pytest.param(
            "Six people were killed in Kenya on Monday. The attack was in the town of Mandera, on a bus.",
            "Mandera",
            id="told much more exactly later",
        ),
        pytest.param(
            "Gunmen attacked a bus in Mandera on Monday. Six people were killed.", "Mandera", id="the sentence before"
        ),
        pytest.param(
            "Police detained 40 people. The arrests followed a march in Minsk on Sunday.",
            "Minsk",
            id="the next sentence",
        ),
        pytest.param("The war has killed 12,000 people across Sudan since 2003.", "Sudan", id="a running total"),
        pytest.param(
            "The army said 229 rebels were killed in Nicaraguan villages.", "Nicaraguan", id="an adjective only"
        ),
    ],
)
def test_the_place_of_a_claim(text: str, expected: str) -> None:
    first = words(text)[0]
    assert first is not None
    assert expected in first


def test_one_event_serves_all_its_claims() -> None:
    text = (
        "A blast killed 23 people in Beirut on Tuesday. Another 146 people were wounded, the health ministry said.\n"
        "Two of the dead were guards."
    )
    assert set(words(text)) == {"Beirut"}


def test_a_part_takes_the_place_of_its_whole() -> None:
    assert words("The raid on Gao killed 13 people, three of them children, the mayor of Bamako said.") == [
        "Gao",
        "Gao",
    ]


def test_a_site_is_found_by_the_words_that_point_at_it() -> None:
    text = "Gunmen killed three people at a luxury hotel in Mali. The men stormed the Meridian hotel at dawn."
    assert words(text)[0] == "Meridian hotel"


def test_a_report_without_places_leaves_the_claim_unstated() -> None:
    reading = read_text("Twelve people were killed on Monday.", id="rpt:test")
    claims = find_claims(reading)
    [decision] = places(claims, scene_of(reading, claims))
    assert (decision.value, decision.method) == (None, "unstated")


def test_a_place_the_gazetteer_lacks_takes_the_country_of_the_report() -> None:
    [place] = located("Ukrainian officials said six people were killed in the village of Dornovo.")
    assert place is not None
    assert (place.country, place.lat, place.precision) == ("UA", None, 1)


def test_an_adjective_has_the_name_and_middle_of_its_country() -> None:
    place = located("Rebels killed 40 soldiers near the Honduran border.")[0]
    assert place is not None
    assert (place.name, place.country, place.precision) == ("Honduras", "HN", 6)
    assert place.lat is not None


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("six died in the besieged port city of Dorno", "Dorno", "within"),
        ("an attack on Dorno", "Dorno", "within"),
        ("they called on Dorno", "Dorno", "upon"),
        ("he said in Dorno", "Dorno", "office"),
        ("the mayor of Dorno", "Dorno", "office"),
        ("ten miles south of Dorno", "Dorno", "offset"),
        ("they fled from Dorno", "Dorno", "away"),
        ("they crossed into Dorno", "Dorno", "towards"),
        ("then Dorno fell", "Dorno", "none"),
        ("shells hit Dorno", "Dorno", "within"),
        ("Dorno. Shells fell.", "Dorno", "within"),
    ],
)
def test_the_preposition_tells_the_part_of_a_place(text: str, name: str, role: str) -> None:
    start = text.index(name)
    assert worded(text, Mention.at(text, start, start + len(name)), 0).role == role


@pytest.mark.parametrize(
    ("exact", "name", "kind"),
    [
        ("Mandera County", "Mandera", "divisions"),
        ("Camp Alpha", "Alpha", "sites"),
        ("southern Lebanon", "Lebanon", None),
        ("United Arab Emirates", "United Arab Emirates", None),
        ("Dornovo village", "Dornovo", "settlements"),
    ],
)
def test_a_name_is_bared_of_its_kind(exact: str, name: str, kind: str | None) -> None:
    assert bare(exact) == (name, kind)


def test_kinds_are_known_in_the_plural() -> None:
    assert (kind_of("cities"), kind_of("Hospitals"), kind_of("army")) == ("settlements", "sites", None)


@pytest.mark.parametrize("name", ["Parliament", "Hezbollah", "Boko Haram", "Arabic", "RPG", "USS Makin Island"])
def test_institutions_parties_and_ships_are_no_places(name: str) -> None:
    text = f"in {name} today"
    assert candidates(text, [Mention.at(text, 3, 3 + len(name))], [0], [0]) == ()


def test_a_person_is_no_town() -> None:
    text = "Kaled Austin spoke. Austin was angry."
    spans = [Mention.at(text, 0, 12), Mention.at(text, 20, 26)]
    assert candidates(text, spans, [0, 1], [0, 20]) == ()


def test_a_town_is_taken_in_the_country_of_the_report() -> None:
    text = "Lebanese police and Lebanese troops went to Lebanon. Bombs went off in Tripoli."
    spans = [
        Mention.at(text, at, at + len(name)) for name in ("Lebanese", "Lebanon", "Tripoli") for at in [text.index(name)]
    ]
    assert candidates(text, spans, [0, 0, 1], [0, 53])[-1].country == "LB"


def test_countries_are_counted_by_names_demonyms_and_great_cities() -> None:
    assert countries(["Cairo", "Egyptian", "northern Egypt", "Dornovo"]) == {"EG": 3}
