"""What is denied, admitted, alleged, asked for and done, in sentences of many conflicts and registers."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from recount.claims import find_both
from recount.model import Accusation, Action, Appeal, Mention, Statement
from recount.reports import read_text

CASES = tomllib.loads((Path(__file__).parent / "statements.toml").read_text(encoding="utf-8"))["cases"]


def found_in(text: str) -> list[Statement]:
    return list(find_both(read_text(text))[1])


def words(mention: Mention | None) -> str | None:
    return mention.exact if mention else None


def told(statement: Statement) -> dict[str, str]:
    """A statement as the table tells it."""
    if isinstance(statement, Action):
        fields = {
            "event": statement.event,
            "mode": statement.mode,
            "status": statement.status,
            "who": words(statement.actor.mention) if statement.actor else None,
            "whom": words(statement.recipient),
            "source": words(statement.source.mention) if statement.source else None,
        }
    else:
        whom = statement.accused if isinstance(statement, Accusation) else None
        fields = {
            "kind": type(statement).__name__.lower(),
            "who": words(statement.source.mention) if statement.source else None,
            "whom": words(statement.asked if isinstance(statement, Appeal) else whom),
            "what": statement.content.exact,
        }
    return {name: value for name, value in fields.items() if value is not None}


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_the_statements_of_a_sentence(case: dict[str, object]) -> None:
    assert [told(statement) for statement in found_in(str(case["text"]))] == case["found"]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow had previously denied attacking civilians.",
        "Ukraine urged its allies to stop buying Russian oil.",
        "The UN called on Russia to withdraw.",
        "Russia threatened to suspend gas deliveries to Poland.",
        "Finland did not rule out expelling the ambassador.",
        "Kyiv accused Moscow of attacking the convoy.",
        "The minister said Moscow should withdraw its troops from Donbas.",
        "The army denied that its troops had attacked the village.",
    ],
)
def test_what_is_denied_demanded_or_threatened_is_never_done(text: str) -> None:
    acts = [one for one in found_in(text) if isinstance(one, Action)]
    done = [act.event for act in acts if act.status == "done"]
    assert set(done) <= {"THREATEN"}


def test_a_denial_answers_the_figure_it_denies_in_other_words() -> None:
    text = (
        "Ukraine said between 150 and 300 bodies lay in a grave in Lukava.\n\n"
        "Moscow denied attacking civilians and said images of bodies in Lukava were a “monstrous fake”."
    )
    claims, statements = find_both(read_text(text))
    assert [told(one)["what"] for one in statements] == [
        "attacking civilians and said images of bodies in Lukava were a “monstrous fake”"
    ]
    assert not isinstance(statements[0], Action)
    assert statements[0].answers == (claims[0].id,)


def test_a_denial_of_the_claim_answers_the_figure_before_it() -> None:
    text = "The union said 40 workers were killed at the mine. The company denied the claim."
    claims, statements = find_both(read_text(text))
    assert [one.answers for one in statements if not isinstance(one, Action)] == [(claims[0].id,)]


def test_nothing_is_read_from_furniture() -> None:
    text = (
        "Shells hit the port of Dorno on Monday, the mayor said.\n\n"
        "Sign our petition: we urge the government to act now. Click here to subscribe to our newsletter."
    )
    assert found_in(text) == []


def test_an_act_whose_harm_is_counted_is_a_claim_and_no_statement() -> None:
    claims, statements = find_both(read_text("Police in Minsk arrested 40 protesters on Sunday."))
    assert [claim.effect for claim in claims] == ["captured"]
    assert statements == ()
