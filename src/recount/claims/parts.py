"""Claims to the larger claims they are a part of, within a sentence and across those of a report.

Every claim that could hold it, and none, are candidates; each has traits, each trait a weight, and the heaviest wins.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from recount.claims.candidates import wholes
from recount.claims.counted import Counted, listed
from recount.claims.reasons import with_reasons
from recount.claims.revisions import revisions
from recount.claims.victims import is_pointing
from recount.lexicon.lists import words
from recount.model import Claim, Mention, Reason, Scope, Victims


class Part(Struct, frozen=True):
    """The place of the claim that a claim is a part of, or None; the trait that weighed most, and how sure it is."""

    whole: int | None
    rule: str
    confidence: float


_WEIGHTS: dict[str, float] = {
    "alone, own": 2.0, "also, ahead": -0.3, "also, back": 0.3, "also, own": -0.1, "among, back": 2.5,
    "among, own": 0.3, "apart": -0.2, "as before": 0.6, "as before, listed": 3.1, "as before, sentence": 1.5,
    "as its like": 2.1, "at ahead": -3.0, "at back": -0.5, "at own": 0.1, "at own ahead": -3.1,
    "before it, listed": 0.2, "beside, own": -4.2, "besides, ahead": 0.1, "besides, own": -0.8,
    "besides, own ahead": 0.2, "between": -1.4, "bodies of killed": 0.1, "both vague": -1.8, "colon": 1.0,
    "dated": -0.4, "definite, back": 0.3, "denied": -1.9, "displaced of affected": -0.2, "elsewhere, back": -1.1,
    "general of group": -0.3, "incident of total": -0.8, "including, ahead": -0.1, "including, back": 0.1,
    "including, own": 2.4, "injured of captured": -0.3, "injured of casualties": -0.1, "is a part": -1.3,
    "joined": -0.5, "killed of bodies": -0.5, "killed of captured": -0.4, "killed of casualties": 0.8,
    "killed of missing": -0.1, "missing of captured": 0.4, "most of it": 0.1, "national, ahead": 0.2,
    "national, back": 0.1, "national, own": -0.4, "no noun, ahead": -0.1, "no noun, back": 0.2, "no noun, own": 0.4,
    "none": 1.5, "none, all": 2.0, "none, also": 0.1, "none, among": -0.3, "none, beside": 0.1, "none, besides": -0.1,
    "none, definite": -0.1, "none, elsewhere": 0.1, "none, including": -0.4, "none, listed": 0.3, "none, lists": -0.2,
    "none, named": -1.7, "none, national": 0.1, "none, no noun": -0.5, "none, of number": 0.5, "none, of the": -0.1,
    "none, of the dead": -0.1, "none, of them": -0.4, "none, older": 2.0, "none, one": 0.1, "none, sum": 2.2,
    "none, things": 0.8, "none, vague": 0.4, "not as before, listed": -0.5, "of another noun": -0.3,
    "of its noun": 1.4, "of number": 5.8, "of the dead, ahead": -0.1, "of the dead, back": 2.0,
    "of the dead, own": 0.5, "of the, back": 0.8, "of them, back": 1.5, "of them, own": 3.5, "older": -2.2,
    "one, back": 0.3, "one, own": -0.6, "one, own ahead": 0.2, "other effect": -1.0, "other group": -1.1,
    "other place": -0.8, "other source": -0.6, "other time": -0.6, "period of incident": -0.2,
    "period of total": -0.1, "repeated": -0.8, "same noun": -0.5, "same paragraph": 0.8, "same source": -0.3,
    "sum, ahead": 5.2, "sum, own ahead": 6.8, "sums": 2.6, "sums, own": 1.7, "sums, spread": 0.5, "tiny": -0.2,
    "total of incident": -1.6, "vague, back": -0.2, "vague, own": -0.1, "whole vague": -0.6, "within": 3.4,
}  # fmt: skip


def related(counted: Sequence[Counted]) -> tuple[Claim, ...]:
    """The claims, each with the claim it is a part of and the one whose figure it revises, and why."""
    revised = revisions(counted)
    decided = decide(counted, {one.newer: one.older for one in revised}, _WEIGHTS)
    older = {one.newer: one for one in revised}
    found: list[Claim] = []
    for at, part in enumerate(decided):
        claim, reasons = counted[at].claim, list[Reason]()
        whom, why = _continued(counted, at, part, found)
        if why is not None:
            claim = structs.replace(claim, victims=whom)
            reasons.append(why)
        if (stretch := _stretch(counted, at, part, found)) is not None:
            claim = structs.replace(claim, scope=stretch[0])
            reasons.append(stretch[1])
        if part.whole is not None:
            whole = counted[part.whole].claim
            stands = Mention(whole.quantity.exact, whole.quantity.start, whole.quantity.end)
            claim = structs.replace(claim, subset_of=whole.id)
            reasons.append(Reason("subset_of", part.rule, stands, part.confidence))
        if at in older:
            claim = structs.replace(claim, supersedes=counted[older[at].older].claim.id)
            reasons.append(Reason("supersedes", older[at].rule, older[at].words, older[at].confidence))
        found.append(structs.replace(claim, reasons=with_reasons(claim.reasons, reasons)))
    return tuple(found)


def _stretch(counted: Sequence[Counted], at: int, part: Part, before: Sequence[Claim]) -> tuple[Scope, Reason] | None:
    """The stretch of a claim without words for the time of its own: that of its whole, of the list it stands in."""
    one = counted[at]
    if part.whole is not None and part.whole < at:
        whole = before[part.whole]
        own = [time for time in one.claim.times if one.claim.evidence.start <= time.start < one.claim.evidence.end]
        if whole.scope == one.claim.scope or (own and counted[part.whole].sentence != one.sentence):
            return None
        return whole.scope, Reason("scope", "as its whole", None, 0.8)
    if at and part.whole is None and before[at - 1].effect == one.claim.effect and listed(counted, at - 1, at):
        scope = before[at - 1].scope
        return None if scope == one.claim.scope else (scope, Reason("scope", "as the list", None, 0.7))
    return None


def _continued(
    counted: Sequence[Counted], at: int, part: Part, before: Sequence[Claim]
) -> tuple[Victims | None, Reason | None]:
    """Whom a claim counts where its own words only point or are left out: those of its whole, or of the claim before.

    `before` are the claims before it as decided.
    """
    claim = counted[at].claim
    mine = claim.victims
    if mine is None or mine.group != "unknown" or claim.effect == "destroyed" or not is_pointing(mine):
        return mine, None
    giver = None
    if part.whole is not None:
        giver = before[part.whole] if part.whole < at else counted[part.whole].claim
    elif at and _goes_on_from(counted[at - 1], counted[at]):
        giver = before[at - 1]
    if giver is None or giver.victims is None or giver.victims.group == "unknown" or giver.effect == "destroyed":
        return mine, None
    rule = "as its whole" if part.whole is not None else "as the count before"
    reason = Reason("victims", rule, giver.victims.mention, 0.8 if part.whole is not None else 0.6)
    return structs.replace(mine, group=giver.victims.group), reason


def _goes_on_from(before: Counted, counted: Counted) -> bool:
    """Whether a sentence opens with a count besides the one before: ``Another 77 were wounded``."""
    if counted.sentence == before.sentence:
        return is_pointing(before.claim.victims)
    opening = {token.lower for token in counted.tokens[:3]}
    return counted.sentence == before.sentence + 1 and bool(
        opening & (words("parts", "besides") - words("parts", "elsewhere"))
    )


def decide(counted: Sequence[Counted], revised: Mapping[int, int], weights: Mapping[str, float]) -> list[Part]:
    """What each claim is a part of, in order: the heaviest candidate by these weights of traits.

    `revised` holds the places of newer figures and of the older ones they revise.
    """
    parents: dict[int, int] = {}
    found: list[Part] = []
    for at in range(len(counted)):
        options = wholes(counted, at, parents, revised)
        scores = [sum(weights.get(trait, 0.0) * value for trait, value in option.traits.items()) for option in options]
        top = max(scores)
        best = options[scores.index(top)]
        if best.at is not None:
            parents[at] = best.at
        share = 1 / sum(math.exp(score - top) for score in scores)
        rule = max(best.traits, key=lambda trait: weights.get(trait, 0.0) * best.traits[trait])
        found.append(Part(best.at, rule, round(share, 2)))
    return found
