"""Claims to admissions: a figure that repeats, in other words of the same side, what the report calls an admission."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from recount.claims.reasons import reason, with_reasons
from recount.model import Claim


def with_admissions(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with those that state an admitted loss once more marked as admitted.

    Where a report says that a side admits "significant losses" and then quotes its spokesman on "significant losses",
    the quotation is the admission: the claims codebook takes the act from the framing as well as from the cue.
    """
    admitted = {_key(claim) for claim in claims if claim.act == "admits"}
    return tuple(_admitted(claim) if claim.act == "says" and _key(claim) in admitted else claim for claim in claims)


def _admitted(claim: Claim) -> Claim:
    """A claim as an admission, and why."""
    reasons = with_reasons(claim.reasons, [reason("act", "repeats an admission", claim.cue)])
    return structs.replace(claim, act="admits", reasons=reasons)


def _key(claim: Claim) -> tuple[str, str, int | None, int | None]:
    """What makes two figures the same: effect, bounds and, of vague ones, the word."""
    word = claim.quantity.exact.lower() if claim.quantity.vague else ""
    return claim.effect, word, claim.quantity.low, claim.quantity.high
