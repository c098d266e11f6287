"""Why a claim has its source, act and modality."""

from __future__ import annotations

import pytest

from recount.claims import find_claims
from recount.claims.reasons import reason
from recount.language.analysis import Analysis, Attribution, Word
from recount.model import Reason, Span
from recount.reports import read_text

# A report, the quantity asked about, and the rule and deciding words of source, act and modality.
RULES = [
    (
        "The mayor said 12 people were killed.",
        "12",
        ("before its cue", "said"),
        ("its cue", "said"),
        ("asserted", None),
    ),
    (
        "“Twelve people were killed,” said the mayor.",
        "Twelve",
        ("after its cue", "said"),
        ("its cue", "said"),
        ("asserted", None),
    ),
    (
        "According to police, 12 people are feared dead.",
        "12",
        ("according to", "According to"),
        ("its cue", "According to"),
        ("hedge", "feared"),
    ),
    (
        "Radio Bor quoted the army as saying 12 rebels were killed.",
        "12",
        ("quoted as saying", "saying"),
        ("its cue", "saying"),
        ("asserted", None),
    ),
    (
        "Gunmen killed 12 people.",
        "12",
        ("no attribution", None),
        ("no attribution", None),
        ("asserted", None),
    ),
    (
        "The army denied killing 12 people.",
        "12",
        ("before its cue", "denied"),
        ("its cue", "denied"),
        ("denied by its cue", "denied"),
    ),
    (
        "The army did not deny killing 12 people.",
        "12",
        ("before its cue", "deny"),
        ("its cue", "deny"),
        ("not stated by its cue", "deny"),
    ),
    (
        "The army said it was false that 12 soldiers were captured.",
        "12",
        ("before its cue", "said"),
        ("its cue", "said"),
        ("called false", "false"),
    ),
    (
        "Unconfirmed reports said 12 people were killed.",
        "12",
        ("before its cue", "said"),
        ("its cue", "said"),
        ("unsure source", "Unconfirmed reports"),
    ),
    (
        "Police said 40 people were killed. The dead include 12 nurses.",
        "12",
        ("carried from the sentence before", "said"),
        ("its cue", "said"),
        ("asserted", None),
    ),
    (
        "12 killed in Bor blast: police\n\nA bomb exploded in Bor on Monday.",
        "12",
        ("headline", ":"),
        ("headline", ":"),
        ("asserted", None),
    ),
    (
        "The army admitted heavy losses. Its spokesman said: “We suffered heavy losses.”",
        "heavy",
        ("before its cue", "said"),
        ("repeats an admission", "said"),
        ("asserted", None),
    ),
]


def reasons_of(text: str, quantity: str) -> dict[str, Reason]:
    found = [claim for claim in find_claims(read_text(text)) if claim.quantity.exact == quantity]
    return {reason.field: reason for reason in found[-1].reasons}


@pytest.mark.parametrize(("text", "quantity", "source", "act", "modality"), RULES, ids=[text for text, *_ in RULES])
def test_each_decision_tells_its_rule_and_words(
    text: str,
    quantity: str,
    source: tuple[str, str | None],
    act: tuple[str, str | None],
    modality: tuple[str, str | None],
) -> None:
    found = reasons_of(text, quantity)
    told = {field: (one.rule, one.words.exact if one.words else None) for field, one in found.items()}
    assert {field: told[field] for field in ("source", "act", "modality")} == {
        "source": source,
        "act": act,
        "modality": modality,
    }
    assert all(0 < one.confidence <= 1 for one in found.values())


# A report, the quantity asked about, its field, and the rule and deciding words of that field.
FIELDS = [
    ("At least 12 people were killed.", "At least 12", "quantity", ("bound before: at least", "At least")),
    ("40 or more people were killed.", "40 or more", "quantity", ("bound after: at least", None)),
    ("Between 30 and 40 people were killed.", "Between 30 and 40", "quantity", ("range", None)),
    ("Twelve people were killed.", "Twelve", "quantity", ("number words", None)),
    ("12 people were killed.", "12", "quantity", ("numeral", None)),
    ("Two thirds of the 60 men were killed.", "Two thirds of the 60", "quantity", ("share of a number", None)),
    ("Dozens of people were killed.", "Dozens", "quantity", ("vague word", None)),
    ("The army suffered heavy losses.", "heavy", "quantity", ("adjective of a loss", None)),
    ("No one was killed.", "No one", "quantity", ("word for none", None)),
    ("A woman was killed.", "A", "quantity", ("article", None)),
    ("12 people were killed.", "12", "effect", ("subject of a harm", "killed")),
    ("The blast wounded 12 people.", "12", "effect", ("object of a harm", "wounded")),
    ("Gunmen took 12 people hostage.", "12", "effect", ("taken or held", "hostage")),
    ("The blast left 12 dead.", "12", "effect", ("subject of a harm", "dead")),
    ("There were 12 deaths.", "12", "effect", ("noun of harm", "deaths")),
    ("The death toll rose to 12.", "12", "effect", ("toll", "toll")),
    ("Among the dead were 12 nurses.", "12", "effect", ("figure of a harm", "dead")),
    ("12 people were killed or wounded.", "12", "effect", ("subject of a harm, with the words beside it", "killed")),
    ("The army destroyed 12 fighters.", "12", "effect", ("object of a harm, by its noun", "destroyed")),
    ("The blast killed 12 men and three boys.", "three", "effect", ("object of a harm", "killed")),
    ("The blast killed 12 men, including nine in Bor.", "nine", "effect", ("part of a count", "12")),
    ("12 were killed in Bor, eight in Dorno.", "eight", "effect", ("joined to a count", "12")),
    ("12 soldiers were killed.", "12", "victims", ("head noun", None)),
    ("12 former soldiers were killed.", "12", "victims", ("modifier", "former")),
    ("12 policemen and civilians were killed.", "12", "victims", ("joined nouns", None)),
    ("12 people were killed.", "12", "victims", ("no group's noun", None)),
    ("12 were killed.", "12", "victims", ("noun left out", None)),
    ("12 soldiers were killed and 30 wounded.", "30", "victims", ("continues a noun", "soldiers")),
    ("40 people were killed. Seven of the dead were teachers.", "Seven", "victims", ("noun said of them", "teachers")),
    ("The army lost 12 tanks.", "12", "victims", ("things", None)),
    ("12 people were killed on Monday.", "12", "scope", ("weighed: day, was", "on Monday")),
    ("300 people have been killed since May 3.", "300", "scope", ("weighed: size, since", "since May 3")),
    ("9 soldiers have died since the war began.", "9", "scope", ("weighed: perfect, since", "since the war began")),
]


@pytest.mark.parametrize(("text", "quantity", "field", "told"), FIELDS, ids=[f"{row[2]}: {row[0]}" for row in FIELDS])
def test_each_field_tells_its_rule_and_words(
    text: str, quantity: str, field: str, told: tuple[str, str | None]
) -> None:
    reason = reasons_of(text, quantity)[field]
    assert (reason.rule, reason.words.exact if reason.words else None) == told


def test_a_rule_is_as_sure_as_it_was_right_drawn_towards_a_first_guess() -> None:
    assert reason("effect", "subject of a harm").confidence == round((262 + 1.8) / (264 + 2), 2)
    assert reason("effect", "subject of a harm, by its noun") == Reason(
        "effect", "subject of a harm, by its noun", None, reason("effect", "subject of a harm").confidence
    )
    assert reason("effect", "a rule never met").confidence == 0.9


def test_a_claim_that_takes_after_another_has_one_reason_still() -> None:
    text = "It is believed that 40 pupils were killed in Bor on Monday, 12 of them shot dead."
    claims = find_claims(read_text(text))
    for claim in claims:
        fields = [one.field for one in claim.reasons]
        assert fields == list(dict.fromkeys(fields))
    assert {one.field: one.rule for one in claims[1].reasons}["modality"] == "as its whole"


class Heard:
    """A backend that heard the mayor, or nobody, state what stands in a sentence."""

    name = "heard"

    def __init__(self, probability: float | None) -> None:
        self.probability = probability

    def analyse(self, text: str, sentences: object) -> Analysis:
        assert sentences
        words = tuple(Word(text.index(word), text.index(word) + len(word), "X", -1, "root") for word in text.split())
        if self.probability is None:
            return Analysis(words=words)
        mayor, content = Span(4, 9), Span(15, len(text))
        return Analysis(words=words, attributions=(Attribution(Span(10, 14), (mayor,), (content,), self.probability),))


@pytest.mark.parametrize(("probability", "confidence"), [(0.97, 0.97), (0.4, 0.4), (None, 0.86)])
def test_a_source_is_as_sure_as_the_language_model_heard_it(probability: float | None, confidence: float) -> None:
    [claim] = find_claims(read_text("The mayor said 12 people were killed."), Heard(probability))
    [source] = [one for one in claim.reasons if one.field == "source"]
    assert source.confidence == confidence
    assert source.rule == f"before its cue, {'heard' if probability else 'not heard'}"
