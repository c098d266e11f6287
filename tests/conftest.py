"""What every test shares: the same Hypothesis examples on every machine, and no settings from outside."""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest

from recount.config import PREFIX, Settings
from server import Server, programs, running

hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("steady")


@pytest.fixture(autouse=True)
def no_outside_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unset the variables that would change the settings under test; reports are read in the process of the test."""
    for name in Settings.__struct_fields__:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    monkeypatch.setenv(f"{PREFIX}PROCESSES", "0")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, the same for all tests; skips the test where none is installed."""
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed")
    with running() as server:
        yield server
