"""Several processes at one ledger: writers that queue, and readers that see whole reports while others write."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import MOMENT, TEXT, recorded, run
from recount.ledger import batches, open_ledger, verify
from recount.model import EVERYTHING, Recorded
from server import Server

WRITERS, READERS, REPORTS = 20, 4, 120
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty ledger."""
    address = str(tmp_path / "a.ledger") if request.param == "sqlite" else request.getfixturevalue("server").new()
    open_ledger(address).close()
    return address


def together(*works: Callable[[], None]) -> None:
    """Do all of it at once, each in a process of its own; an error of any of them is one here."""
    pids = []
    for work in works:
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                work()
                status = 0
            finally:
                os._exit(status)
        pids.append(pid)
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids] == [0] * len(works)


def reports() -> list[Recorded]:
    return [recorded() if number == 0 else recorded(f"{number} died in Riverton.") for number in range(REPORTS)]


def adding(where: str, given: list[Recorded], seed: int, pace: float) -> Callable[[], None]:
    """Adds two thirds of the reports, in an order of its own."""

    def add() -> None:
        batches.LONGEST_S = pace
        mine = random.Random(seed).sample(given, 2 * len(given) // 3)
        with open_ledger(where, who=f"writer {seed}", patience=120) as ledger:
            added = ledger.add(run(MOMENT), mine)
            assert added.recorded == len(mine)

    return add


def test_what_many_writers_add_at_once_is_there_once(where: str) -> None:
    given = reports()
    together(*(adding(where, given, seed, 0.002 * (seed % 3)) for seed in range(WRITERS)))
    with open_ledger(where) as ledger:
        assert verify(ledger).ok
        entries = Counter((entry.kind, entry.key) for entry in ledger.entries())
        assert set(entries.values()) == {1}
        assert {one.report.id for one in ledger.readings()} == {one.reading.report.id for one in given}
        assert {one.claim.id for one in ledger.claims()} == {each.claim.id for one in given for each in one.claims}
        assert ledger.count(EVERYTHING) == REPORTS + 1
        assert len({entry.who for entry in ledger.entries()}) > 1, "they took turns"


def test_readers_see_whole_reports_while_one_writes(where: str) -> None:
    given = reports()

    def read() -> None:
        last = 0
        while last < REPORTS + 1:
            with open_ledger(where, create=False) as ledger, ledger.database.snapshot():
                claims = [one.claim.id for one in ledger.claims()]
                assert len(claims) >= last, "nothing that was seen goes away"
                assert [one.claim.id for one in ledger.selected(EVERYTHING)] == claims
                assert TEXT not in {one.report.text for one in ledger.readings()} or len(claims) > 1
                last = len(claims)

    def write() -> None:
        batches.LONGEST_S = 0
        with open_ledger(where) as ledger:
            ledger.add(run(), given)

    together(write, *[read] * READERS)
    assert verify(where).ok


def test_one_who_writes_elsewhere_is_waited_for(server: Server) -> None:
    address = server.new()
    with open_ledger(address) as one, open_ledger(address) as other:
        one.add(run(), [recorded("one died")])
        other.add(run(), [recorded("two died")])
        one.add(run(), [recorded("two died"), recorded("three died")])
        assert [reading.report.text for reading in other.readings()] == ["one died", "two died", "three died"]
        assert verify(other).ok


def test_a_server_that_isolates_more_by_default_lets_writers_queue_all_the_same(server: Server) -> None:
    where = f"{server.new()}%20-cdefault_transaction_isolation%3Dserializable"
    open_ledger(where).close()
    given = reports()
    together(*(adding(where, given, seed, pace=0.0) for seed in range(3)))
    assert verify(where).ok
