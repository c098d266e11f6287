"""What people judge of some claims, as the ledger has it now: a catalogue made before does not know of it yet."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from recount.compare.judged import Assessed, judged
from recount.ledger.judgements import history_of, stand
from recount.model import Judged, Lineage, ResolvedClaim, Turn
from recount.site.material import Material


class Judging(Struct, frozen=True):
    """What was said and taken back, what of it stands, and what it makes of the claims; `lineage` is theirs.

    It is of the claims of their reports, of claims that these are copies of, and of sources.
    """

    turns: tuple[Turn, ...]
    standing: tuple[Judged, ...]
    outcome: Assessed
    lineage: Lineage


def judging(material: Material, claims: Sequence[ResolvedClaim], *, families: bool = False) -> Judging:
    """What people judge of these claims; with `families` the lineage has those of their reports too."""
    reports = {each.claim.report for each in claims}
    lineage = material.catalogue.lineage((each.claim.id for each in claims), sorted(reports) if families else ())
    firsts = material.catalogue.claims(sorted({link.original for link in lineage.claims}))
    turns = history_of(material.contents, reports | {each.row.report for each in firsts})
    standing = stand(turns)
    return Judging(turns, standing, judged(claims, standing, lineage), lineage)
