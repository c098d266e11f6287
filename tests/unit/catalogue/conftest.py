"""A catalogue of the invented war."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import catalogued
from recount.catalogue import Catalogue


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    made = catalogued.catalogue(tmp_path_factory.mktemp("catalogue"))
    yield made
    made.close()
