"""A dump is the same wherever a ledger lies, and makes the same ledger there again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from builders import MOMENT, recorded, rejected, run
from recount.errors import LedgerError
from recount.ledger import Ledger, open_ledger, verify
from recount.ledger.dump import dump, load

Open = Callable[[str], Ledger]


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Opens the ledger of a name, the same one each time."""
    made: dict[str, str | Path] = {}

    def where(name: str) -> str | Path:
        if request.param == "sqlite":
            return tmp_path / f"{name}.ledger"
        return str(request.getfixturevalue("server").new())

    return lambda name: open_ledger(made.setdefault(name, where(name)), who="ana", now=lambda: MOMENT)


def grown(ledger: Ledger) -> None:
    """Reports, a decision made anew, and a report read in another way, which names fewer claims."""
    first = recorded()
    claim = first.claims[0]
    decided = msgspec.structs.replace(claim.resolutions, speaker_party=claim.resolutions.party)
    again = msgspec.structs.replace(
        first, claims=(msgspec.structs.replace(claim, resolutions=decided), *first.claims[1:])
    )
    ledger.add(run(), [first, rejected(), recorded("Three “é” \U0001f54a\n\t\\ died")])
    ledger.add(run(MOMENT + timedelta(days=1)), [again, recorded("Nine died")])
    ledger.add(run(MOMENT + timedelta(days=2)), [msgspec.structs.replace(first, claims=first.claims[1:])])


def test_what_is_loaded_from_a_dump_is_the_ledger(opened: Open) -> None:
    with opened("one") as one, opened("two") as two:
        grown(one)
        lines = list(dump(one))
        loaded = load(two, lines, "a dump")
        assert (loaded.new, loaded.known, loaded.head) == (one.head().seq, 0, one.head())
        assert list(two.entries()) == list(one.entries())
        assert list(two.claims()) == list(one.claims())
        assert verify(two).ok
        assert list(dump(two)) == lines


def test_loading_again_adds_nothing_and_a_longer_dump_adds_the_rest(opened: Open) -> None:
    with opened("one") as one, opened("two") as two:
        one.add(run(), [recorded()])
        early = list(dump(one))
        load(two, early, "a dump")
        assert load(two, early, "a dump").new == 0
        grown(one)
        loaded = load(two, dump(one), "a dump")
        assert loaded.known == len(early) - 1
        assert loaded.head == two.head() == one.head()
        assert load(two, early, "a dump").new == 0, "a ledger that goes on from a dump holds all of it"
        assert list(dump(two.as_of(len(early) - 1))) == early


def test_another_ledger_is_not_mixed_in(opened: Open) -> None:
    with opened("one") as one, opened("two") as two:
        one.add(run(), [recorded()])
        two.add(run(), [rejected()])
        head = two.head()
        with pytest.raises(LedgerError, match=r"holds another entry 2 than a dump \(report rpt:"):
            load(two, dump(one), "a dump")
        assert two.head() == head


def test_what_was_loaded_is_added_to(opened: Open) -> None:
    with opened("one") as one, opened("two") as two:
        grown(one)
        load(two, dump(one), "a dump")
        for ledger in (one, two):
            ledger.add(run(MOMENT + timedelta(days=3)), [recorded(), recorded("Ten died")])
        assert two.head() == one.head()
        assert list(two.claims()) == list(one.claims())


def test_a_dump_of_one_database_is_that_of_another(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue("server")
    with (
        open_ledger(tmp_path / "a.ledger", who="ana", now=lambda: MOMENT) as file,
        open_ledger(server.new(), who="ben") as there,
        open_ledger(tmp_path / "b.ledger", who="cleo") as back,
    ):
        grown(file)
        lines = list(dump(file))
        load(there, lines, "a dump")
        assert list(dump(there)) == lines
        load(back, dump(there), "a dump")
        assert list(dump(back)) == lines
