"""What the claims on one subject come to: what each source says over time, and what they add up to by each convention.

Made of the claims on the subject and on those that count the same event alone, with their copies elsewhere: what
`recount.compare.series` and `recount.compare.estimates` make of the whole ledger comes to the same for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, get_args

from msgspec import Struct, structs

from recount.compare.estimates import estimates
from recount.compare.series import series
from recount.model import (
    Action,
    ConventionName,
    Estimate,
    ResolvedStatement,
    Series,
    Subject,
)
from recount.site.judging import judging
from recount.site.material import Material

CONVENTIONS: Final[tuple[ConventionName, ...]] = get_args(ConventionName)


class Reckoned(Struct, frozen=True):
    """The series of a subject, and the estimate of its event by each convention that counts such harm."""

    series: tuple[Series, ...]
    estimates: tuple[Estimate, ...]


def reckon(material: Material, subject: Subject, beside: Sequence[Subject]) -> Reckoned:
    """What the claims on a subject come to; `beside` are those that count the same event, itself among them."""
    counted = _with_copies(material, beside)
    named = sorted({claim for each in counted for claim in each.claims})
    found = judging(material, tuple(material.contents.resolved(named)), families=True)
    claims = found.outcome.claims
    names = sorted({each.claim.report for each in claims})
    reports = tuple(reading.report for reading in material.contents.readings_of(names))
    statements = tuple(_statements(material, names))
    made = (
        estimates(
            counted,
            claims,
            found.lineage,
            reports,
            convention=convention,
            statements=statements,
            judgements=found.standing,
        )
        for convention in CONVENTIONS
    )
    told = [each for each in claims if each.claim.id in subject.claims]
    return Reckoned(
        series=series([subject], told, found.lineage, reports),
        estimates=tuple(each for many in made for each in many if subject.id in each.subjects),
    )


def _with_copies(material: Material, beside: Sequence[Subject]) -> tuple[Subject, ...]:
    """These subjects, and of others no more than the claims that are copies of theirs, or theirs of them."""
    held = {claim for each in beside for claim in each.claims}
    links = material.catalogue.lineage(held, ()).claims
    elsewhere = {claim for link in links for claim in (link.original, link.copy)} - held
    entries = material.catalogue.claims(sorted(elsewhere))
    others = []
    for name in sorted({each.subject for each in entries if each.subject}):
        other = material.catalogue.subject(name)
        if other is not None:
            kept = tuple(claim for claim in other.subject.claims if claim in elsewhere)
            others.append(structs.replace(other.subject, claims=kept))
    return (*beside, *others)


def _statements(material: Material, reports: Sequence[str]) -> Iterator[ResolvedStatement]:
    """What these reports hold that may be about claims; acts are about none."""
    for report in reports:
        for each in material.contents.statements(report):
            if not isinstance(each.statement, Action):
                yield each
