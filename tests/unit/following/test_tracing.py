"""Copies are traced in a process of its own; where that fails nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

import retold
from builders import run
from recount.following.tracing import traced_apart
from recount.ledger import open_ledger


def test_what_was_added_is_traced(tmp_path: Path) -> None:
    path = tmp_path / "a.ledger"
    with open_ledger(path, who="ana") as ledger:
        ledger.add(run(), retold.reports())
    assert (traced_apart(str(path), "ana") or 0) > 0
    with open_ledger(path) as ledger:
        assert any(entry.kind == "link" for entry in ledger.entries())


def test_where_it_fails_that_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.ledger"
    with open_ledger(path, who="ana") as ledger:
        ledger.add(run(), retold.reports())
    (tmp_path / "a.ledger.origins").write_text("no folder")
    assert traced_apart(str(path), "ana") is None
    assert "not traced" in caplog.text
