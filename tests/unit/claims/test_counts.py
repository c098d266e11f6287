"""Counts: which words are a number of people or things, and the bounds they put on it.

A row is a text and the counts in it: the words, the operator, and the lowest and highest number they allow.
An article counts one person only where the sentence harms them, so articles have a table of their own.
"""

from __future__ import annotations

import pytest

from recount.claims.quantities.numbers import number
from recount.claims.quantities.pieces import pieces_of
from recount.claims.quantities.vocabulary import words_of
from recount.claims.counts import find_counts
from recount.errors import LexiconError
from recount.language.tokens import tokenise
from recount.model import Operator

Expected = tuple[str, Operator, int | None, int | None]
Row = tuple[str, list[Expected]]

NUMBERS: list[Row] = [
    ("12 people died", [("12", "exact", 12, 12)]),
    ("Twelve people died", [("Twelve", "exact", 12, 12)]),
    ("18,900 soldiers", [("18,900", "exact", 18_900, 18_900)]),
    ("1,250,000 refugees", [("1,250,000", "exact", 1_250_000, 1_250_000)]),
    ("1.5 million refugees", [("1.5 million", "exact", 1_500_000, 1_500_000)]),
    ("1.5m refugees", [("1.5m", "exact", 1_500_000, 1_500_000)]),
    ("30k refugees", [("30k", "exact", 30_000, 30_000)]),
    ("2.4 lakh people", [("2.4 lakh", "exact", 240_000, 240_000)]),
    ("twenty-one soldiers", [("twenty-one", "exact", 21, 21)]),
    ("a hundred and five bodies", [("a hundred and five", "exact", 105, 105)]),
    ("two hundred villagers", [("two hundred", "exact", 200, 200)]),
    ("three thousand families", [("three thousand", "exact", 3000, 3000)]),
    ("two dozen recruits", [("two dozen", "exact", 24, 24)]),
    ("a dozen recruits", [("a dozen", "exact", 12, 12)]),
    ("half a million people", [("half a million", "exact", 500_000, 500_000)]),
    ("ten thousand five hundred people", [("ten thousand five hundred", "exact", 10_500, 10_500)]),
    ("killed both pilots", [("both", "exact", 2, 2)]),
    ("one of its pilots died", [("one", "exact", 1, 1)]),
    ("all 176 passengers", [("176", "exact", 176, 176)]),
    ("another 34 were hurt", [("34", "exact", 34, 34)]),
    ("An average of 13 a day", [("13", "exact", 13, 13)]),
    ("Five killed, 11 wounded", [("Five", "exact", 5, 5), ("11", "exact", 11, 11)]),
    ("8 dead, 20 hurt, 3 missing", [("8", "exact", 8, 8), ("20", "exact", 20, 20), ("3", "exact", 3, 3)]),
    ("The dead: 7", [("7", "exact", 7, 7)]),
    ("the number of dead stands at 1,001.", [("1,001", "exact", 1001, 1001)]),
    ("half-a-million people", [("half-a-million", "exact", 500_000, 500_000)]),
    ("a half-million people", [("a half-million", "exact", 500_000, 500_000)]),
    ("a half million people", [("a half million", "exact", 500_000, 500_000)]),
    ("a million and a half people", [("a million and a half", "exact", 1_500_000, 1_500_000)]),
    ("two and a half million people", [("two and a half million", "exact", 2_500_000, 2_500_000)]),
    ("in 2011, 40 people died", [("40", "exact", 40, 40)]),
    ("On May 3 rebels killed 19", [("19", "exact", 19, 19)]),
    ("the 2,000 families", [("2,000", "exact", 2000, 2000)]),
    ("1990 people fled", [("1990", "exact", 1990, 1990)]),
    ("48 people in 48 hours", [("48", "exact", 48, 48)]),
    ("nine Su-25s were lost", [("nine", "exact", 9, 9)]),
    ("three 14-year-old boys", [("three", "exact", 3, 3)]),
]

BOUNDS: list[Row] = [
    ("at least 12 people", [("at least 12", "at_least", 12, None)]),
    ("At least a dozen people", [("At least a dozen", "at_least", 12, None)]),
    ("no fewer than nine villagers", [("no fewer than nine", "at_least", 9, None)]),
    ("no less than 60 men", [("no less than 60", "at_least", 60, None)]),
    ("a minimum of 40 bodies", [("a minimum of 40", "at_least", 40, None)]),
    ("40 or more bodies", [("40 or more", "at_least", 40, None)]),
    ("5,000-plus refugees", [("5,000-plus", "at_least", 5000, None)]),
    ("more than 5,000 civilians", [("more than 5,000", "more_than", 5000, None)]),
    ("More than four million people", [("More than four million", "more_than", 4_000_000, None)]),
    ("over 300 rebels", [("over 300", "more_than", 300, None)]),
    ("well over 1,000 rebels", [("well over 1,000", "more_than", 1000, None)]),
    ("upwards of 70 people", [("upwards of 70", "more_than", 70, None)]),
    ("in excess of 2,000 homes", [("in excess of 2,000", "more_than", 2000, None)]),
    ("just over 90 homes", [("just over 90", "more_than", 90, None)]),
    ("up to 40 fighters", [("up to 40", "at_most", None, 40)]),
    ("as many as 2,000 fighters", [("as many as 2,000", "at_most", None, 2000)]),
    ("no more than six guards", [("no more than six", "at_most", None, 6)]),
    ("at most 15 guards", [("at most 15", "at_most", None, 15)]),
    ("fewer than 20 remain", [("fewer than 20", "fewer_than", None, 20)]),
    ("less than 500 families", [("less than 500", "fewer_than", None, 500)]),
    ("under 100 detainees", [("under 100", "fewer_than", None, 100)]),
    ("about 300 schoolgirls", [("about 300", "about", 300, 300)]),
    ("some 40 people", [("some 40", "about", 40, 40)]),
    ("around two dozen fishermen", [("around two dozen", "about", 24, 24)]),
    ("nearly 50 people", [("nearly 50", "about", 50, 50)]),
    ("almost 1,100 people", [("almost 1,100", "about", 1100, 1100)]),
    ("an estimated 7,000 people", [("an estimated 7,000", "about", 7000, 7000)]),
    ("approximately 230 miners", [("approximately 230", "about", 230, 230)]),
    ("close to 90 homes", [("close to 90", "about", 90, 90)]),
    ("a dozen or so villagers", [("a dozen or so", "about", 12, 12)]),
    ("at least 10 killed and 39 wounded", [("at least 10", "at_least", 10, None), ("39", "exact", 39, 39)]),
    ("at least some 40 people", [("at least some 40", "at_least", 40, None)]),
    ("not fewer than 16 recruits", [("not fewer than 16", "at_least", 16, None)]),
    ("a maximum of 30 men", [("a maximum of 30", "at_most", None, 30)]),
    ("not more than five men", [("not more than five", "at_most", None, 5)]),
    ("roughly a thousand men", [("roughly a thousand", "about", 1000, 1000)]),
    ("more than a million people", [("more than a million", "more_than", 1_000_000, None)]),
    ("more than half a million people", [("more than half a million", "more_than", 500_000, None)]),
    ("40-odd fishermen", [("40-odd", "about", 40, 40)]),
    ("thirty or fewer guards", [("thirty or fewer", "at_most", None, 30)]),
    ("more than 20 of about 60 miners", [("more than 20", "more_than", 20, None), ("about 60", "about", 60, 60)]),
]

RANGES: list[Row] = [
    ("between 150 and 300 bodies", [("between 150 and 300", "between", 150, 300)]),
    ("Between two and three million people", [("Between two and three million", "between", 2_000_000, 3_000_000)]),
    ("20 to 30 fighters", [("20 to 30", "between", 20, 30)]),
    ("20-30 fighters", [("20-30", "between", 20, 30)]),
    ("20–30 fighters", [("20–30", "between", 20, 30)]),
    ("from 15 to 20 men", [("from 15 to 20", "between", 15, 20)]),
    ("ten to twelve bodies", [("ten to twelve", "between", 10, 12)]),
    ("two or three shepherds", [("two or three", "between", 2, 3)]),
    ("4,000 to 5,000 families", [("4,000 to 5,000", "between", 4000, 5000)]),
    ("at least 20 to 25 men", [("at least 20 to 25", "between", 20, 25)]),
    (
        "between 1.5 million and 2 million people",
        [("between 1.5 million and 2 million", "between", 1_500_000, 2_000_000)],
    ),
]

VAGUE: list[Row] = [
    ("dozens of civilians", [("dozens", "vague", None, None)]),
    ("Scores were hurt", [("Scores", "vague", None, None)]),
    ("hundreds of people", [("hundreds", "vague", None, None)]),
    ("hundreds of thousands of people", [("hundreds of thousands", "vague", None, None)]),
    ("tens of thousands fled", [("tens of thousands", "vague", None, None)]),
    ("several officers", [("several", "vague", None, None)]),
    ("several hundred families", [("several hundred", "vague", None, None)]),
    ("many villagers", [("many", "vague", None, None)]),
    ("a number of guards", [("a number", "vague", None, None)]),
    ("a handful of guards", [("a handful", "vague", None, None)]),
    ("an undisclosed number of soldiers", [("an undisclosed number", "vague", None, None)]),
    ("some of the miners", [("some", "vague", None, None)]),
    ("significant losses", [("significant", "vague", None, None)]),
    ("heavy casualties", [("heavy", "vague", None, None)]),
    ("severe troop losses", [("severe", "vague", None, None)]),
    ("countless people", [("countless", "vague", None, None)]),
]

NONE_AT_ALL: list[Row] = [
    ("no casualties", [("no", "exact", 0, 0)]),
    ("No one was hurt", [("No one", "exact", 0, 0)]),
    ("Nobody was hurt", [("Nobody", "exact", 0, 0)]),
    ("None of the crew was hurt", [("None", "exact", 0, 0)]),
    ("not a single civilian was hurt", [("not a single", "exact", 0, 0)]),
    ("no immediate reports of injuries", [("no", "exact", 0, 0)]),
]

TRAPS: list[Row] = [
    ("Olena, 32, was hurt", []),
    ("Pavlo Hrytsenko, 61, a retired welder", []),
    ("aged 14", []),
    ("a 14-year-old girl", []),
    ("a man aged 70", []),
    ("on April 7", []),
    ("on 7 April", []),
    ("on April 7, 2022", []),
    ("on the 12th", []),
    ("in 1994", []),
    ("since 2014", []),
    ("the 2006 war", []),
    ("by late 1999", []),
    ("$40 million in aid", []),
    ("40 million dollars", []),
    ("€250 a head", []),
    ("12 percent of homes", []),
    ("12% of homes", []),
    ("40 per cent of the dead", []),
    ("40 km north", []),
    ("12 miles away", []),
    ("a 155mm shell", []),
    ("a 122 mm rocket", []),
    ("an 82-mm mortar", []),
    ("a T-72 tank", []),
    ("the Su-25 jets", []),
    ("Flight 752", []),
    ("flight MH17", []),
    ("Resolution 1701", []),
    ("Route 4", []),
    ("Brigade 12", []),
    ("the third victim", []),
    ("the 21st victim", []),
    ("at 6:30 a.m.", []),
    ("at 18:45", []),
    ("at 5 p.m. on Sunday", []),
    ("for 48 hours", []),
    ("three days of shelling", []),
    ("two years ago", []),
    ("six times", []),
    ("no longer held", []),
    ("no doubt", []),
    ("no more time", []),
    ("500 tonnes of grain", []),
    ("one day later", []),
    ("30 degrees", []),
    ("the 1990s", []),
    ("from 1975 to 1990", []),
    ("between 6 and 8 p.m.", []),
    ("a 45-minute battle", []),
    ("a two-year-old boy", []),
    ("a five-day truce", []),
    ("the 24-hour toll", []),
    ("day 43 of the war", []),
    ("No. 3", []),
    ("the 8th Brigade", []),
    ("the first victim", []),
    ("Mi-8 helicopters", []),
    ("a 7.62mm round", []),
    ("the G20 summit", []),
    ("the 9/11 attacks", []),
    ("Covid-19", []),
    ("two-thirds of the dead", []),
    ("a third of the homes", []),
    ("$1.5m of damage", []),
    ("one in three families", []),
    ("1 May", []),
    ("March 2021", []),
    ("Room 12", []),
    ("Unit 61398", []),
    ("12,000 feet", []),
    ("won 31 seats", []),
    ("70,000 barrels a day", []),
]

ARTICLES: list[Row] = [
    ("killed a woman", [("a", "exact", 1, 1)]),
    ("killing an imam", [("an", "exact", 1, 1)]),
    ("wounded another guard", [("another", "exact", 1, 1)]),
    ("a total of 14 men", [("14", "exact", 14, 14)]),
    ("an additional 14 men", [("14", "exact", 14, 14)]),
]


def counted(text: str, *, articles: bool) -> list[Expected]:
    found = find_counts(text, tokenise(text))
    return [
        (count.quantity.exact, count.quantity.operator, count.quantity.low, count.quantity.high)
        for count in found
        if articles or count.form != "article"
    ]


@pytest.mark.parametrize(("text", "expected"), [*NUMBERS, *BOUNDS, *RANGES, *VAGUE, *NONE_AT_ALL, *TRAPS])
def test_words_of_quantity_are_counts_with_their_bounds(text: str, expected: list[Expected]) -> None:
    assert counted(text, articles=False) == expected


@pytest.mark.parametrize(("text", "expected"), ARTICLES)
def test_an_article_is_a_count_of_one(text: str, expected: list[Expected]) -> None:
    assert counted(text, articles=True) == expected


@pytest.mark.parametrize(("text", "expected"), [row for row in [*BOUNDS, *VAGUE] if row[1]])
def test_what_is_about_and_what_is_vague_says_so(text: str, expected: list[Expected]) -> None:
    for count, (_, operator, _, _) in zip(find_counts(text, tokenise(text)), expected, strict=False):
        assert (count.quantity.approx, count.quantity.vague) == (operator == "about", operator == "vague")


AMOUNTS = [
    ("5", 5),
    ("1’200", 1200),
    ("2 million", 2_000_000),
    ("ninety-nine", 99),
    ("one hundred thousand", 100_000),
    ("two hundred and fifty thousand", 250_000),
    ("three million two hundred thousand", 3_200_000),
    ("half-million", 500_000),
    ("a thousand", 1000),
    ("people", None),
    ("a man", None),
]


@pytest.mark.parametrize(("text", "value"), AMOUNTS)
def test_digits_and_number_words_are_worth_what_they_say(text: str, value: int | None) -> None:
    found = number(text, pieces_of(text, tokenise(text)).pieces, 0)
    assert (found.value if found else None) == value


def test_part_of_a_person_is_no_whole_number() -> None:
    found = number("2.5 children", tokenise("2.5 children"), 0)
    assert found is not None
    assert not found.whole
    assert counted("2.5 children per family", articles=False) == []


def test_a_list_that_is_not_there_is_named() -> None:
    with pytest.raises(LexiconError, match=r"counts\.toml has no list of words at bounds_before$"):
        words_of("bounds_before")
