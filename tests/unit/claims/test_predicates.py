"""What became of an act, by the words round its verb; and whose it is."""

from __future__ import annotations

import pytest

from recount.claims.contents import content_end
from recount.claims.predicates import predicate
from recount.claims.verbs import forms_of
from recount.language.tokens import tokenise

FORMS = forms_of(["expel expels expelling expelled", "withdraw withdraws withdrawing withdrew withdrawn"])

# The sentence, what became of its act (None: nothing is said of it), and whose it is.
SENTENCES = [
    ("Oslo expelled the envoy.", "done", "Oslo"),
    ("Oslo expels envoy", "done", "Oslo"),
    ("Oslo has since expelled the envoy.", "done", "Oslo"),
    ("Oslo is expelling the envoy.", "done", "Oslo"),
    ("Oslo began to withdraw its troops.", "done", "Oslo"),
    ("Oslo answered by expelling the envoy.", "done", "Oslo"),
    ("Oslo closed the port and expelled the envoy.", "done", "Oslo"),
    ("Oslo will expel the envoy.", "planned", "Oslo"),
    ("Oslo plans to expel the envoy.", "planned", "Oslo"),
    ("Oslo would expel the envoy.", "planned", "Oslo"),
    ("Oslo may expel the envoy.", "possible", "Oslo"),
    ("Oslo reportedly expelled the envoy.", "possible", "Oslo"),
    ("Oslo is considering expelling the envoy.", "possible", "Oslo"),
    ("Oslo must expel the envoy.", "demanded", "Oslo"),
    ("Oslo should have been told to expel the envoy.", None, None),
    ("Oslo did not expel the envoy.", "denied", "Oslo"),
    ("Oslo has never expelled an envoy.", "denied", "Oslo"),
    ("Oslo didn't expel the envoy.", "denied", "Oslo"),
    ("Oslo failed to withdraw its troops.", "denied", "Oslo"),
    ("Oslo ruled out expelling the envoy.", "denied", "Oslo"),
    ("Oslo would have expelled the envoy.", None, None),
    ("Oslo is said to have expelled the envoy.", None, None),
    ("If Oslo expelled the envoy, the talks would end.", None, None),
    ("Talks go on until Oslo expels the envoy.", None, None),
    ("Amid fears that Oslo expelled the envoy, talks ended.", None, None),
    ("The right to expel envoys is old.", None, None),
    ("The expelled envoy left.", None, None),
    ("After expelling the envoy Oslo slept.", None, None),
]


@pytest.mark.parametrize(("sentence", "status", "who"), SENTENCES, ids=[sentence for sentence, *_ in SENTENCES])
def test_what_became_of_an_act(sentence: str, status: str | None, who: str | None) -> None:
    tokens = tokenise(sentence)
    found = [
        one
        for at, token in enumerate(tokens)
        for form in FORMS.get(token.lower, ())
        if (one := predicate(tokens, at, form)) is not None and one.subject is not None
    ]
    assert [(one.status, " ".join(token.text for token in tokens[slice(*one.subject)])) for one in found] == (
        [(status, who)] if status is not None else []
    )


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("the raid, adding that no jets flew.", "the raid"),
        ("the raid and accused Kyiv of it.", "the raid"),
        ("the raid and the siege.", "the raid and the siege"),
        ("the raid, officials said.", "the raid"),
        ("the raid”, he said.", "the raid"),
        ("the “raid, and worse” of May.", "the “raid, and worse” of May"),
        ("calling a vote ''of shame'' in May.", "calling a vote ''of shame'' in May"),
        ("the raid; Kyiv was silent.", "the raid"),
        ("the raid, while Kyiv was silent.", "the raid"),
        ("the raid, Kyiv has not spoken.", "the raid"),
        ("losses, including two ships.", "losses, including two ships"),
    ],
)
def test_how_far_what_is_stated_runs(words: str, stated: str) -> None:
    tokens = tokenise(words)
    assert words[: tokens[content_end(tokens, 0) - 1].end] == stated
