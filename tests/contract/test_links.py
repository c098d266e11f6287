"""Links as entries, whatever database holds the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import retold
from builders import run
from recount.ledger import Ledger, open_ledger, verify
from recount.ledger.origins import folder_of, keep, lineage

Open = Callable[[], Ledger]
REPORTS = retold.reports()


@pytest.fixture(params=["sqlite", "postgres"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Opens the same ledger each time it is called."""
    where = tmp_path / "a.ledger" if request.param == "sqlite" else request.getfixturevalue("server").new()
    return lambda: open_ledger(where, who="ana")


def test_what_is_kept_is_what_is_traced_in_memory(reopen: Open) -> None:
    with reopen() as ledger:
        ledger.add(run(), REPORTS[:3])
        assert keep(ledger) == 3
        ledger.add(run(), REPORTS)
        in_memory = lineage(ledger)
        assert keep(ledger) == 3, "two on the bridge, and the one that joins both stories"
    with reopen() as ledger:
        assert lineage(ledger) == in_memory
        assert [len(family.branches) for family in in_memory.families] == [6, 1]
        assert len(in_memory.utterances) == 1
        assert len(lineage(ledger.as_of(date(2021, 9, 14))).families) == 0
        one, *_ = retold.ids(REPORTS)
        assert lineage(ledger, {one}).families == in_memory.families[:1]
        head = ledger.head()
        assert keep(ledger) == 0
        assert ledger.head() == head
        assert verify(ledger).ok


def test_a_ledger_on_a_server_has_no_folder_beside_it(reopen: Open) -> None:
    with reopen() as ledger:
        folder = folder_of(ledger)
        assert (folder is None) == ledger.database.name.startswith("postgresql:")
