"""A catalogue of the invented war."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from catalogued import catalogue
from recount.ledger import open_ledger
from recount.site.material import Material


@pytest.fixture(scope="session")
def material(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Material]:
    """The invented war in a catalogue, beside a ledger that holds nothing."""
    folder = tmp_path_factory.mktemp("catalogue")
    with open_ledger(folder / "empty.ledger") as empty:
        made = catalogue(folder)
        yield Material(made, empty)
        made.close()
