"""Claims to decisions: who spoke, whose people, where and when; each a `Resolution` with its method and confidence.

`resolve_claims` decides for all claims of one reading, since a report's places and speakers explain one another.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Claim, Reading, Resolutions, ResolvedClaim
from recount.resolve.parties import party
from recount.resolve.places import place, setting
from recount.resolve.speakers import speaker
from recount.resolve.times import time

__all__ = ["resolve_claims"]


def resolve_claims(reading: Reading, claims: Sequence[Claim]) -> tuple[ResolvedClaim, ...]:
    """The claims of a reading with what was decided about each, in the same order."""
    scene = setting(reading, claims)
    resolved = []
    for claim in claims:
        when, said_on = time(reading, claim, scene.starts)
        decisions = Resolutions(
            claim=claim.id,
            source=speaker(reading.report, claim),
            party=party(reading.report, claim),
            place=place(claim, scene),
            time=when,
            said_on=said_on,
        )
        resolved.append(ResolvedClaim(claim=claim, resolutions=decisions))
    return tuple(resolved)
