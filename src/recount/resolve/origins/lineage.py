"""Two reports of one family to the claims that one took from the other: which is which, and what was changed.

A claim of the copy is that claim of the original which counts the same effect on compatible victims, by the same
source or one that was lost, where place and time do not contradict, in a passage worded after it. The figure is the
same, or, where the passage plainly tells the same thing, a newer one.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from recount.model import Claim, ClaimLink, Group, Recorded, ResolvedClaim
from recount.resolve.gazetteer.folding import fold
from recount.resolve.origins.assignment import assigned
from recount.resolve.origins.counterparts import places_beside, times_beside, victims_beside
from recount.resolve.origins.drift import changes
from recount.resolve.origins.figures import Step, rarity, step
from recount.resolve.origins.gist import Gist, gist, sharing
from recount.resolve.origins.voices import Likeness, Voice, likeness, voice_of

_AROUND = 60  # code points to either side of a count that tell what is counted
_LEAST = 0.55
_TOLD_AFTER = 0.45  # of a changed figure: how much of the passage must be the same
_RARE, _WORDED = 0.5, {True: 0.1, False: 0.25}  # how much of it, where the figure is rare, and where it is a common one
# How well each part of two claims fits; what is not known tells less than what is the same.
_FIGURE: Mapping[Step, float] = {"same": 1.0, "bound": 0.9, "rounded": 0.7, "vague": 0.45, "newer": 0.35}
_FITS: Mapping[Likeness, float] = {"same": 1.0, "open": 0.6, "different": 0.0}
_ORDER = 0.02


class _Told(Struct, frozen=True):
    """A claim with the words of its passage and of the few around its count, its voice and its place in the report."""

    resolved: ResolvedClaim
    passage: Gist
    near: Gist
    voice: Voice | None
    at: float


def claim_links(original: Recorded, copy: Recorded) -> tuple[ClaimLink, ...]:
    """The claims of a copy that were taken from the original, one to one, in order of the original's claims.

    A link `revises` where the copy's figure is a newer one of the same thing.
    """
    ours, theirs = _told(original), _told(copy)
    found = [[_score(one, other) for other in theirs] for one in ours]
    return tuple(
        _link(ours[row].resolved, theirs[column].resolved, found[row][column])
        for row, column in assigned(found, _LEAST)
    )


def _link(original: ResolvedClaim, copy: ResolvedClaim, score: float) -> ClaimLink:
    return ClaimLink(
        original=original.claim.id,
        copy=copy.claim.id,
        score=round(min(1.0, score), 3),
        changes=changes(original, copy),
        revises=step(original.claim.quantity, copy.claim.quantity) == "newer",
    )


def _told(recorded: Recorded) -> list[_Told]:
    text = recorded.reading.report.text
    ordered = sorted(recorded.claims, key=lambda each: (each.claim.quantity.start, each.claim.id))
    passages = {each.claim.evidence.start: gist(each.claim.evidence.exact) for each in ordered}
    return [
        _Told(
            resolved=each,
            passage=passages[each.claim.evidence.start],
            near=gist(_around(text, each)),
            voice=voice_of(each.claim.source, each.resolutions.source, each.resolutions.speaker_party),
            at=each.claim.quantity.start / max(1, len(text)),
        )
        for each in ordered
    ]


def _around(text: str, resolved: ResolvedClaim) -> str:
    """The words around a count inside its passage, without the count."""
    quantity, evidence = resolved.claim.quantity, resolved.claim.evidence
    before = text[max(evidence.start, quantity.start - _AROUND) : quantity.start]
    return f"{before} {text[quantity.end : min(evidence.end, quantity.end + _AROUND)]}"


def _score(one: _Told, other: _Told) -> float:
    """How sure it is that a claim of the copy is one of the original; 0 where they cannot be one."""
    ours, theirs = one.resolved, other.resolved
    figure = step(ours.claim.quantity, theirs.claim.quantity)
    victims = victims_beside(ours.claim.victims, theirs.claim.victims)
    where = places_beside(ours.resolutions.place.value, theirs.resolutions.place.value)
    if victims == "different" or (figure == "newer" and not _may_revise(ours.claim, theirs.claim)):
        return 0.0
    near = sharing(one.near, other.near)
    passage = sharing(one.passage, other.passage)
    same_words = max((near.contained + near.alike) / 2, (passage.contained + passage.alike) / 2)
    if ours.claim.effect != theirs.claim.effect and (figure not in {"same", "bound"} or near.alike < _TOLD_AFTER):
        return 0.0
    who = _voices(one.voice, other.voice)
    when = times_beside(ours.resolutions.time.value, theirs.resolutions.time.value)
    apart = "different" in (where, when)
    if figure in {"newer", "vague"} and (apart or who == "different" or same_words < _TOLD_AFTER):
        return 0.0
    if same_words < (_TOLD_AFTER if apart else _WORDED[rarity(theirs.claim.quantity) > _RARE]):
        return 0.0
    parts = (
        (0.35, _FIGURE[figure] * rarity(theirs.claim.quantity)),
        (0.15, (near.contained + near.alike) / 2),
        (0.2, same_words),
        (0.1, _FITS[victims]),
        (0.1, _FITS[who]),
        (0.05, _FITS[where]),
        (0.05, _FITS[when]),
    )
    return sum(weight * value for weight, value in parts) - _ORDER * abs(one.at - other.at)


def _may_revise(one: Claim, other: Claim) -> bool:
    """Whether a claim may give a newer figure: both wholes or both parts, and the figure not in the older passage."""
    both = (one.subset_of is None) == (other.subset_of is None) and one.scope == other.scope
    both = both and (victims_beside(one.victims, other.victims) == "same" or _group(one) != _group(other))
    return both and f" {fold(other.quantity.exact)} " not in f" {fold(one.evidence.exact)} "


def _group(claim: Claim) -> Group:
    return claim.victims.group if claim.victims else "unknown"


def _voices(one: Voice | None, other: Voice | None) -> Likeness:
    """Whether two claims are of one source; a copy may have lost it."""
    if one is None or other is None:
        return "same" if one is other else "open"
    return likeness(one, other)
