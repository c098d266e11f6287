"""What the claims on one subject come to: what each source says over time, and what they add up to.

The figures are those of the ledger as people judge them now, where they are made for the page.
"""

from __future__ import annotations

from msgspec import Struct

from recount.catalogue import SubjectEntry
from recount.catalogue.reckoning import Summed, sums, with_copies
from recount.compare.series import series
from recount.model import Series, Subject
from recount.site.judging import judging
from recount.site.material import Material


class Reckoned(Struct, frozen=True):
    """The series of a subject, and what its event adds up to."""

    series: tuple[Series, ...]
    sums: tuple[Summed, ...]


def reckon(material: Material, subject: Subject, beside: tuple[SubjectEntry, ...]) -> Reckoned:
    """What the claims on a subject come to; `beside` are those that count the same event, itself among them."""
    sums_kept, series_kept = material.catalogue.reckoned(subject.id), material.catalogue.series(subject.id)
    if sums_kept is not None and (series_kept is not None or subject.scope == "incident"):
        return Reckoned(series_kept or (), sums_kept)
    around = [each.subject for each in beside] if sums_kept is None else [subject]
    lineage = material.catalogue.lineage((claim for each in around for claim in each.claims), ())
    counted = with_copies(around, lineage, lambda claim: _home(material, claim))
    found = judging(
        material,
        tuple(material.contents.resolved(sorted({claim for each in counted for claim in each.claims}))),
        families=True,
    )
    claims = found.outcome.claims
    names = sorted({each.claim.report for each in claims})
    reports = tuple(reading.report for reading in material.contents.readings_of(names))
    own = [each for each in claims if each.claim.id in subject.claims]
    told = series([subject], own, found.lineage, reports)
    if sums_kept is not None:
        return Reckoned(told, sums_kept)
    statements = [each for name in names for each in material.contents.statements(name)]
    made = sums(counted, claims, found.lineage, reports, statements, found.standing)
    return Reckoned(told, tuple(each for each in made if subject.id in each.estimate.subjects))


def _home(material: Material, claim: str) -> Subject | None:
    """The subject that a claim is on."""
    entry = material.catalogue.claim(claim)
    found = material.catalogue.subject(entry.subject) if entry is not None and entry.subject else None
    return found.subject if found is not None else None
