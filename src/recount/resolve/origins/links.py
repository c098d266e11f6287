"""Two reports of one family to why they belong together: the kind of link, how sure, and the passages that show it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from recount.model import Link, LinkKind, Parallel, Reading, Resolution, Signal
from recount.resolve.origins.kinship import CONTAINED
from recount.resolve.origins.parallels import parallels, runs
from recount.resolve.origins.sketches import Overlap, overlap, sketch_of
from recount.resolve.origins.versions import Revision, revisions
from recount.resolve.origins.words import words_of

REPRINT = 0.6
"""How much of two reports' words together must be the same for a reprint: half a dozen words changed in a hundred."""
EDITED = 0.3
"""How much of the shorter report must stand in the other for a copy of it; below that, they share a passage."""


class _Compared(Struct, frozen=True):
    """What two reports have in common."""

    words: Overlap
    revised: tuple[Revision, ...]
    shared: tuple[Parallel, ...]


def link(one: Reading, other: Reading, first: Resolution[str]) -> Link:
    """Why two reports of one family belong together; `first` tells which of them came first.

    An `update` gives other figures in the same words; a `reprint` is the same but for some words, an `edited copy` cut
    or reworked; a `shared passage` is a smaller part of both; a `rewrite` keeps the facts and hardly any of the words.
    """
    left, right = sorted((one, other), key=lambda reading: reading.report.id)
    found = _compared(left, right)
    return Link(
        kind=_kind(found),
        left=left.report.id,
        right=right.report.id,
        score=found.words.containment,
        first=first,
        signals=tuple(_signals(found)),
        parallels=found.shared,
    )


def _compared(left: Reading, right: Reading) -> _Compared:
    one, other = words_of(left), words_of(right)
    shared = runs(one, other)
    return _Compared(
        overlap(sketch_of(left), sketch_of(right)),
        revisions(left, right, one, other, shared),
        parallels(left, right, one, other, shared),
    )


def _kind(found: _Compared) -> LinkKind:
    if found.words.containment < CONTAINED:
        return "rewrite"
    if found.words.containment < EDITED:
        return "shared passage"
    if found.revised:
        return "update"
    return "reprint" if found.words.resemblance >= REPRINT else "edited copy"


def _signals(found: _Compared) -> Iterator[Signal]:
    yield Signal("containment", found.words.containment, f"{found.words.shared} runs of five words")
    yield Signal("resemblance", found.words.resemblance)
    if found.revised:
        told = ", ".join(f"“{one.left.exact}” / “{one.right.exact}”" for one in found.revised)
        yield Signal("figures", 1.0, told)
