"""Judgements as entries: checked before they are made, taken back only by whoever made them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import MOMENT, recorded, run
from recount.errors import ChoiceError, EvidenceError
from recount.ledger import Ledger, open_ledger, verify
from recount.ledger.bodies import draft
from recount.ledger.entries import Kind
from recount.ledger.judgements import history, history_of, id_of, judge, stand, standing, withdraw
from recount.model import Correction, Judgement, Merge, Rating, Review, Split, Withdrawal

SOFTWARE = run().software
ONE, TWO = (each.claim.id for each in recorded().claims)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "a.ledger", who="ana", now=lambda: MOMENT) as opened:
        opened.add(run(), [recorded(), recorded("Three died in Lowtown.")])
        yield opened


def low(value: int | None, claim: str = TWO) -> Correction:
    return Correction(claim=claim, field="low", value=value)


def test_a_later_judgement_of_the_same_matter_takes_the_place_of_the_earlier(ledger: Ledger) -> None:
    first = judge(ledger, [Review(claim=ONE, verdict="reject"), low(7)], SOFTWARE)
    again = judge(ledger, [Review(claim=ONE, verdict="accept", note="seen"), low(7)], SOFTWARE)
    assert (first.new, again.new) == (2, 1)
    assert [each.judgement for each in standing(ledger)] == [low(7), Review(claim=ONE, verdict="accept", note="seen")]
    assert [turn.stands for turn in history(ledger)] == [False, True, True]
    assert [(entry.kind, entry.report) for entry in ledger.entries() if entry.key.startswith("jdg:")] == [
        ("judgement", recorded().reading.report.id),
        ("correction", recorded().reading.report.id),
        ("judgement", recorded().reading.report.id),
    ]


def test_what_is_given_twice_at_once_is_said_once(ledger: Ledger) -> None:
    done = judge(ledger, [low(7), low(7)], SOFTWARE)
    assert done.new == 1
    (one,) = done.judged
    withdraw(ledger, [one.id, one.id], SOFTWARE)
    assert (len(history(ledger)), verify(ledger).findings) == (2, ())


def test_what_others_judge_stands_beside_it(ledger: Ledger) -> None:
    judge(ledger, [low(7)], SOFTWARE)
    ledger.who = "ben"
    judge(ledger, [low(8)], SOFTWARE)
    assert [(each.who, each.judgement) for each in standing(ledger)] == [("ana", low(7)), ("ben", low(8))]


def test_the_order_of_claims_and_the_case_of_names_tell_no_matter_apart(ledger: Ledger) -> None:
    judge(ledger, [Merge(claims=(TWO, ONE)), Rating(source="The army", reliability="B")], SOFTWARE)
    again = judge(ledger, [Merge(claims=(ONE, TWO)), Rating(source="the  ARMY", reliability="B")], SOFTWARE)
    assert again.new == 1, "the name is written otherwise, the matter is the same"
    assert len(standing(ledger)) == 2


@pytest.mark.parametrize(
    "judgement",
    [Review(claim="clm:none", verdict="accept"), Split(claims=(ONE, "clm:none")), low(3, ONE[:10])],
    ids=["none", "one of two", "a beginning"],
)
def test_a_claim_that_is_not_held_cannot_be_judged(ledger: Ledger, judgement: Judgement) -> None:
    head = ledger.head()
    with pytest.raises(ChoiceError, match="holds no claim"):
        judge(ledger, [low(5), judgement], SOFTWARE)
    assert ledger.head() == head, "all or none"


def test_a_claim_must_hold_together_as_corrected(ledger: Ledger) -> None:
    with pytest.raises(EvidenceError, match=r"“9”.*low 12 is above high 9: correct both"):
        judge(ledger, [low(12)], SOFTWARE)
    judge(ledger, [low(12), Correction(claim=TWO, field="high", value=20)], SOFTWARE)
    judge(ledger, [low(15)], SOFTWARE)
    with pytest.raises(EvidenceError, match="low 25 is above high 20"):
        judge(ledger, [low(25)], SOFTWARE)


def test_what_holds_together_with_the_corrections_of_others_does(ledger: Ledger) -> None:
    judge(ledger, [low(12), Correction(claim=TWO, field="high", value=20)], SOFTWARE)
    ledger.who = "ben"
    assert judge(ledger, [low(14)], SOFTWARE).new == 1


def test_a_claim_is_part_of_another_of_its_report_and_of_none_that_is_part_of_it(ledger: Ledger) -> None:
    (other,) = [each.claim.id for each in ledger.claims() if each.claim.id not in (ONE, TWO)]
    with pytest.raises(EvidenceError, match="no claim of the same report"):
        judge(ledger, [Correction(claim=TWO, field="subset_of", value=other)], SOFTWARE)
    judge(ledger, [Correction(claim=TWO, field="subset_of", value=ONE)], SOFTWARE)
    with pytest.raises(EvidenceError, match="is itself a part of it"):
        judge(ledger, [Correction(claim=ONE, field="subset_of", value=TWO)], SOFTWARE)


def test_only_who_made_a_judgement_takes_it_back(ledger: Ledger) -> None:
    (made,) = judge(ledger, [low(7)], SOFTWARE).judged
    ledger.who = "ben"
    with pytest.raises(ChoiceError, match="made by ana, and ben cannot withdraw it: leave a judgement of your own"):
        withdraw(ledger, [made.id], SOFTWARE)
    ledger.who = "ana"
    assert withdraw(ledger, [made.id[:10]], SOFTWARE, "misread") == (made,)
    assert standing(ledger) == ()
    assert [turn.said for turn in history(ledger)] == [low(7), Withdrawal(note="misread")]
    with pytest.raises(ChoiceError, match="no judgement that stands"):
        withdraw(ledger, [made.id], SOFTWARE)
    assert judge(ledger, [low(7)], SOFTWARE).new == 1, "and it can be made again"
    assert standing(ledger)[0].id == made.id


def test_an_ambiguous_beginning_takes_nothing_back(ledger: Ledger) -> None:
    judge(ledger, [low(7), Review(claim=ONE, verdict="accept")], SOFTWARE)
    with pytest.raises(ChoiceError, match="2 judgements have an id that begins with 'jdg:'"):
        withdraw(ledger, ["jdg:"], SOFTWARE)
    assert len(standing(ledger)) == 2


@pytest.mark.parametrize(
    ("kind", "who", "says", "fault"),
    [
        ("correction", "ana", Review(claim=ONE, verdict="accept"), "it holds a judgement"),
        ("judgement", "ben", Review(claim=ONE, verdict="accept"), "its id is not that of who judged this matter"),
        ("judgement", "ana", Review(claim="clm:no", verdict="accept"), "the claim clm:no that it judges is not in"),
        ("judgement", "ana", Withdrawal(), "it withdraws what does not stand"),
    ],
)
def test_verify_finds_entries_that_are_no_such_judgement(
    ledger: Ledger, kind: Kind, who: str, says: Judgement | Withdrawal, fault: str
) -> None:
    key = "jdg:none" if isinstance(says, Withdrawal) else id_of(who, says)
    ledger.append([draft(kind, key, None, says)], SOFTWARE)
    (finding,) = verify(ledger).findings
    assert finding.kind == kind
    assert finding.wrong.startswith(fault)


def test_verify_finds_what_another_withdrew(ledger: Ledger) -> None:
    (made,) = judge(ledger, [low(7)], SOFTWARE).judged
    ledger.who = "ben"
    ledger.append([draft("correction", made.id, None, Withdrawal())], SOFTWARE)
    assert [finding.wrong for finding in verify(ledger).findings] == ["it withdraws what ana judged"]


def test_what_concerns_some_reports_is_read_alone(ledger: Ledger) -> None:
    other = recorded("Three died in Lowtown.").claims[0].claim
    judge(
        ledger,
        [
            Review(claim=ONE, verdict="accept"),
            Review(claim=other.id, verdict="reject"),
            Merge(claims=(ONE, other.id)),
            Rating(source="Ana Ruiz", reliability="B"),
        ],
        SOFTWARE,
    )
    turns = history_of(ledger, [recorded().reading.report.id])
    assert turns == tuple(turn for turn in history(ledger) if turn.said != Review(claim=other.id, verdict="reject"))
    assert stand(turns) == tuple(each for each in standing(ledger) if each.id in {turn.id for turn in turns})
    assert [each.claim.id for each in ledger.resolved([other.id, "clm:0", ONE])] == [other.id, ONE]
