"""What of a view a person should look at: contradictions, near misses, what was decided unsurely, new sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final

from recount.catalogue.records import ClaimEntry, Matter
from recount.compare.subjects import folded
from recount.model import Correction, Judgement, Merge, Rating, Reply, Review, Split
from recount.publish import wording
from recount.publish.disputes import DisputeRow
from recount.publish.view import View

UNSURE: Final = 0.6
"""Below which confidence a decision is for a person to look at."""


def matters(view: View, entries: Sequence[ClaimEntry], disputes: Iterable[DisputeRow]) -> Iterator[Matter]:
    """All that is to be looked at, kind by kind, the most pressing of a kind first.

    What reviewers disagree about comes first. What somebody judged is looked at: see `settled`.
    """
    for one in view.disagreements:
        yield Matter(
            kind="disagreement",
            claims=one.claims,
            why=f"{wording.label(one.matter)}{f' of {one.source}' if one.source else ''}: {one.reason}",
            weight=1.0,
            source=one.source,
            positions=one.positions,
        )
    said = _Said(each.judgement for each in view.judgements)
    for each in _undecided(view, entries, disputes):
        if not settled(each, said.about(each)):
            yield each


def settled(matter: Matter, said: Sequence[Judgement], looked_at: Set[str] = frozenset()) -> bool:
    """Whether judgements look at all that a matter is about.

    Of a contradiction every claim must be accepted, rejected or corrected, of what was decided unsurely the claim; a
    near miss is settled by a merge of its claims, or a split that takes one of them; a new source is rated. What
    reviewers disagree about is settled for whoever judges it anew. `looked_at` are claims that were looked at before.

    >>> miss = Matter(kind="near miss", claims=("clm:1", "clm:2"), why="", weight=1.0)
    >>> settled(miss, [Split(claims=("clm:2",))]), settled(miss, [Review(claim="clm:1", verdict="accept")])
    (True, False)
    """
    match matter.kind:
        case "near miss":
            pair = frozenset(matter.claims)
            merged = any(isinstance(each, Merge) and pair <= frozenset(each.claims) for each in said)
            return merged or any(isinstance(each, Split) and len(pair & frozenset(each.claims)) == 1 for each in said)
        case "new source":
            return any(isinstance(each, Rating) for each in said)
        case "disagreement":
            return any(not isinstance(each, Reply) for each in said)
        case "contradiction" | "low confidence":
            looked = {each.claim for each in said if isinstance(each, (Correction, Review)) and _decides(each)}
            return bool(matter.claims) and (looked | looked_at).issuperset(matter.claims)


def _decides(judgement: Review | Correction) -> bool:
    return isinstance(judgement, Correction) or judgement.verdict != "undecided"


class _Said:
    """Judgements by the claims, and the sources, that they are about."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._held: dict[str, list[Judgement]] = {}
        for each in judgements:
            for name in names_of(each):
                self._held.setdefault(name, []).append(each)

    def about(self, matter: Matter) -> tuple[Judgement, ...]:
        """Those about anything that a matter is about."""
        return tuple(each for name in matter.names for each in self._held.get(name, ()))


def names_of(judgement: Judgement) -> tuple[str, ...]:
    """The claims by id that a judgement is about, or the source by its `folded` name."""
    match judgement:
        case Rating(source=source):
            return (folded(source),)
        case Merge(claims=claims) | Split(claims=claims):
            return claims
        case _:
            return (judgement.claim,)


def _undecided(view: View, entries: Sequence[ClaimEntry], disputes: Iterable[DisputeRow]) -> Iterator[Matter]:
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
    unsure = (each for each in entries if each.confidence < UNSURE)
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
