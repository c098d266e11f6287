"""People harmed to the distinct harms of incidents: what is merged, and what is no incident."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from recount.bench.incidents import Fact, facts
from recount.bench.muc import predict
from recount.claims.persons import Kind, Person
from recount.model import Effect, Group, Scope, Span


def told(
    text: str,
    words: str = "",
    *,
    kind: Kind = "counted",
    effect: Effect = "killed",
    name: str | None = None,
    number: int | None = 1,
    head: str | None = None,
    group: Group = "unknown",
    scope: Scope | None = "incident",
    unreal: bool = False,
) -> Person:
    """One mention in a text that is one sentence."""
    vague = kind == "several"
    return Person(
        effect=effect, kind=kind, low=number, high=None if vague else number, vague=vague, name=name, words=words,
        head=words.split()[-1] if head is None and words else head or "", group=group, start=0,
        sentence=Span(0, len(text)), unreal=unreal, scope=scope,
    )  # fmt: skip


def figures(text: str, *persons: Person, year: int | None = 1989) -> list[tuple[str, int | None, bool]]:
    return [(fact.effect, fact.low, fact.vague) for fact in facts(persons, text, year)]


def test_a_figure_told_twice_is_one_harm() -> None:
    text = "A bomb killed six priests."
    assert figures(text, told(text, "priest", number=6), told(text, "person", number=6)) == [("DEATH", 6, False)]


def test_a_name_told_in_full_and_in_part_is_one_person() -> None:
    text = "Ana Ruiz Paz was murdered."
    names = [told(text, kind="named", name=name) for name in ("ana ruiz paz", "ruiz", "hector sol")]
    assert figures(text, *names) == [("DEATH", 1, False), ("DEATH", 1, False)]


def test_people_who_are_named_are_not_counted_again() -> None:
    text = "Two clerks were murdered: Ana Ruiz and Juan Paz."
    names = [told(text, kind="named", name=name) for name in ("ana ruiz", "juan paz")]
    assert figures(text, *names, told(text, "clerk", number=2)) == [("DEATH", 1, False), ("DEATH", 1, False)]


def test_a_wife_is_one_more_but_the_judge_is_the_one_named() -> None:
    text = "The judge and his wife were murdered."
    judge = told(text, "the judge", kind="single", scope=None)
    wife = told(text, "his wife", kind="single", scope=None)
    assert len(figures(text, told(text, kind="named", name="ana ruiz"), judge, wife)) == 2


def test_priests_without_a_number_are_vague() -> None:
    text = "The murder of the priests shocked the town."
    assert figures(text, told(text, "priest", kind="several", number=2, group="civilians")) == [("DEATH", 2, True)]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Three soldiers were killed.", {"words": "soldier", "number": 3, "group": "combatants"}),
        ("Nine people died in clashes.", {"words": "people", "number": 9}),
        ("Since 1980 the war killed 90 people.", {"words": "people", "number": 90}),
        ("In 1982 they murdered 40 peasants.", {"words": "peasant", "number": 40, "group": "civilians"}),
        ("Some 7,000 people have died.", {"words": "people", "number": 7000}),
        ("Four inmates died in the riot.", {"words": "people", "number": 4}),
        ("They may kill six priests.", {"words": "priest", "number": 6, "unreal": True}),
        ("They shot two people.", {"words": "people", "number": 2, "effect": "casualties"}),
        ("No one was killed.", {"words": "people", "number": 0}),
    ],
)
def test_what_is_no_incident(text: str, person: dict[str, object]) -> None:
    assert figures(text, told(text, **person)) == []  # type: ignore[arg-type]


def test_policemen_are_targets_of_terror() -> None:
    text = "Two policemen were shot dead."
    assert figures(text, told(text, "policeman", number=2, group="combatants")) == [("DEATH", 2, False)]


def test_predictions_for_dispatches_in_capitals(tmp_path: Path) -> None:
    text = (
        "   VELLA, 3 JAN 90 (NORTHWIRE) -- [TEXT] UNIDENTIFIED MEN TODAY MURDERED FOUR\n"
        "PEASANTS IN THE VILLAGE OF ALTO SOL, THE POLICE REPORTED.  A BOMB PLACED IN A\n"
        "BUS WOUNDED SEVEN PASSENGERS.\n\n   MEANWHILE, THREE SOLDIERS WERE KILLED IN A CLASH."
    )
    gold = tmp_path / "gold.jsonl.gz"
    with gzip.open(gold, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"doc_id": "one", "dct": "1990-01-03", "text": text, "templates": []}) + "\n")
    [row] = predict(gold)
    assert row.doc_id == "one"
    assert set(row.facts) == {Fact("DEATH", 4, 4, False), Fact("INJURY", 7, 7, False)}
