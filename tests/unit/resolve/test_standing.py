"""Whose side a speaker is on, and what is against its interest."""

from __future__ import annotations

import pytest

from recount.claims import find_claims
from recount.model import Resolution, ResolvedClaim
from recount.reports import read_text
from recount.resolve import resolve_claims

# The report (of its last claim), and the side that the source speaks for.
SIDES = [
    ("A Kremlin spokesman said 12 people were killed.", "Russia"),
    ("Kyiv said 12 people were killed.", "Ukraine"),
    ("The Israeli army said 12 people were killed.", "Israel"),
    ("The IDF said 12 people were killed.", "Israel"),
    ("The Sudan People’s Liberation Army said 12 people were killed.", "Sudan People's Liberation Army"),
    ("Ivo Kral, the Serbian interior minister, spoke. Kral said 12 people were killed.", "Serbia"),
    ("The Serbian interior minister, Ivo Kral, spoke. Kral said 12 people were killed.", "Serbia"),
    ("The Syrian health ministry spoke. The ministry said 12 people were killed.", "Syria"),
    ("A Taliban commander said 12 policemen were killed.", "Taliban"),
    ("A spokesman for a Cambodian resistance force said 12 people were killed.", None),
    ("Doctors in Syria said 12 people were killed.", None),
    ("The Syrian Observatory for Human Rights said 12 people were killed.", None),
    ("Syrian state television said 12 people were killed.", None),
    ("The UN mission in Congo said 12 people were killed.", None),
    ("Residents of Kabul said 12 people were killed.", None),
    ("The mayor said 12 people were killed.", None),
    ("Gunmen killed 12 people in Kabul.", None),
]

INTEREST = [
    ("The US military said its strike killed 12 civilians.", True),
    ("The US military said a US strike killed 12 civilians.", True),
    ("The US military said 12 civilians were killed in a US strike.", True),
    ("The US military said 12 civilians were killed by its drones.", True),
    ("Twelve civilians were killed in a strike by its drones, the US military said.", True),
    ("The army admitted shelling the village, killing nine people.", True),
    ("The Israeli army said its troops mistakenly shot dead three hostages.", True),
    ("The army said 12 of its soldiers were killed.", True),
    ("The Ukrainian army said three Ukrainian tanks were destroyed.", True),
    ("Russia said 12 Russian soldiers were captured.", True),
    ("Hamas said six of its fighters were killed.", True),
    ("Ukraine said a Russian missile killed 12 Ukrainian civilians.", False),
    ("Ukraine said 12 Ukrainian civilians were killed in a Russian strike.", False),
    ("The mayor admitted that 12 residents were killed by Russian shelling.", False),
    ("Ukraine admitted that 12 civilians were killed by Russian missiles.", False),
    ("Russia said its forces killed 12 Ukrainian soldiers.", False),
    ("Russia said its forces destroyed 12 Ukrainian tanks.", False),
    ("Russia denied that its jets killed 12 civilians.", False),
    ("The Israeli army said its jets killed three people.", False),
    ("Residents said three of their sons were killed.", False),
    ("Gunmen killed 12 soldiers in Kabul.", False),
]


def decided(text: str) -> ResolvedClaim:
    reading = read_text(text)
    return resolve_claims(reading, find_claims(reading))[-1]


@pytest.mark.parametrize(("text", "side"), SIDES, ids=[text for text, _ in SIDES])
def test_the_side_a_source_speaks_for(text: str, side: str | None) -> None:
    found: Resolution[str] = decided(text).resolutions.speaker_party
    assert found.value == side


@pytest.mark.parametrize(("text", "owns_up"), INTEREST, ids=[text for text, _ in INTEREST])
def test_what_costs_its_speaker_is_against_interest(text: str, owns_up: bool) -> None:
    assert decided(text).resolutions.against_interest is owns_up


def test_an_office_of_the_place_of_harm_is_of_its_country() -> None:
    found = decided("Twelve people were killed in Mariupol, the mayor of Mariupol said.")
    assert found.resolutions.speaker_party.value == "Ukraine"
    assert found.resolutions.speaker_party.method == "seat of office"


def test_the_speakers_own_people_are_of_its_side() -> None:
    found = decided("Dan Regev, the Israeli prime minister, spoke. He said four of our soldiers were killed.")
    assert found.resolutions.party.value == "Israel"
    assert found.resolutions.against_interest
