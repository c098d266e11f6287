"""Noun phrases: what a count counts, its head noun, and the group of the people it names.

A row is the words after a count, the noun phrase in them, its head (singular), and the group of the people.
"""

from __future__ import annotations

import pytest

from recount.claims.harms import harm_words
from recount.claims.phrases import group_of, is_person, is_thing, noun_phrase, singular
from recount.language.tokens import tokenise
from recount.model import Group

Row = tuple[str, str, str, Group]

COMBATANTS: list[Row] = [
    ("soldiers were killed", "soldiers", "soldier", "combatants"),
    ("Russian soldiers died", "Russian soldiers", "soldier", "combatants"),
    ("special forces members", "special forces members", "member", "combatants"),
    ("of its troops", "troops", "troop", "combatants"),
    ("police officers were hurt", "police officers", "officer", "combatants"),
    ("border guards and", "border guards", "guard", "combatants"),
    ("Taliban fighters in", "Taliban fighters", "fighter", "combatants"),
    ("suspected militants, the army", "suspected militants", "militant", "combatants"),
    ("UN peacekeepers from Togo", "UN peacekeepers", "peacekeeper", "combatants"),
    ("of the gunmen", "gunmen", "gunman", "combatants"),
    ("military personnel", "military personnel", "personnel", "combatants"),
    ("rebel commanders", "rebel commanders", "commander", "combatants"),
    ("conscripts who", "conscripts", "conscript", "combatants"),
    ("security men", "security men", "man", "combatants"),
]

CIVILIANS: list[Row] = [
    ("civilians died", "civilians", "civilian", "civilians"),
    ("children under ten", "children", "child", "civilians"),
    ("villagers near Baga", "villagers", "villager", "civilians"),
    ("aid workers", "aid workers", "worker", "civilians"),
    ("kidnapped schoolgirls", "kidnapped schoolgirls", "schoolgirl", "civilians"),
    ("Rohingya refugees have", "Rohingya refugees", "refugee", "civilians"),
    ("local journalists were", "local journalists", "journalist", "civilians"),
    ("hospital staff", "hospital staff", "staff", "civilians"),
    ("unarmed men", "unarmed men", "man", "civilians"),
    ("women and children", "women", "woman", "civilians"),
    ("former soldiers", "former soldiers", "soldier", "civilians"),
    ("families fled", "families", "family", "civilians"),
    ("medical volunteers", "medical volunteers", "volunteer", "civilians"),
    ("worshippers inside", "worshippers", "worshipper", "civilians"),
]

UNKNOWN: list[Row] = [
    ("people were killed", "people", "people", "unknown"),
    ("men and", "men", "man", "unknown"),
    ("hostages in Mali", "hostages", "hostage", "unknown"),
    ("Canadians among", "Canadians", "canadian", "unknown"),
    ("deaths on Monday", "deaths", "death", "unknown"),
    ("other people", "people", "people", "unknown"),
    ("more bodies from", "bodies", "body", "unknown"),
    ("of them women", "women", "woman", "unknown"),
    ("were killed", "", "", "unknown"),
    ("dead and 12 wounded", "", "", "unknown"),
    ("tanks and", "tanks", "tank", "unknown"),
    ("ammunition dumps", "ammunition dumps", "dump", "unknown"),
]

MIXED: list[Row] = [
    ("soldiers and civilians were killed", "soldiers", "soldier", "mixed"),
    ("police, soldiers and civilians died", "police", "police", "mixed"),
    ("rebels and villagers", "rebels", "rebel", "mixed"),
]

EDGES: list[Row] = [
    ("people Monday", "people", "people", "unknown"),
    ("people last week", "people", "people", "unknown"),
    ("people seriously hurt", "people", "people", "unknown"),
    ("of the 14 miners", "miners", "miner", "civilians"),
    ("additional policemen", "policemen", "policeman", "combatants"),
    ("women’s rights activists", "women’s rights activists", "activist", "civilians"),
    ("students shot by", "students", "student", "civilians"),
]


@pytest.mark.parametrize(("text", "words", "head", "group"), [*COMBATANTS, *CIVILIANS, *UNKNOWN, *MIXED, *EDGES])
def test_the_words_after_a_count_are_read_to_their_head_and_group(
    text: str, words: str, head: str, group: Group
) -> None:
    tokens = tokenise(text)
    phrase = noun_phrase(tokens, 0, harm_words())
    named = text[tokens[phrase.first].start : tokens[phrase.last - 1].end] if not phrase.empty else ""
    assert (named, phrase.head, group_of(tokens, phrase)) == (words, head, group)


@pytest.mark.parametrize(
    ("text", "person", "thing"),
    [
        ("nurses", True, False),
        ("Iraqis", True, False),
        ("bridges", False, True),
        ("armoured vehicles", False, True),
        ("attacks", False, False),
        ("", False, False),
    ],
)
def test_people_are_told_from_things(text: str, person: bool, thing: bool) -> None:
    tokens = tokenise(text)
    phrase = noun_phrase(tokens, 0, harm_words())
    assert (is_person(tokens, phrase), is_thing(phrase)) == (person, thing)


SINGULARS = [
    ("soldiers", "soldier"),
    ("policemen", "policeman"),
    ("gunmen", "gunman"),
    ("women", "woman"),
    ("men", "man"),
    ("families", "family"),
    ("bodies", "body"),
    ("children", "child"),
    ("buses", "bus"),
    ("losses", "loss"),
    ("churches", "church"),
    ("people", "people"),
    ("police", "police"),
    ("series", "series"),
]


@pytest.mark.parametrize(("plural", "one"), SINGULARS)
def test_plurals_have_their_singular(plural: str, one: str) -> None:
    assert singular(plural) == one
