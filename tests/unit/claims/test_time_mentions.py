"""The words for when that a sentence holds."""

from __future__ import annotations

import pytest

from recount.claims.timex.wording import time_mentions

CASES = [
    ("On Friday 12 people died.", ["On Friday"]),
    ("Police said Monday that two men were shot late on Sunday.", ["Monday", "late on Sunday"]),
    ("The 2012 attack killed four.", ["The 2012"]),
    ("About 300 have died since the war began on Feb. 24, he said.", ["since the war began on Feb. 24"]),
    ("It has been tense since March and 40 have fled.", ["since March"]),
    ("He resigned, since at least nine had died.", []),
    ("Troops march past; they may return.", []),
    ("In four weeks of war 900 have died.", ["In four weeks of war"]),
    ("The three-year civil war has cost 70,000 lives.", ["three-year civil war"]),
    ("Between 24 February and 1 March 227 civilians died.", ["Between 24 February and 1 March"]),
    ("By the same day 40 tanks were lost.", ["By the same day"]),
    ("The same day after dark six shells fell.", ["The same day"]),
    ("Two days later five more died.", ["Two days later"]),
    ("As of 7 April 38 were damaged.", ["As of 7 April"]),
    ("During the uprising 45 were slain.", ["During the uprising"]),
    ("In the past 24 hours 53 bodies were found.", ["In the past 24 hours"]),
    ("He saw 2012 people there.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[case[0] for case in CASES])
def test_words_for_when_are_found(sentence: str, expected: list[str]) -> None:
    found = time_mentions(sentence, 0, len(sentence))
    assert [mention.exact for mention in found] == expected
    assert all(sentence[mention.start : mention.end] == mention.exact for mention in found)
