"""What the claims on each event add up to, by a named convention; each figure with what it was derived from.

- `recount.compare.events` groups subjects; a convention tells what counts (`recount.compare.conventions`).
- Claims are sifted (`standing`), the rest weighed (`weighing`) by primary source, so that copies and repetition change
  nothing, and brought to a low, a best and a high, group by group, then for the event (`ranges`, `derivation`).
- What reviewers reject, rate and grade is heeded, and told (`reviewed`). Events are graded (`recount.compare.grades`).

Pure functions: the same for every order of the claims.
"""

from __future__ import annotations

from collections.abc import Iterable

from recount.compare.conventions import conventions
from recount.compare.estimates.derivation import Context
from recount.compare.estimates.standing import Sieve
from recount.compare.events import find_events
from recount.compare.provenance import tracing
from recount.model import (
    ConventionName,
    Estimate,
    Judged,
    Lineage,
    Report,
    ResolvedClaim,
    ResolvedStatement,
    Subject,
)

__all__ = ["estimates"]

_COUNTED = ("incident", "period", "total")


def estimates(
    subjects: Iterable[Subject],
    claims: Iterable[ResolvedClaim],
    lineage: Lineage,
    reports: Iterable[Report],
    *,
    convention: ConventionName,
    statements: Iterable[ResolvedStatement] = (),
    judgements: Iterable[Judged] = (),
) -> tuple[Estimate, ...]:
    """What the claims on each event add up to, by label; only of the harms that the convention counts.

    `subjects` are those of `recount.compare.compare` over the same claims, lineage and reports. Events of which every
    claim is a copy of one elsewhere have no estimate.

    >>> estimates((), (), Lineage(), (), convention="ucdp")
    ()
    """
    held, judged = tuple(subjects), tuple(judgements)
    known = tracing({each.claim.id: each for each in claims}.values(), lineage, reports)
    house = conventions()[convention]
    events = find_events(
        (each for each in held if each.effect in house.effects and each.scope in _COUNTED),
        {claim: resolved.claim.report for claim, resolved in known.claims.items()},
    )
    sieve = Sieve(held, known, lineage, judged)
    context = Context.of(convention, known, sieve, statements, judged)
    return tuple(context.estimate(event, sifted) for event, sifted in sieve.sift(events, house) if sifted.claims)
