"""Why a claim has its source, act and modality."""

from __future__ import annotations

import pytest

from recount.claims import find_claims
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
