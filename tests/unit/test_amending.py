"""What changed of claims that were told before is told once, with what it was and what it is; the rest is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from msgspec import structs

from builders import MOMENT, reading, recorded, resolved, run
from recount.amending import feed
from recount.ledger import Ledger, open_ledger
from recount.ledger.judgements import judge, standing, withdraw
from recount.ledger.origins import keep
from recount.ledger.rereadings import once_held, rereadings
from recount.model import (
    Correction,
    Judgement,
    Recorded,
    Reply,
    Resolution,
    ResolvedClaim,
    Review,
    Selection,
)
from recount.publish.feed import Amendment
from recount.reports import read_text

ONE, TWO = (each.claim.id for each in recorded().claims)
SOFTWARE = run().software


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    seconds = count()
    with open_ledger(tmp_path / "a.ledger", who="ana", now=lambda: MOMENT + timedelta(seconds=next(seconds))) as opened:
        opened.add(run(), [recorded()])
        yield opened


def told(ledger: Ledger) -> list[tuple[str, str, list[str]]]:
    """Each amendment, the oldest first: its kind, its claim, what changed."""
    return [
        (each.kind, each.row.id, [one.told for one in each.alterations]) for each in reversed(feed(ledger).amendments)
    ]


def say(ledger: Ledger, judgement: Judgement, who: str = "ana") -> None:
    ledger.who = who
    judge(ledger, [judgement], SOFTWARE)


def test_a_ledger_that_only_grew_tells_of_nothing(ledger: Ledger) -> None:
    ledger.add(run(), [recorded("Three died in Lowtown.")])
    say(ledger, Review(claim=ONE, verdict="accept"))
    say(ledger, Review(claim=TWO, verdict="undecided"))
    say(ledger, Reply(claim=ONE, text="We counted 9."))
    assert told(ledger) == []


def test_a_correction_tells_the_field_before_and_after_and_what_follows(ledger: Ledger) -> None:
    say(ledger, Correction(claim=TWO, field="low", value=7, note="I counted"))
    say(ledger, Correction(claim=TWO, field="low", value=8))
    assert told(ledger) == [
        ("corrected", TWO, ["operator: exact → between", "low: 9 → 7"]),
        ("corrected", TWO, ["low: 7 → 8"]),
    ]
    last = feed(ledger).amendments[-1]
    assert (last.who, last.note, last.seq) == ("ana", "I counted", ledger.head().seq - 1)


def test_a_withdrawn_correction_tells_the_way_back(ledger: Ledger) -> None:
    say(ledger, Correction(claim=TWO, field="high", value=12))
    withdraw(ledger, [standing(ledger)[0].id], SOFTWARE, note="misread")
    (_, _, there), (kind, _, back) = told(ledger)
    assert (kind, there, back) == (
        "corrected",
        ["operator: exact → between", "high: 9 → 12"],
        ["operator: between → exact", "high: 12 → 9"],
    )


def test_where_two_correct_differently_it_goes_back_to_what_was_read(ledger: Ledger) -> None:
    say(ledger, Correction(claim=TWO, field="effect", value="injured"))
    say(ledger, Correction(claim=TWO, field="effect", value="missing"), who="ben")
    assert told(ledger)[1] == ("corrected", TWO, ["effect: injured → killed"])
    assert feed(ledger).amendments[0].who == "ben"


def test_reviews_reject_dispute_and_restore(ledger: Ledger) -> None:
    say(ledger, Review(claim=ONE, verdict="reject"))
    say(ledger, Review(claim=ONE, verdict="accept"), who="ben")
    say(ledger, Review(claim=ONE, verdict="accept"))
    assert told(ledger) == [
        ("rejected", ONE, ["review: as read → rejected"]),
        ("disputed", ONE, ["review: rejected → disputed"]),
        ("restored", ONE, ["review: disputed → accepted"]),
    ]


STORY = (
    "Shells fired from the hills struck the grain market of Velika Draga on Tuesday, killing 43 people and wounding "
    "at least 90, the town's hospital said. Witnesses spoke of carts overturned among burning stalls. "
    "The army denied that its guns had fired and blamed rebels, who hold the eastern bank of the river."
)


def carrying(text: str, publisher: str, day: int) -> Recorded:
    of = read_text(text, publisher=publisher, published_on=date(2021, 9, day))
    return Recorded(reading=of, claims=(resolved(of, "43", 43, 43, source="hospital", noun="people"),))


def test_copies_go_with_the_claim_that_is_rejected(tmp_path: Path) -> None:
    first, copy = carrying(STORY, "Northwire", 14), carrying(f"{STORY} More soon.", "The Copy", 15)
    with open_ledger(tmp_path / "b.ledger", who="ana") as ledger:
        ledger.add(run(), [first, copy])
        keep(ledger)
        say(ledger, Review(claim=first.claims[0].claim.id, verdict="reject"))
        found = {each.row.id: each for each in feed(ledger).amendments}
    assert {key: [one.told for one in each.alterations] for key, each in found.items()} == {
        first.claims[0].claim.id: ["review: as read → rejected"],
        copy.claims[0].claim.id: ["review: as read → original rejected"],
    }
    assert len({each.id for each in found.values()}) == 2


def read_again(*claims: ResolvedClaim) -> Recorded:
    return Recorded(reading=recorded().reading, claims=claims)


def test_a_claim_that_a_new_reading_does_not_find_is_gone(ledger: Ledger) -> None:
    first, second = recorded().claims
    ledger.add(structs.replace(run(), software="recount 9"), [read_again(first)])
    (gone,) = feed(ledger).amendments
    assert (gone.kind, gone.row.id, gone.replaced_by) == ("gone", TWO, None)
    assert gone.who == "recount 9 (ana)"
    assert once_held(ledger, TWO) == second
    ledger.add(run(), [read_again(first, second)])
    assert len(feed(ledger).amendments) == 1


def test_a_claim_in_the_place_of_another_names_it(ledger: Ledger) -> None:
    first, _ = recorded().claims
    other = resolved(reading(), "9", 9, 9, effect="injured", source="The army", place="Riverton")
    ledger.add(run(), [read_again(first, other)])
    (changed,) = feed(ledger).amendments
    assert (changed.kind, changed.row.id, changed.replaced_by) == ("read anew", TWO, other.claim.id)
    assert "effect: killed → injured" in [each.told for each in changed.alterations]
    assert f"now {other.claim.id}" in changed.lines


def test_a_decision_that_is_made_anew_tells_the_field(ledger: Ledger) -> None:
    first, second = recorded().claims
    party = Resolution[str](value="Norland", method="test", confidence=0.9)
    moved = structs.replace(second, resolutions=structs.replace(second.resolutions, party=party))
    ledger.add(run(), [read_again(first, moved)])
    assert told(ledger) == [("read anew", TWO, ["party: not stated → Norland"])]
    assert [each.report for each in rereadings(ledger)] == [recorded().reading.report.id]


def ids(found: tuple[Amendment, ...]) -> list[str]:
    return [each.id for each in found]


def test_ids_stay_and_the_newest_come_first(ledger: Ledger) -> None:
    say(ledger, Review(claim=ONE, verdict="reject"))
    before = feed(ledger)
    say(ledger, Correction(claim=TWO, field="low", value=7))
    after = feed(ledger)
    assert after.id == before.id
    assert ids(after.amendments)[1:] == ids(before.amendments)
    assert [each.seq for each in after.amendments] == sorted((each.seq for each in after.amendments), reverse=True)
    assert after.updated == after.amendments[0].at


def test_as_of_an_entry_what_came_later_is_not_told(ledger: Ledger) -> None:
    seq = ledger.head().seq
    say(ledger, Review(claim=ONE, verdict="reject"))
    assert feed(ledger.as_of(seq)).amendments == ()


def test_a_selection_is_of_claims_as_they_are_or_were(ledger: Ledger) -> None:
    say(ledger, Correction(claim=TWO, field="effect", value="injured"))
    say(ledger, Review(claim=ONE, verdict="reject"))
    assert [each.row.id for each in feed(ledger, Selection(effect="injured")).amendments] == [TWO]
    assert len(feed(ledger, Selection(effect="killed")).amendments) == 2
    assert feed(ledger, Selection(source="nobody")).amendments == ()


def test_a_ledger_without_entries_has_a_feed(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "c.ledger") as empty:
        assert (feed(empty).amendments, feed(empty).updated) == ((), None)
