"""Which claims are one claim, carried from report to report; and the part of a lineage that some records touch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from recount.model.origins import ClaimLink, Lineage


class Descent(Struct, frozen=True):
    """What claims and reports were made from, each by id.

    `carried` is the link by which a claim was carried into its report, `originals` the claim that it goes back to in
    the end, `made_from` the report that a report was made from.
    """

    carried: Mapping[str, ClaimLink]
    originals: Mapping[str, str]
    made_from: Mapping[str, str]

    @classmethod
    def of(cls, lineage: Lineage) -> Descent:
        """What a lineage says of them."""
        links = carried(lineage.claims)
        branches = (branch for family in lineage.families for branch in family.branches)
        return cls(links, originals(links), {branch.report: branch.of for branch in branches if branch.of})


def carried(links: Iterable[ClaimLink]) -> Mapping[str, ClaimLink]:
    """The link by which each claim was carried into its report, by the copy's id; of several the surest."""
    chosen: dict[str, ClaimLink] = {}
    for link in sorted(links, key=lambda each: (-each.score, each.original, each.copy)):
        chosen.setdefault(link.copy, link)
    return chosen


def originals(carried: Mapping[str, ClaimLink]) -> Mapping[str, str]:
    """The claim that each copy goes back to in the end, by the copy's id.

    Claims that go back to one another in a ring go back to the first of them, by id.

    >>> links = [ClaimLink(original=a, copy=b, score=1.0, changes=()) for a, b in ("ab", "bc")]
    >>> originals({link.copy: link for link in links})
    {'b': 'a', 'c': 'a'}
    """
    return {copy: _first(copy, carried) for copy in carried}


def _first(claim: str, carried: Mapping[str, ClaimLink]) -> str:
    seen = [claim]
    while (link := carried.get(seen[-1])) is not None:
        if link.original in seen:
            return min(seen[seen.index(link.original) :])
        seen.append(link.original)
    return seen[-1]


def kin_of(claims: Iterable[str], links: Iterable[ClaimLink]) -> frozenset[str]:
    """These claims, all that they were carried from, and all that they were carried into, by id.

    >>> links = [ClaimLink(original=a, copy=b, score=1.0, changes=()) for a, b in ("ab", "ac", "de")]
    >>> sorted(kin_of(["b"], links))
    ['a', 'b', 'c']
    """
    near: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        near[link.original].add(link.copy)
        near[link.copy].add(link.original)
    found: set[str] = set()
    waiting = set(claims)
    while waiting:
        found |= waiting
        waiting = {other for claim in waiting for other in near[claim]} - found
    return frozenset(found)


def touching(lineage: Lineage, reports: Collection[str], claims: Collection[str]) -> Lineage:
    """The families, whole, and the statements that these reports are of, and the links between these claims."""
    return Lineage(
        families=tuple(each for each in lineage.families if any(report in reports for report in each.reports)),
        utterances=tuple(each for each in lineage.utterances if each.left in reports or each.right in reports),
        claims=tuple(each for each in lineage.claims if each.original in claims and each.copy in claims),
    )


def reports_of(lineage: Lineage) -> frozenset[str]:
    """The ids of all reports that a lineage names."""
    families = (report for family in lineage.families for report in family.reports)
    quoting = (report for link in lineage.utterances for report in (link.left, link.right))
    return frozenset((*families, *quoting))
