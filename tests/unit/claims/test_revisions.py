"""Figures that revise older ones: which words say so, why, and what is no revision."""

from __future__ import annotations

import pytest

from recount.claims import find_claims
from recount.claims.moved import ends_in_older, moves_figure
from recount.model import Claim, Reason
from recount.reports import read_text

REVISED = [
    ("The shelling killed 17 people, up from five, the mayor said.", "17", "five", "up from", "from"),
    ("Police said 34 people were killed, revising an initial toll of 21.", "34", "21", "up from", "of"),
    ("Medics found more dead, raising the toll from 12 to 17.", "17", "12", "moved from", "raising"),
    (
        "Medics initially said three people were killed. By dusk the toll had climbed to 11 dead.",
        "11",
        "three",
        None,
        None,
    ),
]


def reason(claim: Claim, field: str) -> Reason | None:
    return next((one for one in claim.reasons if one.field == field), None)


@pytest.mark.parametrize(("text", "newer", "older", "rule", "words"), REVISED)
def test_both_figures_are_claims_and_the_newer_names_the_older(
    text: str, newer: str, older: str, rule: str | None, words: str | None
) -> None:
    claims = {claim.quantity.exact: claim for claim in find_claims(read_text(text))}
    assert claims[newer].supersedes == claims[older].id
    assert claims[older].supersedes is None
    assert claims[older].subset_of is None
    why = reason(claims[newer], "supersedes")
    assert why is not None
    assert why.words is not None
    assert text[why.words.start : why.words.end] == why.words.exact
    assert rule is None or (why.rule, why.words.exact) == (rule, words)


@pytest.mark.parametrize(
    "text",
    [
        "The raid killed 30 people. An attack there in May killed 12 people.",
        "The raid killed four people and wounded nine.",
        "Seven people were killed. Five more were killed on Friday.",
    ],
)
def test_two_events_revise_nothing(text: str) -> None:
    assert [claim.supersedes for claim in find_claims(read_text(text))] == [None, None]


def test_a_part_tells_the_trait_that_made_it_one() -> None:
    _, part = find_claims(read_text("The bomb killed 13 people. Three of the dead were nurses."))
    why = reason(part, "subset_of")
    assert why is not None
    assert (why.words.exact if why.words else None) == "13"
    assert 0.5 < why.confidence <= 1.0


def test_the_group_of_a_whole_is_a_reason_for_that_of_its_part() -> None:
    _, part = find_claims(read_text("Shells killed 40 villagers. Six of the dead were buried on Monday."))
    assert part.victims is not None
    assert part.victims.group == "civilians"
    why = reason(part, "victims")
    assert why is not None
    assert why.rule == "as its whole"


def test_an_older_figure_needs_words_that_move_it() -> None:
    assert ends_in_older(["killed", ",", "down", "from"]) == "down from"
    assert ends_in_older(["came", "from"]) is None
    assert not moves_figure(["went", "from", "home", "to"])
