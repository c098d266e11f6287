"""A catalogue of the invented war."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from invented import view
from recount.catalogue import Catalogue
from recount.catalogue.making import make
from recount.ledger import open_ledger
from recount.model import Ground, Grounds
from recount.site.material import Material


@pytest.fixture(scope="session")
def material(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Material]:
    """The invented war in a catalogue, beside a ledger that holds nothing."""
    path = tmp_path_factory.mktemp("catalogue") / "war.sqlite"
    shown = view()
    of = shown.subjects[0]
    heard = tuple(
        Ground(source=name, claims=(claim,), heard_by=(), outlets=())
        for name, claim in zip(("Ada Lind", "doctors"), (of.claims[0], of.claims[2]), strict=True)
    )
    grounds = Grounds(subject=of.id, reports=2, outlets=2, sources=heard, independent=2)
    make(structs.replace(shown, grounds=(grounds,)), path, {"head": "5f" * 32, "seq": "12"})
    catalogue = Catalogue(path)
    with open_ledger(path.with_name("empty.ledger")) as empty:
        yield Material(catalogue, empty)
    catalogue.close()
