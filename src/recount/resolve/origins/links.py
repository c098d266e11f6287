"""Two reports of one family to why they belong together: the kind of link, how sure, and the passages that show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from recount.lexicon.outlets import same_house
from recount.model import Credit, Link, LinkKind, Parallel, Reading, Report, Resolution, Signal
from recount.resolve.origins.credits.addresses import same_address, titles_alike
from recount.resolve.origins.facts.passages import told_again
from recount.resolve.origins.kinship import CONTAINED, retelling
from recount.resolve.origins.sketches import Overlap, Sketch, overlap
from recount.resolve.origins.text.parallels import parallels, runs
from recount.resolve.origins.text.versions import Revision, continues, revisions
from recount.resolve.origins.text.words import words_of

REPRINT = 0.6
"""How much of two reports' words together must be the same for a reprint: half a dozen words changed in a hundred."""
EDITED = 0.3
"""How much of the shorter report must stand in the other for a copy of it; below that, they share a passage."""
TITLED = 0.8
"""How alike two titles must be to speak for a copy."""
_HALF, _ALL = 0.5, 0.85
_NO_TEXT = frozenset({"picture", "told"})


class _Compared(Struct, frozen=True):
    """What two reports have in common."""

    one_address: bool
    words: Overlap
    retold: float
    revised: tuple[Revision, ...]
    shared: tuple[Parallel, ...]


class Side(Struct, frozen=True):
    """One of two reports: its reading, with its sketch and its credits."""

    reading: Reading
    sketch: Sketch
    credits: tuple[Credit, ...]


def link(one: Side, other: Side, first: Resolution[str]) -> Link:
    """Why two reports of one family belong together; `first` tells which of them came first.

    An `update` gives other figures in the same words, or another text at the same address; a `reprint` is the same but
    for some words, an `edited copy` cut or reworked; a `shared passage` is a smaller part of both; a `rewrite` keeps
    the facts and hardly any of the words.
    """
    left, right = sorted((one, other), key=lambda side: side.reading.report.id)
    found = _compared(left, right)
    reports = left.reading.report, right.reading.report
    kind = _kind(found, newer=_newer(found.revised, *reports, first.value))
    return Link(
        kind=kind,
        left=reports[0].id,
        right=reports[1].id,
        score=round(max(found.words.containment, found.retold), 3),
        first=first,
        signals=(*_outside(left, right), *_inside(found)),
        parallels=told_again(left.reading, right.reading) if kind == "rewrite" else found.shared,
    )


def _compared(left: Side, right: Side) -> _Compared:
    one, other = left.reading, right.reading
    ours, theirs = words_of(one), words_of(other)
    shared = runs(ours, theirs)
    return _Compared(
        same_address(one.report.url, other.report.url),
        overlap(left.sketch, right.sketch),
        retelling(left.sketch, right.sketch),
        revisions(one, other, ours, theirs, shared),
        parallels(one, other, ours, theirs, shared),
    )


def _kind(found: _Compared, *, newer: bool) -> LinkKind:
    words = found.words
    if words.containment < EDITED and not found.one_address:
        return "rewrite" if found.retold or words.containment < CONTAINED else "shared passage"
    if newer or (found.one_address and words.resemblance < REPRINT):
        return "update"
    if _is_one_passage(found):
        return "shared passage"
    return "reprint" if words.resemblance >= REPRINT else "edited copy"


def _newer(revised: Sequence[Revision], left: Report, right: Report, first: str | None) -> bool:
    """Whether figures that differ are a later state: they rise, or one house or an update gives them."""
    earlier, later = (right, left) if first == right.id else (left, right)
    rises = any(one.rises == (later is right) or first is None for one in revised)
    return rises or (bool(revised) and continues(earlier, later))


def _is_one_passage(found: _Compared) -> bool:
    """Whether all that two reports share is one stretch, and less than half of the shorter one."""
    lengths = [len(pair.left.exact) for pair in found.shared]
    return found.words.containment < _HALF and max(lengths, default=0) >= _ALL * sum(lengths)


def _outside(left: Side, right: Side) -> Iterator[Signal]:
    """The signs that stand round the texts: one address, one title, a credit of one house to the other."""
    one, other = left.reading.report, right.reading.report
    if same_address(one.url, other.url):
        yield Signal("address", 1.0, one.url or "")
    alike = titles_alike(one.title, other.title)
    if alike >= TITLED:
        yield Signal("title", round(alike, 3), one.title or "")
    for by, to in ((left, other), (right, one)):
        for credit in by.credits:
            if credit.role not in _NO_TEXT and same_house(credit.outlet, to.publisher):
                yield Signal("credit", 1.0, credit.words)


def _inside(found: _Compared) -> Iterator[Signal]:
    """The signs in the texts: how much is the same, which facts are, and which figures are not."""
    if found.words.shared:
        yield Signal(
            "containment", round(found.words.containment, 3), f"{found.words.shared} times five words in a row"
        )
        yield Signal("resemblance", round(found.words.resemblance, 3))
    if found.retold:
        yield Signal("facts", round(found.retold, 3))
    if found.revised:
        told = ", ".join(f"“{one.left.exact}” / “{one.right.exact}”" for one in found.revised)
        yield Signal("figures", 1.0, told)
