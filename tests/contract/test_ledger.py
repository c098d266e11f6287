"""What every ledger keeps to, whatever database holds it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from builders import MOMENT, TEXT, reading, recorded, rejected, resolved, run
from recount.errors import EvidenceError
from recount.ledger import Ledger, open_ledger, verify
from recount.ledger.batches import LONGEST_S
from recount.ledger.entries import GENESIS
from recount.ledger.verification.ranges import Range
from recount.model import Recorded, Rejected

Open = Callable[[], Ledger]


@pytest.fixture(params=["sqlite", "postgres"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Opens the same ledger each time it is called."""
    where = tmp_path / "a.ledger" if request.param == "sqlite" else request.getfixturevalue("server").new()
    return lambda: open_ledger(where, who="ana", now=lambda: MOMENT)


def test_an_empty_ledger_holds_nothing_and_verifies(reopen: Open) -> None:
    with reopen() as ledger:
        assert ledger.head() == GENESIS
        assert list(ledger.entries()) == []
        assert ledger.reading("rpt:none") is None
        assert list(ledger.claims("rpt:none")) == []
        assert verify(ledger).ok


def test_what_was_added_is_read_back_by_another_opening(reopen: Open) -> None:
    given = recorded()
    with reopen() as ledger:
        added = ledger.add(run(), [given, rejected()])
    assert (added.reports_new, added.claims_new, added.resolutions_new, added.rejected) == (1, 2, 2, 1)
    with reopen() as ledger:
        assert list(ledger.readings()) == [given.reading]
        assert ledger.reading(given.reading.report.id) == given.reading
        assert tuple(ledger.claims()) == given.claims
        assert tuple(ledger.claims(given.reading.report.id)) == given.claims
        assert list(ledger.rejected()) == [rejected()]
        assert list(ledger.runs()) == [run()]
        kinds = [entry.kind for entry in ledger.entries()]
        assert kinds == ["run", "report", "claim", "resolution", "claim", "resolution", "rejected"]
        assert verify(ledger).ok


def test_a_claim_is_found_by_the_beginning_of_its_id(reopen: Open) -> None:
    given, other = recorded(), recorded("three died")
    with reopen() as ledger:
        ledger.add(run(), [given, other])
        for each in (*given.claims, *other.claims):
            assert ledger.claims_named(each.claim.id) == (each,)
            assert each in ledger.claims_named(each.claim.id[:6])
        assert len(ledger.claims_named("clm:")) == 3
        assert ledger.claims_named("clm:none") == ledger.claims_named("%") == ()


def test_counts_in_are_counts_recorded_and_rejected(reopen: Open) -> None:
    batch = [recorded(), rejected(), recorded("three died"), recorded(), rejected()]
    with reopen() as ledger:
        added = ledger.add(run(), batch)
    assert added.recorded + added.rejected == len(batch)
    assert (added.reports_new, added.reports_known) == (2, 1)
    assert (added.claims_new, added.claims_known) == (3, 2)


def test_a_known_batch_writes_nothing_not_even_its_run(reopen: Open) -> None:
    with reopen() as ledger:
        ledger.add(run(), [recorded(), rejected()])
        head = ledger.head()
        again = ledger.add(run(MOMENT + timedelta(days=1)), [recorded(), rejected()])
        assert ledger.head() == head
    assert (again.reports_new, again.reports_known, again.claims_known, again.resolutions_new) == (0, 1, 2, 0)


def test_a_new_decision_about_a_known_claim_is_the_one_given(reopen: Open) -> None:
    first = recorded()
    claim = first.claims[0]
    decided = msgspec.structs.replace(claim.resolutions, said_on=date(2024, 3, 4))
    second = msgspec.structs.replace(
        first, claims=(msgspec.structs.replace(claim, resolutions=decided), *first.claims[1:])
    )
    with reopen() as ledger:
        ledger.add(run(), [first])
        added = ledger.add(run(MOMENT + timedelta(days=1)), [second])
        assert (added.reports_known, added.claims_new, added.resolutions_new) == (1, 0, 1)
        assert tuple(ledger.claims()) == second.claims
        assert len(list(ledger.runs())) == 2
        ledger.add(run(MOMENT + timedelta(days=2)), [first])
        assert tuple(ledger.claims()) == first.claims, "a decision that comes back is the last word again"
        assert verify(ledger).ok


def test_a_later_reading_supersedes_the_claims_it_does_not_find(reopen: Open) -> None:
    first = recorded()
    second = msgspec.structs.replace(first, claims=first.claims[1:])
    with reopen() as ledger:
        ledger.add(run(), [first])
        ledger.add(run(MOMENT + timedelta(days=1)), [second])
        assert tuple(ledger.claims()) == second.claims
        assert sum(entry.kind == "claim" for entry in ledger.entries()) == 2, "nothing is forgotten"
        assert verify(ledger).ok


def test_a_report_that_fails_leaves_nothing_of_itself(reopen: Open) -> None:
    other = reading("Nine died in Lowtown, the mayor said.")
    wrong = Recorded(reading=reading(), claims=(resolved(other, "Nine", 9, 9),))
    with reopen() as ledger:
        with pytest.raises(EvidenceError, match="belongs to report"):
            ledger.add(run(), [recorded("three died"), wrong])
        assert [each.report.text for each in ledger.readings()] == ["three died"]
        assert verify(ledger).ok


def test_words_that_do_not_stand_in_the_report_are_refused(reopen: Open) -> None:
    given = recorded()
    claim = given.claims[0].claim
    moved = msgspec.structs.replace(claim, evidence=msgspec.structs.replace(claim.evidence, suffix="else"))
    wrong = msgspec.structs.replace(given, claims=(msgspec.structs.replace(given.claims[0], claim=moved),))
    with reopen() as ledger:
        with pytest.raises(EvidenceError, match="words after its evidence"):
            ledger.add(run(), [wrong])
        assert ledger.head() == GENESIS


def test_what_came_before_a_failing_stream_stays(reopen: Open) -> None:
    def stream() -> Iterator[Recorded | Rejected]:
        yield recorded()
        raise OSError("the disk went away")

    with reopen() as ledger:
        with pytest.raises(OSError, match="went away"):
            ledger.add(run(), stream())
        assert [each.report.text for each in ledger.readings()] == [TEXT]


def test_a_reader_sees_whole_reports_while_another_writes(reopen: Open) -> None:
    with reopen() as writer, reopen() as reader:
        seen: list[int] = []

        def stream() -> Iterator[Recorded | Rejected]:
            for number in range(4):
                yield recorded(f"{number} died")
                time.sleep(LONGEST_S / 2)
                seen.append(len(list(reader.claims())))
            yield recorded()

        told: list[int] = []
        writer.add(run(), stream(), kept=lambda done: told.append(done.reports_new))
        assert seen == sorted(seen)
        assert 0 < seen[-1] < 5
        assert len(list(reader.claims())) == 6
        assert told == sorted(told)
        assert told[-1] == 5


def test_a_check_sees_the_ledger_as_it_was_when_it_began(reopen: Open) -> None:
    with reopen() as writer, reopen() as reader:
        writer.add(run(), [recorded()])

        def meanwhile(ranges: Iterable[Range], label: str, total: int | None) -> Iterator[Range]:
            writer.add(run(), [recorded(f"{total} died while {label}")])
            yield from ranges

        checked = verify(reader, watch=meanwhile)
    assert checked.ok, str(checked.first)
    assert checked.reports == 1


def test_processes_find_what_one_finds(reopen: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.ledger.verification._LEAST", 4)
    with reopen() as ledger:
        ledger.add(run(), [recorded(), rejected(), recorded("three died"), recorded("Nine died.")])
        where, alone = ledger.database.where, verify(ledger)
        assert alone.ok
        assert verify(ledger, processes=2) == alone
    assert verify(where, processes=2) == alone
