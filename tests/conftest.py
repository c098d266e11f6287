"""What every test shares: the same Hypothesis examples on every machine, and no settings from outside."""

from __future__ import annotations

import hypothesis
import pytest

from recount.config import PREFIX, Settings

hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("steady")


@pytest.fixture(autouse=True)
def no_outside_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unset the variables that would change the settings under test."""
    for name in Settings.__struct_fields__:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
