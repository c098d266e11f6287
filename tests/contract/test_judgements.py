"""Judgements and replies are the same wherever a ledger lies, and so are contacts and their going."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from builders import MOMENT, recorded, run
from recount.amending import feed
from recount.errors import ChoiceError
from recount.ledger import Ledger, open_ledger, sql, verify
from recount.ledger.dump import dump, load
from recount.ledger.judgements import history, judge, standing, withdraw
from recount.ledger.replies import forget, reply
from recount.model import Correction, Merge, Rating, Recorded, Reply, Review

Open = Callable[..., Ledger]
SOFTWARE = run().software
ONE, TWO = (each.claim.id for each in recorded().claims)
ANSWER, CONTACT = Reply(claim=ONE, text="We count “nine”."), "quagga-77@example.org"


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Opens the same ledger each time, as somebody."""
    where = tmp_path / "a.ledger" if request.param == "sqlite" else request.getfixturevalue("server").new()

    def opened_for(who: str, at: datetime = MOMENT) -> Ledger:
        ledger = open_ledger(where, who=who, now=lambda: at)
        ledger.add(run(), [recorded()])
        return ledger

    return opened_for


def test_what_was_judged_is_read_back_with_who_and_when(opened: Open) -> None:
    given = [Review(claim=ONE, verdict="reject", note="a “headline”"), Correction(claim=TWO, field="low", value=7)]
    more = [Merge(claims=(ONE, TWO)), Rating(source="The army", reliability="D")]
    with opened("ana") as ledger:
        assert judge(ledger, given, SOFTWARE).new == 2
    with opened("ben") as ledger:
        assert judge(ledger, more, SOFTWARE).new == 2
        assert judge(ledger, more, SOFTWARE).new == 0
    with opened("cleo") as ledger:
        stood = standing(ledger)
        assert [each.judgement for each in stood[:2]] == given
        assert [each.who for each in stood] == ["ana", "ana", "ben", "ben"]
        assert {each.at for each in stood} == {MOMENT}
        assert verify(ledger).ok


def test_a_judgement_changes_and_goes_and_all_of_it_is_told(opened: Open) -> None:
    with opened("ana") as ledger:
        (made,) = judge(ledger, [Review(claim=ONE, verdict="reject")], SOFTWARE).judged
        judge(ledger, [Review(claim=ONE, verdict="accept")], SOFTWARE)
        before = ledger.head().seq
        withdraw(ledger, [made.id], SOFTWARE)
        assert standing(ledger) == ()
        assert [each.judgement for each in standing(ledger.as_of(before))] == [Review(claim=ONE, verdict="accept")]
        assert [turn.stands for turn in history(ledger)] == [False, False, True]
        assert verify(ledger).ok


def test_a_contact_is_kept_beside_the_entries_and_erased(opened: Open) -> None:
    with opened("web") as ledger:
        (given,) = reply(ledger, ANSWER, SOFTWARE, CONTACT).judged
        assert [row[1] for row in ledger.database.rows(sql.CONTACT, given.id)] == [CONTACT]
        assert reply(ledger, ANSWER, SOFTWARE, CONTACT).new == 0
        assert not any(CONTACT in entry.body for entry in ledger.entries())
        head = ledger.head()
        assert forget(ledger, given.id) == given.id
        assert list(ledger.database.rows(sql.CONTACT, given.id)) == []
        assert ledger.head() == head
        assert standing(ledger) == (given,)
        assert verify(ledger).ok
        with pytest.raises(ChoiceError, match="holds no contact"):
            forget(ledger, given.id)


def test_a_dump_holds_judgements_and_no_contact(opened: Open, tmp_path: Path) -> None:
    with opened("web") as ledger:
        reply(ledger, ANSWER, SOFTWARE, CONTACT)
        judge(ledger, [Review(claim=ONE, verdict="reject")], SOFTWARE)
        lines = list(dump(ledger))
        stood = standing(ledger)
    assert CONTACT.encode() not in b"".join(lines)
    with open_ledger(tmp_path / "again.ledger", who="desk") as again:
        load(again, lines, "a dump")
        assert standing(again) == stood
        assert verify(again).ok


def test_what_a_new_reading_changed_is_told(opened: Open) -> None:
    (first, _), later = recorded().claims, MOMENT + timedelta(hours=1)
    with opened("ana") as ledger:
        assert feed(ledger).amendments == ()
    with opened("ana", later) as ledger:
        ledger.add(run(), [Recorded(reading=recorded().reading, claims=(first,))])
        judge(ledger, [Review(claim=ONE, verdict="reject")], SOFTWARE)
        found = feed(ledger)
    assert [(each.kind, each.row.id) for each in found.amendments] == [("rejected", ONE), ("gone", TWO)]
    assert found.updated == later
