"""Who is said to state a count, and what a cue covers."""

from __future__ import annotations

import pytest

from recount.claims.sources import covering, find_attributions
from recount.language.tokens import tokenise

# The sentence, a word of what is stated, and the source nearest the facts (None: nobody is said to state it).
SENTENCES = [
    ("Police in Gulu said 12 people died.", "12", "Police in Gulu"),
    ("Twelve people died, the mayor of Irpin said on Monday.", "Twelve", "mayor of Irpin"),
    ("Twelve people died, said the mayor of Irpin.", "Twelve", "mayor of Irpin"),
    ("Ana Ruiz, the mayor of Bor, said 12 people died.", "12", "Ana Ruiz"),
    ("The mayor, Ana Ruiz, said 12 people died.", "12", "mayor, Ana Ruiz"),
    ("Twelve died, according to the mayor, Ana Ruiz.", "Twelve", "mayor, Ana Ruiz"),
    ("On Monday the governor, Col. Ivo Kral, put the dead at 40.", "40", "governor, Col. Ivo Kral"),
    ("The same day his deputy, Ivo Kral, put the toll at 31.", "31", "his deputy, Ivo Kral"),
    ("Amnesty International has consistently said 2,000 died.", "2,000", "Amnesty International"),
    ("The International Committee of the Red Cross said 80 died.", "80", "International Committee of the Red Cross"),
    ("A doctor who treated the wounded said 14 died.", "14", "A doctor"),
    ("Another hostage said he saw 14 die.", "14", "Another hostage"),
    ("Rebels said a depot burned and an army spokesman said seven rebels died.", "seven", "an army spokesman"),
    ("Iran reported an offensive, while Baghdad said it had killed 900 troops.", "900", "Baghdad"),
    ("Some 40 are missing, he said, and 70 of the bodies are unnamed.", "70", "he"),
    ("Radio Okapi reported 30 dead, citing hospital staff.", "30", "hospital staff"),
    ("The Times, citing doctors in Homs, said 75 died.", "75", "doctors in Homs"),
    ("State television quoted the ministry as saying 15 died.", "15", "ministry"),
    ("At least 25 died, according to a statement Sunday from the Red Crescent.", "25", "Red Crescent"),
    ("The army statement said 60 rebels died.", "60", "army"),
    ("Forty soldiers died, a toll given by the interior ministry on Friday.", "Forty", "interior ministry"),
    ("The raid killed 30 herders by police count.", "30", "police"),
    ("He fled after rebel claims that troops shot 14 men.", "14", "rebel"),
    ("Reports that a raid left dozens dead reached Goma.", "dozens", "Reports"),
    ("The front claimed responsibility for killing six guards.", "six", "front"),
    ("The mission counted 90 graves and said 12 held children.", "12", "mission"),
    ("Footage on local television showed 30 bodies.", "30", None),
    ("Egypt accused the group of hiding arms, and later arrested 300 men.", "300", None),
    ("She said so at a rally, referring to the raid that left four men dead.", "four", None),
    ("That lifts to at least 88 the number killed since May.", "88", None),
]


@pytest.mark.parametrize(("sentence", "word", "expected"), SENTENCES, ids=[sentence for sentence, _, _ in SENTENCES])
def test_the_source_of_a_count(sentence: str, word: str, expected: str | None) -> None:
    tokens = tokenise(sentence)
    at = next(position for position, token in enumerate(tokens) if token.text == word)
    found = [one for one in covering(find_attributions(tokens), tokens, at) if one.source is not None]
    source = found[0].source if found else None
    exact = sentence[tokens[source[0]].start : tokens[source[1] - 1].end] if source else None
    assert exact == expected


def test_an_estimate_is_the_act_of_those_who_put_it() -> None:
    [found] = find_attributions(tokenise("Estimates from survivors put the toll in the hundreds."))
    assert found.cue.act == "estimates"


def test_a_parenthetic_cue_covers_both_sides() -> None:
    tokens = tokenise("Two men, police said, were killed")
    [found] = find_attributions(tokens)
    assert found.covers(0)
    assert found.covers(len(tokens) - 1)
