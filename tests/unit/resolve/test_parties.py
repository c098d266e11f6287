"""Parties: the country, side or armed group that the people counted belong to.

A row is a report and its counts: the words of the quantity, and the party, None where the words name none.
"""

from __future__ import annotations

import pytest

from recount.claims import find_claims
from recount.reports import read_text
from recount.resolve import resolve_claims

Row = tuple[str, list[tuple[str, str | None]]]

NAMED: list[Row] = [
    ("Nine Russian soldiers were killed.", [("Nine", "Russia")]),
    ("Ukrainian forces killed 40 Russian troops.", [("40", "Russia")]),
    ("Two Palestinians were shot dead.", [("Two", "Palestine")]),
    ("The raid killed 11 Hamas fighters.", [("11", "Hamas")]),
    ("Twelve Afghan civilians were killed.", [("Twelve", "Afghanistan")]),
    ("Some 30,000 Rwandan refugees fled.", [("Some 30,000", "Rwanda")]),
    ("The strike killed six Taliban militants.", [("six", "Taliban")]),
    ("Rebels shot down two Syrian helicopters.", [("two", "Syria")]),
    ("Five members of Hezbollah were killed.", [("Five", "Hezbollah")]),
    ("The ministry put Russian losses at 498.", [("498", "Russia")]),
    ("Three Americans were taken hostage.", [("Three", "United States")]),
]

CONTINUED: list[Row] = [
    ("The blast killed nine Turkish soldiers and wounded 14.", [("nine", "Turkey"), ("14", "Turkey")]),
    ("Four Iraqi policemen were killed and three others were wounded.", [("Four", "Iraq"), ("three", "Iraq")]),
]

FORCES: list[Row] = [
    ("Six policemen were killed in Karachi.", [("Six", "Pakistan")]),
    ("Two soldiers died in an ambush near Bamako.", [("Two", "Mali")]),
]

UNNAMED: list[Row] = [
    ("Nine people were killed in Karachi.", [("Nine", None)]),
    ("Troops killed 12 insurgents.", [("12", None)]),
    ("Six gunmen died.", [("Six", None)]),
    ("Thirty civilians were wounded.", [("Thirty", None)]),
    ("Thousands fled.", [("Thousands", None)]),
]


def parties(text: str) -> list[tuple[str, str | None]]:
    reading = read_text(text)
    resolved = resolve_claims(reading, find_claims(reading))
    return [(one.claim.quantity.exact, one.resolutions.party.value) for one in resolved]


@pytest.mark.parametrize(("text", "expected"), [*NAMED, *CONTINUED, *FORCES, *UNNAMED])
def test_people_belong_to_the_party_the_words_name(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert parties(text) == expected


def test_a_party_says_how_it_was_decided_and_how_surely() -> None:
    texts = ("Nine Russian soldiers were killed in Kherson.", "Six policemen were killed in Karachi, Pakistan.")
    named, forces = (
        one.resolutions.party
        for reading in map(read_text, texts)
        for one in resolve_claims(reading, find_claims(reading))
    )
    assert (named.method, forces.method) == ("worded", "forces of the country")
    assert 1 >= named.confidence > forces.confidence > 0


def test_a_side_that_admits_losses_lost_its_own() -> None:
    reading = read_text("Moscow admitted heavy losses on Thursday.")
    [one] = resolve_claims(reading, find_claims(reading))
    assert one.resolutions.party.value == "Russia"


def test_in_a_war_of_two_countries_the_place_tells_nothing_of_the_side() -> None:
    reading = read_text("Russia and Ukraine traded blame. The ministry said 12 soldiers were killed in Kharkiv.")
    [one] = resolve_claims(reading, find_claims(reading))
    assert one.resolutions.party.value is None


def test_a_speaker_s_own_people_are_of_the_speaker_s_side() -> None:
    reading = read_text("The Russian army said in Kherson that 1,351 of its servicemen had been killed in Ukraine.")
    [one] = resolve_claims(reading, find_claims(reading))
    assert one.resolutions.party.value == "Russia"
