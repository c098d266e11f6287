"""Which words of a sentence report a statement, and by which act."""

from __future__ import annotations

import pytest

from recount.claims.cues import find_cues
from recount.language.tokens import tokenise

REPORTING = [
    ("Police said 12 people died", [("says", "finite")]),
    ("Twelve died, according to the ministry", [("says", "preposition")]),
    ("The governor put the toll at 40", [("says", "finite")]),
    ("OVD watchers counted 310 detentions", [("says", "finite")]),
    ("The rail firm had first spoken of 30 dead", [("says", "finite")]),
    ("The junta has gone no further than 250 dead", [("says", "finite")]),
    ("On Monday it owned up to 19 dead", [("admits", "finite")]),
    ("The army admitted losing 12 men", [("admits", "finite")]),
    ("The mission confirmed nine deaths", [("confirms", "finite")]),
    ("The colonel denied killing 20 villagers", [("denies", "finite")]),
    ("Rebels accused troops of massacring 40 herders", [("accuses", "finite")]),
    ("The agency estimates that 5,000 fled", [("estimates", "finite")]),
    ("Envoys warned that 40,000 may flee", [("warns", "finite")]),
    ("A toll of 40, given by the interior ministry on Monday, still stands", [("says", "participle")]),
    ("The clash killed 30 people by police count.", [("says", "noun")]),
    ("Envoys discussed new claims that soldiers shot 14 men", [("claims", "noun")]),
    ("The front claimed responsibility for killing six guards", [("claims", "finite")]),
    ("Kampala says 30 rebels died", [("says", "finite")]),
    ("Forty died, officials report", [("says", "finite")]),
]

SILENT = [
    "The United States evacuated 300 people",
    "The front claimed responsibility for a blast that killed 30",
    "The flood claimed 40 lives",
    "A tape believed to be from the rebels surfaced",
    "Fifty people were reported killed",
    "A man accused of killing four pilgrims escaped",
    "He gave the wounded water",
    "Gunmen released two nuns",
    "In, say, three villages 40 people died",
    "A reported 40 people drowned fleeing",
    "Soldiers set fire to 30 huts",
    "Fighting flared in five border states",
]


@pytest.mark.parametrize(("sentence", "expected"), REPORTING, ids=[sentence for sentence, _ in REPORTING])
def test_a_reporting_word_is_a_cue_of_its_act(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(cue.act, cue.form) for cue in find_cues(tokenise(sentence))] == expected


@pytest.mark.parametrize("sentence", SILENT)
def test_a_word_that_reports_nothing_is_no_cue(sentence: str) -> None:
    assert find_cues(tokenise(sentence)) == []


def test_who_denies_reports_speaks_not_the_reports() -> None:
    cues = find_cues(tokenise("The cabinet denied press reports that scores were shot"))
    assert [cue.act for cue in cues] == ["denies"]
