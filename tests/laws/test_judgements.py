"""Laws of judgements: no order of reviewers matters, all can be taken back, nothing is overwritten, changes show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import MOMENT, recorded, run
from recount.compare.judged import disagreements, judged, set_aside
from recount.errors import EvidenceError
from recount.ledger import Ledger, open_ledger, verify
from recount.ledger.entries import Draft, Kind
from recount.ledger.judgements import history, id_of, judge, standing, withdraw
from recount.ledger.replies import reply
from recount.model import Correction, Grading, Judged, Judgement, Merge, Rating, Reply, Review, Split

SOFTWARE = run().software
CLAIMS = recorded().claims
IDS = [each.claim.id for each in CLAIMS]
PEOPLE = ("ana", "ben", "cleo")

claims = st.sampled_from(IDS)
corrections = st.one_of(
    st.builds(Correction, claim=claims, field=st.sampled_from(["low", "high"]), value=st.none() | st.integers(0, 20)),
    st.builds(Correction, claim=claims, field=st.just("effect"), value=st.sampled_from(["killed", "injured"])),
    st.builds(
        Correction, claim=claims, field=st.sampled_from(["party", "source", "place"]), value=st.none() | st.just("X")
    ),
    st.builds(Correction, claim=claims, field=st.sampled_from(["lat", "lon"]), value=st.none() | st.integers(-80, 80)),
    st.builds(
        Correction,
        claim=claims,
        field=st.sampled_from(["from", "to", "said_on"]),
        value=st.none() | st.dates(MOMENT.date(), MOMENT.date() + timedelta(days=3)).map(str),
    ),
    st.builds(Correction, claim=claims, field=st.just("operator"), value=st.sampled_from(["exact", "about", "vague"])),
)
judgements: st.SearchStrategy[Judgement] = st.one_of(
    st.builds(Review, claim=claims, verdict=st.sampled_from(["accept", "reject", "undecided"])),
    corrections,
    st.builds(
        Rating, source=st.sampled_from(["The army", "the  Army", "Ana Ruiz"]), reliability=st.sampled_from("ABCDEF")
    ),
    st.builds(Grading, claim=claims, grade=st.sampled_from(["confirmed", "fair", "weak"])),
    st.just(Merge(claims=(IDS[0], IDS[1]))),
    st.builds(Split, claims=claims.map(lambda claim: (claim,))),
    st.builds(Reply, claim=claims, text=st.sampled_from(["No.", "We count 9."])),
)
by_person = st.fixed_dictionaries({who: st.lists(judgements, max_size=6) for who in PEOPLE})


def said(order: Sequence[tuple[str, Judgement]]) -> list[Judged]:
    return [
        Judged(id=id_of(who, each), who=who, at=MOMENT + timedelta(minutes=seq), seq=seq, judgement=each)
        for seq, (who, each) in enumerate(order, start=1)
    ]


@st.composite
def interleaved(draw: st.DrawFn, own: dict[str, list[Judgement]]) -> list[tuple[str, Judgement]]:
    """Everybody's judgements in some order that keeps each person's own."""
    turns = draw(st.permutations([who for who, given in own.items() for _ in given]))
    left = {who: iter(given) for who, given in own.items()}
    return [(who, next(left[who])) for who in turns]


@given(own=by_person, data=st.data())
def test_the_order_of_reviewers_does_not_matter(own: dict[str, list[Judgement]], data: st.DataObject) -> None:
    one, other = (said(data.draw(interleaved(own))) for _ in range(2))
    assert judged(CLAIMS, one) == judged(CLAIMS, other)
    assert disagreements(one) == disagreements(other)
    assert set_aside(one) == set_aside(other)


@given(own=by_person, data=st.data())
def test_the_order_in_which_judgements_and_claims_are_given_does_not_matter(
    own: dict[str, list[Judgement]], data: st.DataObject
) -> None:
    given_ = said(data.draw(interleaved(own)))
    shuffled = judged(CLAIMS[::-1], data.draw(st.permutations(given_)))
    kept = judged(CLAIMS, given_)
    assert shuffled.claims[::-1] == kept.claims
    assert shuffled.disagreements == kept.disagreements
    assert shuffled.assessments == kept.assessments


@given(own=by_person, data=st.data())
def test_correcting_what_is_corrected_changes_nothing(own: dict[str, list[Judgement]], data: st.DataObject) -> None:
    given_ = said(data.draw(interleaved(own)))
    once = judged(CLAIMS, given_)
    assert judged(once.claims, given_) == once


@given(own=by_person, data=st.data())
def test_ids_and_words_stay(own: dict[str, list[Judgement]], data: st.DataObject) -> None:
    found = judged(CLAIMS, said(data.draw(interleaved(own))))
    for before, after in zip(CLAIMS, found.claims, strict=True):
        assert after.claim.id == before.claim.id
        assert after.claim.evidence == before.claim.evidence
        assert after.claim.quantity.span == before.claim.quantity.span
        assert after.claim.quantity.exact == before.claim.quantity.exact
    corrected = {one.claim for one in found.assessments if one.corrected}
    unchanged = [before for before, after in zip(CLAIMS, found.claims, strict=True) if before == after]
    assert {each.claim.id for each in CLAIMS} - {each.claim.id for each in unchanged} <= corrected


@given(own=by_person, data=st.data())
def test_all_who_hold_something_are_named(own: dict[str, list[Judgement]], data: st.DataObject) -> None:
    for one in judged(CLAIMS, said(data.draw(interleaved(own)))).disagreements:
        assert one.positions
        assert all(position.who for position in one.positions)
        assert {who for position in one.positions for who in position.who} <= set(PEOPLE)


def filled(folder: str, who: str = "ana") -> Ledger:
    ledger = open_ledger(Path(folder) / "a.ledger", who=who, now=lambda: MOMENT)
    ledger.add(run(), [recorded()])
    return ledger


def judging(ledger: Ledger, who: str, judgement: Judgement) -> None:
    """Judge as somebody; what would not hold together is refused and leaves nothing."""
    ledger.who = who
    head = ledger.head()
    try:
        judge(ledger, [judgement], SOFTWARE)
    except EvidenceError:
        assert ledger.head() == head


@given(own=by_person, data=st.data())
@settings(max_examples=25)
def test_nothing_is_overwritten_and_what_stood_then_is_found_as_of_then(
    own: dict[str, list[Judgement]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, filled(folder) as ledger:
        entries = list(ledger.entries())
        then: dict[int, tuple[Judged, ...]] = {}
        for who, judgement in data.draw(interleaved(own)):
            judging(ledger, who, judgement)
            grown = list(ledger.entries())
            assert grown[: len(entries)] == entries
            entries = grown
            then[ledger.head().seq] = standing(ledger)
        for seq, stood in then.items():
            assert standing(ledger.as_of(seq)) == stood
            assert [turn.seq for turn in history(ledger) if turn.seq <= seq] == [
                turn.seq for turn in history(ledger.as_of(seq))
            ]
        assert verify(ledger).ok


@given(before=st.lists(st.tuples(st.sampled_from(PEOPLE), judgements), max_size=5), new=judgements)
@settings(max_examples=25)
def test_a_judgement_taken_back_leaves_what_stood_before_it(
    before: list[tuple[str, Judgement]], new: Judgement
) -> None:
    with TemporaryDirectory() as folder, filled(folder) as ledger:
        for who, judgement in before:
            judging(ledger, who, judgement)
        stood = standing(ledger)
        judging(ledger, "dora", new)
        added = [each for each in standing(ledger) if each.who == "dora"]
        withdraw(ledger, [each.id for each in added], SOFTWARE)
        assert standing(ledger) == stood
        assert judged(CLAIMS, standing(ledger)) == judged(CLAIMS, stood)
        assert [turn.stands for turn in history(ledger) if turn.who == "dora"] == [False, True][: 2 * len(added)]
        assert verify(ledger).ok


@given(judgement=judgements, who=st.sampled_from(PEOPLE))
@settings(max_examples=15)
def test_judging_the_same_twice_writes_nothing(judgement: Judgement, who: str) -> None:
    with TemporaryDirectory() as folder, filled(folder) as ledger:
        judging(ledger, who, judgement)
        head = ledger.head()
        judging(ledger, who, judgement)
        assert ledger.head() == head


@pytest.mark.parametrize("kind", ["judgement", "correction", "reply"])
def test_every_flipped_byte_of_a_judgement_is_found_and_its_entry_named(tmp_path: Path, kind: Kind) -> None:
    with filled(str(tmp_path)) as ledger:
        judge(
            ledger, [Review(claim=IDS[0], verdict="reject"), Correction(claim=IDS[1], field="low", value=8)], SOFTWARE
        )
        reply(ledger, Reply(claim=IDS[0], text="We count 9."), SOFTWARE, "ana@example.org")
        (entry,) = ledger.entries_of(kind)
    path = tmp_path / "a.ledger"
    data = path.read_bytes()
    body = entry.body.encode()
    assert data.count(body) == 1, "a body stands in the file as it is"
    start = data.index(body)
    for place in range(start, start + len(body), 3):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        first = verify(path).first
        assert first is not None, f"byte {place - start} of {body!r}"
        assert first.seq == entry.seq


def test_a_judgement_that_was_moved_to_another_person_is_found(tmp_path: Path) -> None:
    with filled(str(tmp_path)) as ledger:
        judge(ledger, [Review(claim=IDS[0], verdict="reject")], SOFTWARE)
        (entry,) = ledger.entries_of("judgement")
        ledger.who = "ben"
        ledger.append([Draft(kind="judgement", key=entry.key, report=entry.report, body=f"{entry.body} ")], SOFTWARE)
        assert [finding.wrong for finding in verify(ledger).findings] == [
            "its id is not that of who judged this matter"
        ]
