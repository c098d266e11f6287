"""The invented war in a catalogue."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from invented import view
from recount.catalogue import Catalogue
from recount.catalogue.making import make
from recount.model import Ground, Grounds


def catalogue(folder: Path) -> Catalogue:
    """The claims of the invented war, of which one subject rests on two sources; to be closed by whoever asked."""
    path = folder / "war.sqlite"
    shown = view()
    of = shown.subjects[0]
    heard = tuple(
        Ground(source=name, claims=(claim,), heard_by=(), outlets=())
        for name, claim in zip(("Ada Lind", "doctors"), (of.claims[0], of.claims[2]), strict=True)
    )
    grounds = Grounds(subject=of.id, reports=2, outlets=2, sources=heard, independent=2)
    make(structs.replace(shown, grounds=(grounds,)), path, {"head": "5f" * 32, "seq": "12"})
    return Catalogue(path)
