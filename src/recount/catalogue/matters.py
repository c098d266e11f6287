"""What of a view a person should look at: contradictions, near misses, what was decided unsurely, new sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from recount.catalogue.records import ClaimEntry, Matter
from recount.publish import wording
from recount.publish.disputes import DisputeRow
from recount.publish.view import View

UNSURE: Final = 0.6
"""Below which confidence a decision is for a person to look at."""


def matters(view: View, entries: Sequence[ClaimEntry], disputes: Iterable[DisputeRow]) -> Iterator[Matter]:
    """All that is to be looked at, kind by kind, the most pressing of a kind first.

    What reviewers disagree about comes first. Claims that somebody accepted or rejected are no longer unsure.
    """
    for one in view.disagreements:
        yield Matter(kind="disagreement", claims=one.claims, why=one.reason, weight=1.0, source=one.source)
    for row in disputes:
        claims = tuple(name for name in (row.left, row.right) if name.startswith("clm:"))
        weight = float(row.gap) if row.gap is not None else 0.0
        yield Matter(kind="contradiction", claims=claims, why=row.reason, weight=weight, subjects=(row.subject,))
    for miss in view.near:
        yield Matter(
            kind="near miss",
            claims=(miss.left, miss.right),
            why=miss.reason,
            weight=miss.score,
            subjects=miss.subjects,
        )
    unsure = (each for each in entries if each.confidence < UNSURE and each.row.review is None)
    for each in sorted(unsure, key=lambda each: (each.confidence, each.row.id)):
        why = f"{wording.label(each.unsure)} is decided with a confidence of {each.confidence:.2f}"
        yield Matter(kind="low confidence", claims=(each.row.id,), why=why, weight=1 - each.confidence)
    yield from _new_sources(entries)


def _new_sources(entries: Sequence[ClaimEntry]) -> Iterator[Matter]:
    """Sources that one report alone names, the latest first: nobody knows yet how far they can be relied on."""
    heard: dict[str, set[str]] = {}
    first: dict[str, ClaimEntry] = {}
    for each in entries:
        if each.row.source is not None and not each.row.source.candidates:
            name = each.row.source.name
            heard.setdefault(name, set()).add(each.row.report)
            first.setdefault(name, each)
    alone = [(name, first[name]) for name, reports in heard.items() if len(reports) == 1]
    for name, each in alone:
        stated = wording.stated_on(each.row)
        why = f"{name} is heard in one report alone"
        weight = float(stated.toordinal()) if stated else 0.0
        yield Matter(kind="new source", claims=(each.row.id,), why=why, weight=weight, source=name)
