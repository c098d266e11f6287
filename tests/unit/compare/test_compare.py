from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from builders import reading, resolved
from recount.compare import Comparison, by_source_and_date, compare
from recount.model import Modality, Operator, Relation, ResolvedClaim

TEXT = "{} killed in Riverton, Ana Ruiz said. The army and the mayor of Lowtown in Norland also spoke of them. {}"
DAY = date(2024, 3, 3)


def one(
    words: str = "12",
    low: int | None = 12,
    high: int | None = 12,
    *,
    source: str | None = "Ana Ruiz",
    publisher: str = "The Post",
    operator: Operator = "exact",
    modality: Modality = "asserted",
    place: str | None = "Riverton",
    day: date | None = DAY,
    **fields: object,
) -> ResolvedClaim:
    of = reading(TEXT.format(words, publisher), publisher=publisher)
    return resolved(  # type: ignore[arg-type]
        of,
        words,
        low,
        high,
        operator=operator,
        modality=modality,
        source=source,
        place=place,
        days=(day, day) if day else None,
        **fields,
    )


def related(left: ResolvedClaim, right: ResolvedClaim) -> tuple[Relation, ...]:
    relations = compare([left, right]).relations
    assert compare([right, left]).relations == relations
    return relations


def subjects(*claims: ResolvedClaim) -> int:
    return len(compare(claims).subjects)


OTHER = {"publisher": "The Times", "source": "The army"}


@pytest.mark.parametrize(
    ("left", "right", "kind", "reason"),
    [
        (one(), one(**OTHER), "agree", "both say “12”"),
        (one(), one("twelve", **OTHER), "agree", "are the same"),
        (one(), one("at least 10", 10, None, operator="at_least", **OTHER), "agree", "“12” lies in “at least 10”"),
        (one("up to 40", None, 40), one("over 30", 30, None, **OTHER), "overlap", "both allow 30 to 40"),
        (one(), one("9", 9, 9, **OTHER), "differ", "are 3 apart"),
        (one("12,000", 12000, 12000), one("9", 9, 9, **OTHER), "differ", "are 11,991 apart"),
        (one(), one("fewer than 12", None, 12, operator="fewer_than", **OTHER), "differ", "are 1 apart"),
        (one(), one("more than 12", 12, None, operator="more_than", **OTHER), "differ", "are 1 apart"),
        (one("310", 310, 310), one("about 300", 300, 300, approx=True, **OTHER), "agree", "“310” lies in “about 300”"),
        (one(modality="possible"), one(**OTHER), "agree", "possibly “12”"),
        (one(modality="denied"), one(**OTHER), "deny", "Ana Ruiz denies “12”; The army states “12”"),
        (one(), one(modality="denied", publisher="The Times", source=None), "deny", "the report denies “12”"),
        (one(publisher="A"), one(publisher="B"), "same statement", "one figure of Ana Ruiz in two reports"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_two_claims_on_one_subject(left: ResolvedClaim, right: ResolvedClaim, kind: str, reason: str) -> None:
    (relation,) = related(left, right)
    assert relation.kind == kind
    assert reason in relation.reason
    assert {relation.left, relation.right} == {left.claim.id, right.claim.id}


def test_a_denial_stands_on_the_left() -> None:
    denial = one(modality="denied", **OTHER)
    (relation,) = related(one(), denial)
    assert relation.left == denial.claim.id


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (one("dozens", None, None, operator="vague"), one(**OTHER)),
        (one(modality="denied"), one(modality="denied", **OTHER)),
        (one(day=DAY, scope="total"), one("90", 90, 90, day=DAY + timedelta(days=9), scope="total", **OTHER)),
        (one(subset_of="clm:whole"), one(**OTHER)),
        (one("Ana", 1, 1, source=None, publisher="A"), one("Ruiz", 2, 2, source=None, publisher="B", effect="injured")),
    ],
    ids=["vague", "both-deny", "later-total", "part-and-whole", "other-effect"],
)
def test_nothing_is_said_where_nothing_can_be(left: ResolvedClaim, right: ResolvedClaim) -> None:
    assert related(left, right) == ()


def test_one_speaker_in_one_report_neither_agrees_nor_differs() -> None:
    of = reading("12 died, Ana Ruiz said. 12 died, and 9 more, in Riverton.")
    first = resolved(of, "12", 12, 12, source="Ana Ruiz", place="Riverton", days=(DAY, DAY))
    second = resolved(of, "9", 9, 9, source="Ana Ruiz", place="Riverton", days=(DAY, DAY))
    reporter = resolved(of, "9 more", 9, 9, place="Riverton", days=(DAY, DAY))
    assert related(first, second) == ()
    assert [relation.kind for relation in related(first, reporter)] == ["differ"]


def test_two_reporters_are_not_one_speaker() -> None:
    (relation,) = related(one(source=None, publisher="A"), one(source=None, publisher="B"))
    assert relation.reason == "both say “12”"


def test_a_figure_and_the_older_one_it_revises_are_not_compared_but_related() -> None:
    of = reading("17 civilians died in Riverton, up from five civilians, the mayor said.")
    older = resolved(of, "five", 5, 5, noun="civilians", place="Riverton", days=(DAY, DAY))
    newer = resolved(
        of, "17", 17, 17, noun="civilians", place="Riverton", days=(DAY, DAY), source="mayor", supersedes=older.claim.id
    )
    (relation,) = compare([newer, older]).relations
    assert (relation.kind, relation.left, relation.right) == ("supersedes", newer.claim.id, older.claim.id)
    assert relation.reason == "“17” revises “five”, as the report says"
    assert compare([newer]).relations == (), "the older figure is not there"


def test_parts_named_alike_are_compared_and_belong_to_their_whole() -> None:
    of = reading("12 civilians, 3 of them children, died in Riverton, and 4 of the children in Lowtown.")
    day = (DAY, DAY)
    whole = resolved(of, "12", 12, 12, noun="civilians", place="Riverton", days=day)
    part = resolved(of, "3", 3, 3, noun="children", place="Riverton", days=day, subset_of=whole.claim.id)
    other = resolved(
        of, "4", 4, 4, noun="children", place="Riverton", days=day, subset_of=whole.claim.id, source="Lowtown"
    )
    comparison = compare([part, whole, other])
    (subject,) = comparison.subjects
    kinds = {(relation.kind, relation.left, relation.right) for relation in comparison.relations}
    assert ("subset", part.claim.id, whole.claim.id) in kinds
    assert {kind for kind, *_ in kinds} == {"subset", "differ"}
    assert {relation.subject for relation in comparison.relations} == {subject.id}
    assert compare([part]).relations == (), "the whole is not there"


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        (one(), one(**OTHER), 1),
        (one(), one(place="Lowtown", **OTHER), 2),
        (one(), one(effect="injured", **OTHER), 2),
        (one(), one(group="unknown", **OTHER), 1),
        (one(), one("13", 13, 13, group="unknown", **OTHER), 2),
        (one(), one(group="combatants", **OTHER), 2),
        (one(), one(party="Norland", **OTHER), 2),
        (one(country="NO"), one(country="SE", **OTHER), 2),
        (one(), one(scope="total", **OTHER), 2),
        (one(), one(day=DAY + timedelta(days=2), **OTHER), 1),
        (one(), one(day=DAY + timedelta(days=3), **OTHER), 2),
        (one(scope="total"), one(day=DAY + timedelta(days=300), scope="total", **OTHER), 1),
        (one(scope="period"), one(day=DAY + timedelta(days=1), scope="period", **OTHER), 2),
        (one(scope="period"), one(scope="period", **OTHER), 1),
        (one(place=None), one(place=None, **OTHER), 2),
        (one(day=None), one(day=None, **OTHER), 2),
        (one(day=None, scope="total"), one(day=None, scope="total", **OTHER), 1),
        (
            one(place="Norland", country="NO", precision=6),
            one(place="Riverton", country="NO", precision=6, **OTHER),
            1,
        ),
        (one(effect="destroyed", noun="them"), one(effect="destroyed", noun="mayor", **OTHER), 2),
    ],
)
def test_what_makes_one_subject(left: ResolvedClaim, right: ResolvedClaim, count: int) -> None:
    assert subjects(left, right) == count


def test_incidents_do_not_run_together_through_those_between() -> None:
    days = [DAY + timedelta(days=2 * number) for number in range(4)]
    comparison = compare(one(day=day, publisher=str(day)) for day in days)
    assert [len(subject.claims) for subject in comparison.subjects] == [2, 2]


def test_a_subject_is_labelled_for_people() -> None:
    def label(claim: ResolvedClaim) -> str:
        return compare([claim]).subjects[0].label

    assert label(one(party="Norland")) == "civilians (Norland) killed, Riverton, 2024-03-03"
    assert label(one(scope="total", group="unknown")) == "people killed, Riverton, running total"
    assert label(one(effect="casualties", group="mixed", place=None)).startswith("casualties among civilians and comb")
    assert label(one(effect="destroyed", group="unknown", noun="them")) == "them destroyed, Riverton, 2024-03-03"
    assert label(one(scope="period")) == "civilians killed, Riverton, 2024-03-03 to 2024-03-03"


def test_claims_are_laid_side_by_side_by_source_and_date() -> None:
    early = one("9", 9, 9, publisher="A", day=DAY, scope="total")
    late = one("12", 12, 12, publisher="B", day=DAY + timedelta(days=30), scope="total")
    army = one("7", 7, 7, publisher="C", source="The army", scope="total")
    reporter = one("8", 8, 8, publisher="D", source=None, scope="total")
    stranger = one("6", 6, 6, publisher="E", effect="injured")
    claims = [late, reporter, stranger, army, early]
    subject = next(each for each in compare(claims).subjects if each.effect == "killed")
    columns = by_source_and_date(subject, claims)
    assert [column.source for column in columns] == ["Ana Ruiz", "The army", None]
    assert columns[0].claims == (early, late)
    assert subject.claims[-1] == late.claim.id


def test_a_claim_given_twice_counts_once() -> None:
    assert compare([one(), one()]) == compare([one()])


def test_a_comparison_is_a_record() -> None:
    comparison = compare([one(), one("9", 9, 9, **OTHER)])
    assert msgspec.json.decode(msgspec.json.encode(comparison), type=Comparison) == comparison
