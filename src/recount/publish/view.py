"""What is to be published: a selection of records, checked to hold together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from recount.errors import EvidenceError
from recount.model import (
    Assessment,
    Disagreement,
    Estimate,
    Grounds,
    Judged,
    Lineage,
    NearMiss,
    Reading,
    Rejected,
    Relation,
    ReportRun,
    ResolvedClaim,
    ResolvedStatement,
    Series,
    Subject,
)

if TYPE_CHECKING:
    from recount.publish.feed import Feed


class View(Struct, frozen=True, kw_only=True):
    """The records that one publication shows, and nothing it has to decide.

    `software` names what did the reading (name and version); `ledger_head` is the hash of the ledger's last entry,
    None where the records come from no ledger; `as_of` says in words as of when it was read (None: as it stands).
    `statements` are those that contest claims, or all of the reports where a format tells of them. `grounds` are what
    subjects rest on, `near` are subjects that may be one, `series` subjects over time, `lineage` is where reports and
    claims come from, `estimates` what the claims add up to by a convention. The claims are as people corrected them;
    `judgements` are what people judge of them, `assessments` what that comes to for each claim, `disagreements` what
    they judge differently. `runs` tell what read the reports, `feed` what changed of claims that were told before.

    Raises `EvidenceError` where a report, a claim or a statement that one of these records names is not in the view.

    >>> View(title="Nothing yet", software="recount 0.1.0").claims
    ()
    """

    title: str
    software: str
    ledger_head: str | None = None
    as_of: str | None = None
    readings: tuple[Reading, ...] = ()
    claims: tuple[ResolvedClaim, ...] = ()
    statements: tuple[ResolvedStatement, ...] = ()
    subjects: tuple[Subject, ...] = ()
    relations: tuple[Relation, ...] = ()
    grounds: tuple[Grounds, ...] = ()
    near: tuple[NearMiss, ...] = ()
    series: tuple[Series, ...] = ()
    lineage: Lineage = Lineage()
    estimates: tuple[Estimate, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    judgements: tuple[Judged, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    runs: tuple[ReportRun, ...] = ()
    feed: Feed | None = None

    def __post_init__(self) -> None:
        reports = {reading.report.id for reading in self.readings}
        held = {resolved.claim.id for resolved in self.claims}
        for resolved in self.claims:
            if resolved.claim.report not in reports:
                raise EvidenceError(
                    f"claim {resolved.claim.id} quotes report {resolved.claim.report}, which is not in the view: add it"
                )
        for each in self.statements:
            if each.statement.report not in reports:
                raise EvidenceError(
                    f"{each.statement.id} stands in report {each.statement.report}, which is not in the view: add it"
                )
        held |= {each.statement.id for each in self.statements}
        for holder, claim in self._references():
            if claim not in held:
                what = "statement" if claim.startswith("stm:") else "claim"
                raise EvidenceError(
                    f"{holder} names {what} {claim}, which is not in the view: add it, or compare again"
                )
        for holder, report in self._origins():
            if report not in reports:
                raise EvidenceError(f"{holder} names report {report}, which is not in the view: add it")

    def _references(self) -> Iterator[tuple[str, str]]:
        for subject in self.subjects:
            for claim in subject.claims:
                yield f"subject {subject.id}", claim
        for relation in self.relations:
            yield f"a relation of subject {relation.subject}", relation.left
            yield f"a relation of subject {relation.subject}", relation.right
        for miss in self.near:
            yield "a near miss", miss.left
            yield "a near miss", miss.right
        for grounds in self.grounds:
            for ground in grounds.sources:
                for claim in ground.claims:
                    yield f"what {grounds.subject} rests on", claim
        for estimate in self.estimates:
            for figure in estimate.figures:
                yield f"the estimate of {estimate.label}", figure.claim
        for link in self.lineage.claims:
            yield "a link between claims", link.original
            yield "a link between claims", link.copy

    def _origins(self) -> Iterator[tuple[str, str]]:
        for family in self.lineage.families:
            for branch in family.branches:
                yield f"family {family.id}", branch.report
                if branch.of is not None:
                    yield f"family {family.id}", branch.of
        for link in self.lineage.utterances:
            yield "a statement quoted by several", link.left
            yield "a statement quoted by several", link.right


def compared(view: View) -> tuple[Subject, ...]:
    """The subjects of a view that more than one claim is about, or that something bears on: a denial, an admission.

    One claim alone has nothing to stand beside.
    """
    borne_on = {relation.subject for relation in view.relations}
    return tuple(subject for subject in view.subjects if len(subject.claims) > 1 or subject.id in borne_on)
