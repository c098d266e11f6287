"""Two reports of one family to the claims that one took from the other: which is which, and what was changed.

A claim of the copy is that claim of the original which counts the same effect on compatible victims, by the same
source or one that was lost, where place and time do not contradict, in a passage worded after it. The figure is the
same, or, where the passage plainly tells the same thing, a newer one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from recount.model import Claim, ClaimLink, Effect, Group, Mention, Recorded, ResolvedClaim
from recount.resolve.gazetteer.folding import fold
from recount.resolve.origins.claims.assignment import assigned
from recount.resolve.origins.claims.counterparts import places_beside, times_beside, victims_beside
from recount.resolve.origins.claims.drift import changes
from recount.resolve.origins.claims.figures import Step, numbers, rarity, step
from recount.resolve.origins.statements.gist import Gist, gist, weighed
from recount.resolve.origins.statements.voices import Likeness, Voice, likeness, voice_of
from recount.resolve.origins.text.versions import continues

_AROUND = 60  # code points to either side of a count that tell what is counted
_LEAST = 0.55
# How sure a figure makes it, by what became of it; times how rare such figures are. The rest adds to it or takes away.
_FIGURE: Mapping[Step, float] = {"same": 0.7, "bound": 0.65, "rounded": 0.5, "vague": 0.2, "newer": 0.15}
_ALONE, _WORDS = 0.15, 0.4
_SOURCE: Mapping[Likeness, float] = {"same": 0.1, "open": 0.0, "different": -0.25}
_SCENE: Mapping[Likeness, float] = {"same": 0.05, "open": 0.0, "different": -0.2}
_EFFECT, _OTHER_EFFECT, _ORDER = 0.05, -0.1, 0.1
_TOLD_AFTER = 0.45  # of a changed figure, or another place or time: how much of the passage must be the same
_FALLS = 5  # to what part a newer figure falls at most
_RARE = 0.5  # figures no rarer than this are in every report
# Effects that one wording may mean and another not; what is said to be the other is no such slip.
_NEAR_EFFECTS: tuple[frozenset[Effect], ...] = (
    frozenset({"killed", "bodies", "casualties"}),
    frozenset({"injured", "casualties"}),
    frozenset({"captured", "missing"}),
    frozenset({"displaced", "affected"}),
)


class _Told(Struct, frozen=True):
    """A claim with the words of its passage and of the few around its count, its voice and its place in the report.

    `alone` is whether no other claim of the report has its figure, but of the same thing once more.
    """

    resolved: ResolvedClaim
    passage: Gist
    near: Gist
    voice: Voice | None
    at: float
    alone: bool


class _Beside(Struct, frozen=True):
    """How words and voices of two reports compare, each two of them looked at once."""

    kept: Callable[[Gist, Gist], float]
    voices: Callable[[Voice | None, Voice | None], Likeness]


def claim_links(original: Recorded, copy: Recorded) -> tuple[ClaimLink, ...]:
    """The claims of a copy that were taken from the original, one to one, in order of the original's claims.

    A link `revises` where the copy's figure is a newer one of the same thing: a higher one, or one that the same house
    or an update gives. A lower one that another outlet gives is a change.
    """
    newer = continues(original.reading.report, copy.reading.report)
    ours, theirs = _told(original), _told(copy)
    beside = _Beside(cache(_kept), cache(_voices))
    found = [[_score(one, other, beside) for other in theirs] for one in ours]
    return tuple(
        _link(ours[row].resolved, theirs[column].resolved, found[row][column], newer=newer)
        for row, column in assigned(found, _LEAST)
    )


def _link(original: ResolvedClaim, copy: ResolvedClaim, score: float, *, newer: bool) -> ClaimLink:
    before, after = original.claim.quantity, copy.claim.quantity
    rises = max(numbers(after), default=0) > max(numbers(before), default=0)
    return ClaimLink(
        original=original.claim.id,
        copy=copy.claim.id,
        score=round(min(1.0, score), 3),
        changes=changes(original, copy),
        revises=step(before, after) == "newer" and (rises or newer),
    )


def _told(recorded: Recorded) -> list[_Told]:
    text = recorded.reading.report.text
    ordered = sorted(recorded.claims, key=lambda each: (each.claim.quantity.start, each.claim.id))
    sentences = {each.claim.evidence.start: each.claim.evidence.exact for each in ordered}
    passages = {start: gist(exact) for start, exact in sentences.items()}
    return [
        _Told(
            resolved=each,
            passage=passages[each.claim.evidence.start],
            near=gist(_around(text, each)),
            voice=voice_of(each.claim.source, each.resolutions.source, each.resolutions.speaker_party),
            at=each.claim.quantity.start / max(1, len(text)),
            alone=_is_alone(each.claim, [other.claim for other in ordered]),
        )
        for each in ordered
    ]


def _around(text: str, resolved: ResolvedClaim) -> str:
    """The words around a count inside its passage, without the count."""
    quantity, evidence = resolved.claim.quantity, resolved.claim.evidence
    before = text[max(evidence.start, quantity.start - _AROUND) : quantity.start]
    return f"{before} {text[quantity.end : min(evidence.end, quantity.end + _AROUND)]}"


def _is_alone(claim: Claim, claims: Sequence[Claim]) -> bool:
    same = [other for other in claims if numbers(other.quantity) == numbers(claim.quantity)]
    again = rarity(claim.quantity) > _RARE and all(other.effect == claim.effect for other in same)
    return bool(numbers(claim.quantity)) and (len(same) == 1 or again)


def _score(one: _Told, other: _Told, beside: _Beside) -> float:
    """How sure it is that a claim of the copy is one of the original; 0 where they cannot be one."""
    ours, theirs = one.resolved, other.resolved
    figure = step(ours.claim.quantity, theirs.claim.quantity)
    effect = _EFFECT if ours.claim.effect == theirs.claim.effect else _OTHER_EFFECT
    if effect < 0 and not _may_be_one(ours.claim, theirs.claim, figure):
        return 0.0
    victims = victims_beside(ours.claim.victims, theirs.claim.victims)
    if victims == "different":
        return 0.0
    kept = max(beside.kept(one.near, other.near), beside.kept(one.passage, other.passage))
    if kept < _TOLD_AFTER and figure in {"newer", "vague"}:
        return 0.0
    who = beside.voices(one.voice, other.voice)
    alone = figure in {"same", "bound"} and one.alone and other.alone
    surely = not alone or rarity(theirs.claim.quantity) <= _RARE
    where, when = _where(ours, theirs, surely=surely), _when(ours, theirs, surely=surely)
    apart = "different" in (where, when)
    if figure in {"newer", "vague"} and (apart or who == "different" or not _may_revise(ours.claim, theirs.claim)):
        return 0.0
    if apart and kept < _TOLD_AFTER:
        return 0.0
    sure = _FIGURE[figure] * rarity(theirs.claim.quantity) + _WORDS * kept + effect + (_ALONE if alone else 0.0)
    sure += _SOURCE[who] + _SCENE[victims] + _SCENE[where] + _SCENE[when]
    return max(0.0, min(1.0, sure - _ORDER * abs(one.at - other.at)))


def _where(one: ResolvedClaim, other: ResolvedClaim, *, surely: bool) -> Likeness:
    """Whether two claims count in one place; other places keep them apart where their own passages name them.

    Where the figure is rare, a place taken over from another sentence tells less than the figure does; else (`surely`)
    it counts as well.
    """
    here, there = one.resolutions.place.value, other.resolutions.place.value
    found = places_beside(here, there)
    if found != "different" or here is None or there is None:
        return found
    named = fold(here.name) in fold(other.claim.evidence.exact) or fold(there.name) in fold(one.claim.evidence.exact)
    return "open" if named or not (surely or _own(one, here.mention, other, there.mention)) else "different"


def _when(one: ResolvedClaim, other: ResolvedClaim, *, surely: bool) -> Likeness:
    """Whether two claims count on one day; the same as for places."""
    here, there = one.resolutions.time.value, other.resolutions.time.value
    found = times_beside(here, there)
    if found != "different" or here is None or there is None:
        return found
    return "different" if surely or _own(one, here.mention, other, there.mention) else "open"


def _own(one: ResolvedClaim, here: Mention | None, other: ResolvedClaim, there: Mention | None) -> bool:
    """Whether words stand in the passages of both claims."""
    return all(
        mention is not None and each.claim.evidence.start <= mention.start < each.claim.evidence.end
        for each, mention in ((one, here), (other, there))
    )


def _kept(one: Gist, other: Gist) -> float:
    """How much of some words is the same: of the lesser and of the larger, on the mean."""
    shared = weighed(one, other)
    return (shared.contained + shared.alike) / 2


def _may_be_one(one: Claim, other: Claim, figure: Step) -> bool:
    """Whether a figure of one effect may be told of another: the dead as bodies, the wounded as casualties."""
    near = any({one.effect, other.effect} <= effects for effects in _NEAR_EFFECTS)
    return near and figure in {"same", "bound"}


def _may_revise(one: Claim, other: Claim) -> bool:
    """Whether a claim may give a newer figure: both wholes or both parts, and the figure not in the older passage.

    A toll is corrected downwards too, but what falls to less than a fifth counts something else.
    """
    if max(numbers(other.quantity), default=0) * _FALLS < max(numbers(one.quantity), default=0):
        return False
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
