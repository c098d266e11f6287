"""A writer killed at any moment leaves a ledger that verifies, with everything it had reported as added."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from killing import Trial, backend, client, corpus, trials, whole
from recount.ledger import batches
from server import Server

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture(autouse=True)
def pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trials change how long reports are gathered; put it back."""
    monkeypatch.setattr(batches, "LONGEST_S", batches.LONGEST_S)


def sound(done: list[Trial], many: int) -> None:
    assert [wrong for trial in done for wrong in trial.wrong] == []
    assert len(done) == many
    assert len({trial.told for trial in done}) > 1, "writers were killed at differing moments"


def test_a_killed_writer_leaves_a_sound_file(tmp_path: Path) -> None:
    numbers = count()
    sound(trials(lambda: tmp_path / f"{next(numbers)}.ledger", corpus(), 60, client, seed=1), 60)


@pytest.mark.parametrize(
    ("many", "kill"),
    [(30, lambda _: client), (6, backend), (4, whole)],
    ids=["its writer", "what serves it", "the server"],
)
def test_a_kill_leaves_a_sound_ledger_on_a_server(
    server: Server, many: int, kill: Callable[[Server], Callable[[int], None]]
) -> None:
    sound(trials(server.new, corpus(), many, kill(server), seed=2), many)
