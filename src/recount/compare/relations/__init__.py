"""How claims stand to each other: which agree, differ or deny, and which is part of, revises or copies which.

- `recount.compare.relations.pairing`: which claims are compared.
- `recount.compare.relations.figures`: how the figures of two stand to each other.
- `recount.compare.relations.told`: what reports, copies, denials and admissions say of the figures of others.

Whatever gives no number (``dozens``) neither agrees nor differs. A claim that denies contests every other claim on its
subject, a statement that denies the claims that it answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from recount.compare.relations.figures import related
from recount.compare.relations.pairing import pairs, voices
from recount.compare.relations.told import find_admissions, find_copies, find_denials, find_parts, find_revisions
from recount.compare.subjects import Found, in_order_of_date
from recount.model import ClaimLink, Relation, ResolvedClaim, ResolvedStatement

__all__ = ["find_relations"]


def find_relations(
    found: Sequence[Found],
    claims: Sequence[ResolvedClaim],
    carried: Mapping[str, ClaimLink],
    statements: Iterable[ResolvedStatement],
) -> tuple[Relation, ...]:
    """All relations between claims, by subject, claims and kind.

    `found` are the subjects of `claims`, `carried` is the link by which a claim was carried into its report.
    """
    subjects = {claim.claim.id: one.subject for one in found for claim in one.claims}
    homes = {each.claim.id: each.claim.report for each in claims}
    relations = [
        relation
        for one in found
        for left, right in pairs(one.subject.scope, one.claims, carried, homes)
        if (relation := related(one.subject, left, right))
    ]
    relations.extend(find_parts(subjects, claims))
    relations.extend(find_revisions(subjects, claims))
    relations.extend(find_copies(subjects, claims, carried))
    relations.extend(find_denials(subjects, claims, statements))
    relations.extend(find_admissions(subjects, voices(in_order_of_date(claims), carried)))
    return tuple(sorted(relations, key=lambda each: (each.subject, each.left, each.right, each.kind)))
