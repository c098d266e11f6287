"""Comparing: claims set side by side. Pure functions over resolved claims; no database, and no verdict.

- `compare` finds what claims are about (`recount.compare.subjects`), how they stand to each other
  (`recount.compare.relations`), what they rest on (`recount.compare.independence`), and which subjects may be one for
  all that is known (`recount.compare.near`), the same for every order of the claims.
- `recount.compare.series` tells what each source says over time.
- `by_source_and_date` sets the claims of one subject side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from recount.compare.independence import grounds
from recount.compare.near import near_misses
from recount.compare.provenance import tracing
from recount.compare.relations import find_relations
from recount.compare.speakers import speaker
from recount.compare.subjects import find_subjects, folded, in_order_of_date
from recount.model import (
    Grounds,
    Judged,
    Lineage,
    NearMiss,
    Relation,
    Report,
    ResolvedClaim,
    ResolvedStatement,
    Subject,
)
from recount.model.descent import carried, originals

__all__ = ["Comparison", "SourceClaims", "by_source_and_date", "compare", "speaker"]

_ALONE = Lineage()


class Comparison(Struct, frozen=True, kw_only=True):
    """What claims are about, by label; how they stand to each other, by subject, claims and kind; what they rest on.

    `grounds` are those of `subjects`, in their order; `near` are subjects that may be one, the likeliest first.
    """

    subjects: tuple[Subject, ...]
    relations: tuple[Relation, ...]
    grounds: tuple[Grounds, ...]
    near: tuple[NearMiss, ...]


class SourceClaims(Struct, frozen=True, kw_only=True):
    """The claims of one source on one subject, in order of date; `source` is None where reporters state them."""

    source: str | None
    claims: tuple[ResolvedClaim, ...]


def compare(
    claims: Iterable[ResolvedClaim],
    lineage: Lineage = _ALONE,
    reports: Iterable[Report] = (),
    statements: Iterable[ResolvedStatement] = (),
    judgements: Iterable[Judged] = (),
) -> Comparison:
    """What the claims are about; which agree, differ, deny, are part of, revise or copy one another; what they rest on.

    Every claim belongs to exactly one subject. The same claim given twice counts once. `lineage` tells which claims and
    reports are copies, `reports` who put the claims' reports out: without them every report stands alone, and no outlet
    is known. `statements` are those whose denials contest claims; `judgements` those that stand, of which merges and
    splits move claims between subjects.

    >>> compare([])
    Comparison(subjects=(), relations=(), grounds=(), near=())
    """
    given = tuple({each.claim.id: each for each in claims}.values())
    known = tracing(given, lineage, reports)
    links = carried(link for link in lineage.claims if {link.original, link.copy} <= known.claims.keys())
    found = find_subjects(given, originals(links), judgements)
    return Comparison(
        subjects=tuple(one.subject for one in found),
        relations=find_relations(found, given, links, statements),
        grounds=tuple(grounds(one.subject, one.claims, known) for one in found),
        near=near_misses(found),
    )


def by_source_and_date(subject: Subject, claims: Iterable[ResolvedClaim]) -> tuple[SourceClaims, ...]:
    """The claims of a subject, each source with its own, by name; what reporters state themselves comes last.

    `claims` may hold others too; they are passed over.
    """
    ids = frozenset(subject.claims)
    sources: defaultdict[str, list[ResolvedClaim]] = defaultdict(list)
    for each in in_order_of_date(each for each in claims if each.claim.id in ids):
        sources[folded(speaker(each) or "")].append(each)
    return tuple(
        SourceClaims(source=speaker(sources[name][0]), claims=tuple(sources[name]))
        for name in sorted(sources, key=lambda name: (not name, name))
    )
