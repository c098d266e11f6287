"""Claims as people judge them, and what they judge differently."""

from __future__ import annotations

from datetime import timedelta

from builders import MOMENT, recorded
from recount.compare.judged import disagreements, judged, set_aside
from recount.model import (
    ClaimLink,
    Correction,
    Disagreement,
    Grading,
    Judged,
    Judgement,
    Lineage,
    Merge,
    Position,
    Rating,
    Reply,
    ResolvedClaim,
    Review,
    Split,
)

MAYOR, ARMY = recorded().claims
ONE, TWO = MAYOR.claim.id, ARMY.claim.id


def said(*given: tuple[str, Judgement]) -> list[Judged]:
    return [
        Judged(id=f"jdg:{seq}", who=who, at=MOMENT + timedelta(minutes=seq), seq=seq, judgement=judgement)
        for seq, (who, judgement) in enumerate(given, start=1)
    ]


def bounds(claim: ResolvedClaim) -> tuple[int | None, int | None]:
    return claim.claim.quantity.low, claim.claim.quantity.high


def test_what_somebody_rejects_and_nobody_accepts_is_set_aside() -> None:
    rejected = said(("ana", Review(claim=ONE, verdict="reject")), ("ben", Review(claim=ONE, verdict="undecided")))
    assert set_aside(rejected) == {ONE}
    found = judged([MAYOR, ARMY], rejected)
    assert found.standing == (ARMY,)
    assert found.claims == (MAYOR, ARMY), "it stays to be seen"
    assert found.disagreements == ()
    assert [(one.claim, one.review) for one in found.assessments] == [(ONE, "rejected")]


def test_what_one_rejects_and_another_accepts_stays_and_is_disputed() -> None:
    found = judged(
        [MAYOR, ARMY],
        said(("ana", Review(claim=ONE, verdict="reject")), ("ben", Review(claim=ONE, verdict="accept"))),
    )
    assert found.standing == (MAYOR, ARMY)
    assert [one.review for one in found.assessments] == ["disputed"]
    (one,) = found.disagreements
    assert (one.matter, one.claims) == ("verdict", (ONE,))
    assert one.positions == (Position(what="accept", who=("ben",)), Position(what="reject", who=("ana",)))


def test_the_last_word_of_a_person_counts() -> None:
    changed = said(("ana", Review(claim=ONE, verdict="reject")), ("ana", Review(claim=ONE, verdict="accept")))
    assert set_aside(changed) == frozenset()
    assert disagreements(changed) == ()


def test_corrections_that_agree_are_applied_with_all_who_made_them() -> None:
    found = judged(
        [MAYOR, ARMY],
        said(
            ("ben", Correction(claim=TWO, field="high", value=11)),
            ("ana", Correction(claim=TWO, field="high", value=11)),
            ("ana", Correction(claim=TWO, field="party", value="Norland")),
        ),
    )
    assert found.claims[0] == MAYOR
    assert bounds(found.claims[1]) == (9, 11)
    assert [reason.rule for reason in found.claims[1].claim.reasons] == ["corrected by ana, ben"]
    assert found.claims[1].resolutions.party.method == "corrected by ana"
    assert [one.corrected for one in found.assessments] == [("high", "party")]
    assert found.disagreements == ()


def test_corrections_that_differ_leave_the_field_and_what_depends_on_it_as_read() -> None:
    found = judged(
        [ARMY],
        said(
            ("ana", Correction(claim=TWO, field="low", value=7)),
            ("ben", Correction(claim=TWO, field="low", value=8)),
            ("ana", Correction(claim=TWO, field="high", value=30)),
            ("ana", Correction(claim=TWO, field="effect", value="injured")),
        ),
    )
    assert bounds(found.claims[0]) == (9, 9)
    assert found.claims[0].claim.effect == "injured"
    (assessment,) = found.assessments
    assert (assessment.corrected, assessment.disputed) == (("effect",), ("low", "high"))
    assert found.disagreements == (
        Disagreement(
            matter="low",
            claims=(TWO,),
            positions=(Position(what="7", who=("ana",)), Position(what="8", who=("ben",))),
            reason="corrected differently: it stays as read",
        ),
    )


def test_corrections_of_several_people_that_do_not_hold_together_are_not_applied_and_told() -> None:
    found = judged(
        [ARMY],
        said(
            ("ana", Correction(claim=TWO, field="low", value=20)),
            ("ben", Correction(claim=TWO, field="high", value=10)),
        ),
    )
    assert found.claims == (ARMY,)
    (one,) = found.disagreements
    assert one.matter == "low and high"
    assert one.reason == "low 20 is above high 10: correct both; they stay as read"
    assert one.positions == (Position(what="low 20", who=("ana",)), Position(what="high 10", who=("ben",)))
    assert found.assessments[0].disputed == ("low", "high")


def test_sources_are_rated_differently_whatever_the_case_of_their_name() -> None:
    found = judged(
        [],
        said(
            ("ana", Rating(source="The Army", reliability="B")),
            ("ben", Rating(source="the  army", reliability="D")),
            ("ben", Rating(source="Ana Ruiz", reliability="A")),
        ),
    )
    (one,) = found.disagreements
    assert (one.matter, one.claims, one.source) == ("reliability", (), "The Army")
    assert [position.what for position in one.positions] == ["B", "D"]


def test_grades_differ() -> None:
    (one,) = disagreements(
        said(("ana", Grading(claim=ONE, grade="fair")), ("ben", Grading(claim=ONE, grade="contested")))
    )
    assert (one.matter, [position.what for position in one.positions]) == ("grade", ["contested", "fair"])


def test_what_one_merges_another_may_split() -> None:
    merge, split = Merge(claims=(ONE, TWO)), Split(claims=(TWO,))
    (one,) = disagreements(said(("ana", merge), ("ben", split), ("cleo", merge)))
    assert (one.matter, one.claims) == ("subject", tuple(sorted((ONE, TWO))))
    assert [position.who for position in one.positions] == [("ana", "cleo"), ("ben",)]
    assert disagreements(said(("ana", merge), ("ana", split))) == ()
    assert disagreements(said(("ana", merge), ("ben", Split(claims=(ONE, TWO))))) == (), "both are set together"


def test_replies_are_counted_and_disagree_with_nobody() -> None:
    found = judged([MAYOR], said(("ana", Reply(claim=ONE, text="No.")), ("ben", Reply(claim=ONE, text="Yes."))))
    assert [one.replies for one in found.assessments] == [2]
    assert found.claims == (MAYOR,)
    assert found.disagreements == ()


def test_judgements_of_other_claims_are_passed_over() -> None:
    other = said(("ana", Review(claim=ONE, verdict="reject")), ("ben", Review(claim=ONE, verdict="accept")))
    found = judged([ARMY], other)
    assert (found.assessments, found.disagreements, found.set_aside) == ((), (), frozenset())


def test_a_copy_goes_with_its_rejected_original_unless_somebody_accepts_it() -> None:
    def carried(original: str, copy: str, *, revises: bool = False) -> ClaimLink:
        return ClaimLink(original=original, copy=copy, score=1.0, changes=(), revises=revises)

    links = [carried(ONE, "clm:2"), carried("clm:2", TWO), carried(ONE, "clm:4", revises=True)]
    rejected = said(("ana", Review(claim=ONE, verdict="reject")))
    assert set_aside(rejected, links) == {ONE, "clm:2", TWO}
    accepted = said(("ana", Review(claim=ONE, verdict="reject")), ("ben", Review(claim="clm:2", verdict="accept")))
    assert set_aside(accepted, links) == {ONE}
    found = judged([MAYOR, ARMY], rejected, Lineage(claims=(carried(ONE, TWO),)))
    assert found.standing == ()
    assert {one.claim: one.review for one in found.assessments} == {ONE: "rejected", TWO: "original rejected"}
