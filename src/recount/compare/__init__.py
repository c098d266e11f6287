"""Comparing: claims set side by side. Pure functions over resolved claims; no database, and no verdict.

- `compare` finds what claims are about (`recount.compare.subjects`) and how they stand to each other
  (`recount.compare.relations`), and what they rest on (`recount.compare.independence`), the same for every order of
  the claims.
- `by_source_and_date` sets the claims of one subject side by side.
- `recount.compare.bounds` does the arithmetic of counts with open ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from recount.compare.bounds import Bounds, bounds_of
from recount.compare.independence import grounds
from recount.compare.provenance import tracing
from recount.compare.relations import find_copies, find_parts, find_relations, find_revisions, speaker
from recount.compare.subjects import find_subjects, folded, in_order_of_date
from recount.model import Grounds, Lineage, Relation, Report, ResolvedClaim, Subject
from recount.model.descent import carried

__all__ = ["Bounds", "Comparison", "SourceClaims", "bounds_of", "by_source_and_date", "compare", "speaker"]

_ALONE = Lineage()


class Comparison(Struct, frozen=True, kw_only=True):
    """What claims are about, by label; how they stand to each other, by subject, claims and kind; what they rest on.

    `grounds` are those of `subjects`, in their order.
    """

    subjects: tuple[Subject, ...]
    relations: tuple[Relation, ...]
    grounds: tuple[Grounds, ...]


class SourceClaims(Struct, frozen=True, kw_only=True):
    """The claims of one source on one subject, in order of date; `source` is None where reporters state them."""

    source: str | None
    claims: tuple[ResolvedClaim, ...]


def compare(claims: Iterable[ResolvedClaim], lineage: Lineage = _ALONE, reports: Iterable[Report] = ()) -> Comparison:
    """What the claims are about; which agree, differ, deny, are part of, revise or copy one another; what they rest on.

    Every claim belongs to exactly one subject. The same claim given twice counts once. `lineage` tells which claims and
    reports are copies, `reports` who put the claims' reports out: without them every report stands alone, and no outlet
    is known.

    >>> compare([])
    Comparison(subjects=(), relations=(), grounds=())
    """
    given = tuple({each.claim.id: each for each in claims}.values())
    found = tuple(find_subjects(given))
    subject_of = {claim: subject for subject, _ in found for claim in subject.claims}
    known = tracing(given, lineage, reports)
    links = carried(link for link in lineage.claims if {link.original, link.copy} <= known.claims.keys())
    homes = {claim: resolved.claim.report for claim, resolved in known.claims.items()}
    relations = [relation for subject, members in found for relation in find_relations(subject, members, links, homes)]
    relations.extend(find_parts(subject_of, given))
    relations.extend(find_revisions(subject_of, given))
    relations.extend(find_copies(subject_of, given, links))
    relations.sort(key=lambda each: (each.subject, each.left, each.right, each.kind))
    return Comparison(
        subjects=tuple(subject for subject, _ in found),
        relations=tuple(relations),
        grounds=tuple(grounds(subject, members, known) for subject, members in found),
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
