"""Claims to the larger claims they are a part of, across the sentences of a report.

Within a sentence linking has said so ("including three children"). Across sentences the words may ("the dead
include …", "two of the wounded"), or the sum: a breakdown that adds up to an earlier figure is its subset (claims
codebook).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from recount.model import Claim

_BACK, _PARTS = 8, 6
_OF_THE = re.compile(
    r"^\W*of\s+(?:the|those)\s+(?:\w+\s+)?(?:dead|killed|wounded|injured|victims|officers|insurgents|bodies)\b", re.I
)
_AMONG = re.compile(
    r"\b(?:the\s+(?:dead|victims|fatalities|casualties|wounded|injured|hostages|killed)\s+(?:also\s+)?(?:include|were|are)"
    r"|among\s+(?:the|those)\s+(?:dead|killed|victims|wounded|injured|hostages)|^of\s+(?:the|those)\s+(?:dead|killed|wounded))",
    re.I,
)
_WITHIN = re.compile(r"(?:including|with|of\s+(?:whom|which)|:)\s+(?:\w+\s+){0,2}$", re.I)


def with_parents(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, each with the claim it is a part of where another sentence, or the sum, says so."""
    decided = list(claims)
    for at, claim in enumerate(decided):
        if claim.subset_of is None and (parent := _named_set(decided, at)) is not None:
            decided[at] = structs.replace(claim, subset_of=parent.id)
    for at, whole in enumerate(decided):
        for part in _breakdown(decided, at, whole):
            decided[part] = structs.replace(decided[part], subset_of=whole.id)
    return tuple(decided)


def _named_set(claims: Sequence[Claim], at: int) -> Claim | None:
    """The earlier claim that a claim's words call its set: of the dead, casualties with so many killed."""
    claim = claims[at]
    before = claim.evidence.exact[: claim.quantity.start - claim.evidence.start]
    after = claim.evidence.exact[claim.quantity.end - claim.evidence.start :]
    if claim.effect in {"killed", "injured"} and _WITHIN.search(before):
        for other in reversed(claims[:at]):
            if other.evidence == claim.evidence and other.effect == "casualties" and _larger(other, claim):
                return other
    if not _OF_THE.search(after) and not _AMONG.search(claim.evidence.exact):
        return None
    for other in reversed(claims[max(0, at - _BACK) : at]):
        apart = other.evidence != claim.evidence
        if apart and other.subset_of is None and other.effect == claim.effect and _larger(other, claim):
            return other
    return None


def _larger(whole: Claim, part: Claim) -> bool:
    """Whether a claim's figure is above another's, as far as both are known."""
    size, value = whole.quantity.low or whole.quantity.high, part.quantity.low or part.quantity.high
    return size is None or value is None or size > value


def _breakdown(claims: Sequence[Claim], at: int, whole: Claim) -> list[int]:
    """The claims just after one whose exact figures add up to it."""
    total = whole.quantity.low
    if total is None or total < 2 or whole.subset_of is not None:
        return []
    parts: list[int] = []
    summed = 0
    for place in range(at + 1, min(len(claims), at + 1 + 2 * _PARTS)):
        claim = claims[place]
        if claim.effect != whole.effect or claim.subset_of is not None:
            continue
        if claim.quantity.low is None or claim.quantity.low != claim.quantity.high or claim.quantity.low == 0:
            return []
        parts.append(place)
        summed += claim.quantity.low
        if summed >= total:
            break
    return parts if summed == total and 1 < len(parts) <= _PARTS else []
