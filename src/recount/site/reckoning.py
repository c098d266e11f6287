"""What the claims on one subject come to: what each source says over time, and what they add up to.

The figures are those of the ledger as people judge them now, where they are made for the page.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from recount.catalogue import SubjectEntry
from recount.catalogue.reckoning import FEW, Summed, sums, with_copies
from recount.compare.series import series
from recount.model import Series, Subject
from recount.site.judging import judging
from recount.site.material import Material

DRAWN: Final = 150
"""Of subjects of more claims than that no series is drawn."""


class Reckoned(Struct, frozen=True):
    """The series of a subject (None: it has too many claims to be drawn), and what its event adds up to."""

    series: tuple[Series, ...] | None
    sums: tuple[Summed, ...]


def reckon(material: Material, subject: Subject, beside: tuple[SubjectEntry, ...]) -> Reckoned:
    """What the claims on a subject come to; `beside` are those that count the same event, itself among them."""
    kept = material.catalogue.reckoned(subject.id)
    few = kept is None and sum(len(each.subject.claims) for each in beside) <= FEW
    around = [each.subject for each in beside] if few else [subject]
    if few:
        lineage = material.catalogue.lineage((claim for each in around for claim in each.claims), ())
        counted = with_copies(around, lineage, lambda claim: _home(material, claim))
    elif subject.scope == "incident" or len(subject.claims) > DRAWN:
        return Reckoned(() if subject.scope == "incident" else None, kept or ())
    else:
        counted = (subject,)
    named = sorted({claim for each in counted for claim in each.claims})
    found = judging(material, tuple(material.contents.resolved(named)), families=True)
    claims = found.outcome.claims
    names = sorted({each.claim.report for each in claims})
    reports = tuple(reading.report for reading in material.contents.readings_of(names))
    told = kept or ()
    if few:
        statements = [each for name in names for each in material.contents.statements(name)]
        made = sums(counted, claims, found.lineage, reports, statements, found.standing)
        told = tuple(each for each in made if subject.id in each.estimate.subjects)
    own = [each for each in claims if each.claim.id in subject.claims]
    return Reckoned(series([subject], own, found.lineage, reports), told)


def _home(material: Material, claim: str) -> Subject | None:
    """The subject that a claim is on."""
    entry = material.catalogue.claim(claim)
    found = material.catalogue.subject(entry.subject) if entry is not None and entry.subject else None
    return found.subject if found is not None else None
