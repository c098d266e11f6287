"""Claims to decisions: who spoke, whose people, where and when; each a `Resolution` with its method and confidence.

`resolve_claims` decides for all claims of one reading, since a report's places and speakers explain one another;
`resolve_statements` for its statements without a figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Claim, Reading, Resolutions, ResolvedClaim
from recount.resolve.parties import parties
from recount.resolve.places import places
from recount.resolve.scenes import scene_of
from recount.resolve.speakers import speaker
from recount.resolve.standing import against_interest, standings
from recount.resolve.statements import resolve_statements
from recount.resolve.times import times

__all__ = ["resolve_claims", "resolve_statements"]


def resolve_claims(reading: Reading, claims: Sequence[Claim]) -> tuple[ResolvedClaim, ...]:
    """The claims of a reading with what was decided about each, in the same order."""
    if not claims:
        return ()  # most reports of no war have none, and need no scene
    scene = scene_of(reading, claims)
    resolved = []
    where = places(claims, scene)
    when = times(reading, claims)
    who = [speaker(reading.report, claim) for claim in claims]
    sides = standings(reading.report, claims, who, where)
    whose = parties(reading.report, claims, where, sides)
    for claim, source, side, party, place, (time, said_on) in zip(claims, who, sides, whose, where, when, strict=True):
        decisions = Resolutions(
            claim=claim.id,
            source=source,
            party=party,
            place=place,
            time=time,
            said_on=said_on,
            speaker_party=side,
            against_interest=against_interest(claim, party.value, side),
        )
        resolved.append(ResolvedClaim(claim=claim, resolutions=decisions))
    return tuple(resolved)
