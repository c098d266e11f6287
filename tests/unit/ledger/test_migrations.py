from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builders import TEXT, recorded, run
from recount.errors import LedgerDamagedError
from recount.ledger import Entry, Ledger, connect, open_ledger, verify
from recount.ledger.database import VERSION
from recount.model import EVERYTHING, Selection

HEAD = "fdcb31ba6b7c4da4c7abecb3601b49d276f6f006b52a67d888cf7b3ae6d3ad53"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A ledger of version 1, whose first report was read three times."""
    path = tmp_path / "old.ledger"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript((Path(__file__).parent / "version_1.sql").read_text("utf-8"))
    return path


def entries(path: Path) -> list[Entry]:
    with open_ledger(path, create=False) as ledger:
        return list(ledger.entries())


def contents(ledger: Ledger) -> tuple[list[str], list[str], int]:
    claims = [each.claim.quantity.exact for each in ledger.claims()]
    return claims, [each.claim.quantity.exact for each in ledger.selected(EVERYTHING)], ledger.count(EVERYTHING)


def test_reading_an_old_ledger_does_not_change_its_file(old: Path) -> None:
    before = old.read_bytes()
    assert verify(old).head.hash == HEAD
    with open_ledger(old, create=False) as ledger:
        assert contents(ledger) == (["three", "At least 12"], ["three", "At least 12"], 2)
        assert ledger.count(Selection(source="ana ruiz")) == 1
        assert contents(ledger.as_of(8)) == (["At least 12", "9"], ["At least 12", "9"], 2)  # type: ignore[arg-type]
    assert old.read_bytes() == before
    assert [each.name for each in old.parent.iterdir()] == [old.name]


def test_writing_to_an_old_ledger_brings_it_forward_with_every_entry_as_it_was(old: Path) -> None:
    before = entries(old)
    assert len(before) == 14
    with open_ledger(old) as ledger:
        assert ledger.database.version == 1
        assert ledger.count(EVERYTHING) == 2
        assert ledger.add(run(), [recorded()]).claims_known == 2
        assert ledger.database.version == VERSION
        assert contents(ledger) == (["three", "At least 12", "9"],) * 2 + (3,)
        assert contents(ledger.as_of(14)) == (["three", "At least 12"],) * 2 + (2,)  # type: ignore[arg-type]
    after = entries(old)
    assert after[:14] == before
    assert verify(old).ok
    with closing(connect(old, create=False, writable=False)) as store:
        assert store.version == VERSION
        assert list(store.problems()) == []


def test_a_failure_on_the_way_leaves_an_old_ledger_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = entries(old)

    def fails(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("recount.ledger.migrations.projection.rebuild", fails)
    with open_ledger(old) as ledger, pytest.raises(KeyboardInterrupt):
        ledger.add(run(), [recorded("five died")])
    monkeypatch.undo()
    with closing(connect(old, create=False, writable=False)) as store:
        assert store.version == 1
    assert entries(old) == before
    assert verify(old).head.hash == HEAD


def test_an_old_ledger_that_was_changed_is_not_brought_forward(old: Path) -> None:
    old.write_bytes(old.read_bytes().replace(b'"low":12', b'"low":13'))
    with open_ledger(old) as ledger, pytest.raises(LedgerDamagedError, match="no longer agrees with its digest"):
        ledger.add(run(), [recorded("five died")])
    with closing(connect(old, create=False, writable=False)) as store:
        assert store.version == 1


def test_another_process_may_be_quicker(old: Path) -> None:
    with open_ledger(old) as slow, open_ledger(old) as quick:
        assert slow.count(EVERYTHING) == 2
        quick.add(run(), [recorded("five died")])
        slow.add(run(), [recorded("six died")])
        assert slow.count(EVERYTHING) == quick.count(EVERYTHING) == 4
        assert [each.report.text for each in slow.readings()][-1] == "six died" != TEXT
    assert verify(old).ok
