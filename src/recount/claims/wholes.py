"""Parts to the stance of their wholes: within a sentence a part is no surer than what it is a part of."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from recount.claims.reasons import reason, with_reasons
from recount.model import Claim


def with_stance_of_wholes(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with the parts of what is possible or denied as possible or denied as the whole.

    "It is believed that hundreds were killed, many of them civilians" believes both; a part that the sentence calls
    confirmed stays asserted.
    """
    by_id = {claim.id: claim for claim in claims}
    return tuple(_as_whole(claim, by_id.get(claim.subset_of or "")) for claim in claims)


def _as_whole(claim: Claim, whole: Claim | None) -> Claim:
    """A claim as firm as the whole that its own sentence states, and why."""
    if whole is None or whole.evidence != claim.evidence or claim.modality != "asserted":
        return claim
    if whole.modality == "asserted" or "confirmed" in claim.evidence.exact:
        return claim
    words = next((one.words for one in whole.reasons if one.field == "modality"), None)
    reasons = with_reasons(claim.reasons, [reason("modality", "as its whole", words)])
    return structs.replace(claim, modality=whole.modality, reasons=reasons)
