"""Relevance: harm with a political side, told from disaster, disease, accident and crime."""

from __future__ import annotations

import pytest

from recount.claims import find_claims
from recount.claims.relevance import of_conflict, political
from recount.language.tokens import tokenise
from recount.reports import read_text

SENTENCES = [
    ("Rebels killed 13 people in the market.", True),
    ("Shelling killed 13 people.", True),
    ("Thirteen people were killed.", True),
    ("War and cholera killed 13,000 people.", True),
    ("An airstrike caused a flood that drowned 40 people.", True),
    ("Gunmen attacked an Ebola clinic, killing two nurses.", True),
    ("The earthquake killed 13 people.", False),
    ("Floods have displaced 40,000 people.", False),
    ("Cholera killed 200 refugees in the camp.", False),
    ("A ferry capsized, drowning 60 passengers.", False),
    ("A train derailment killed nine.", False),
    ("He killed his ex-wife and two neighbours.", False),
    ("Cartel hitmen shot dead four people.", False),
    ("The typhoon left 500 dead.", False),
]

REPORTS = [
    ("Shells hit Horlivka", "Four people died when shells hit a bus, officials said.", True),
    ("Weather", "Nothing was said of any harm.", True),
    ("Quake strikes", "The earthquake and an aftershock killed 300. Floods followed.", False),
    ("Outbreak grows", "The epidemic of measles has killed 40 children, doctors said.", False),
    ("Cholera in a besieged town", "The siege and the shelling go on; the epidemic of cholera has killed 40.", True),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_sentence_of_another_cause_alone_is_left_out(text: str, expected: bool) -> None:
    assert political(tokenise(text)) is expected


@pytest.mark.parametrize(("title", "text", "expected"), REPORTS)
def test_a_report_is_read_unless_it_speaks_of_other_harm(title: str, text: str, expected: bool) -> None:
    assert of_conflict(read_text(text, title=title).report) is expected


def test_no_claim_comes_from_a_report_of_disaster() -> None:
    text = "The earthquake and its aftershocks killed 300 people. Soldiers carried 12 wounded out."
    assert find_claims(read_text(text, title="Quake strikes")) == ()
