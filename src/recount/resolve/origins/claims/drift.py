"""A claim beside the one it was taken from: what the copy changed of it, in the words of both.

Nothing is a change that means the same: ``210`` and ``two hundred and ten``, one place spelt twice, a mayor by name
and by office. Words that were kept are no change either, whatever they were taken to mean in each report.
"""

from __future__ import annotations

from collections.abc import Iterator

from recount.lexicon.lists import words
from recount.model import Aspect, Change, Claim, Field, Mention, ResolvedClaim
from recount.resolve.gazetteer.folding import fold
from recount.resolve.origins.claims.counterparts import places_beside, times_beside, victims_beside
from recount.resolve.origins.claims.figures import bound, step
from recount.resolve.origins.statements.gist import gist
from recount.resolve.origins.statements.voices import likeness, voice_of


def changes(original: ResolvedClaim, copy: ResolvedClaim) -> tuple[Change, ...]:
    """What a copy changed of a claim: number, bound, source, hedge, victims, effect, place, time, in this order.

    `before` and `after` are words of the two reports; None where the original has none or the copy left them out.
    """
    one, other = original.claim, copy.claim
    return tuple(
        change
        for change in (
            *_figure(one, other),
            _source(original, copy),
            *_hedge(one, other),
            _victims(one, other),
            _effect(one, other),
            _place(original, copy),
            _time(original, copy),
        )
        if change is not None
    )


def _change(aspect: Aspect, before: str | None, after: str | None) -> Change | None:
    """A change from some words to others; None where they are the same words."""
    if before is not None and after is not None and fold(before) == fold(after):
        return None
    return None if before is None and after is None else Change(aspect, before, after)


def _figure(one: Claim, other: Claim) -> Iterator[Change | None]:
    before, after = one.quantity, other.quantity
    became = step(before, after)
    if became == "bound":
        yield _change("bound", before.exact, after.exact)
    elif became != "same":
        yield _change("number", before.exact, after.exact)
        if became == "rounded" and bound(before) != bound(after):
            yield _change("bound", before.exact, after.exact)


def _source(original: ResolvedClaim, copy: ResolvedClaim) -> Change | None:
    ours, theirs = original.resolutions, copy.resolutions
    before = voice_of(original.claim.source, ours.source, ours.speaker_party)
    after = voice_of(copy.claim.source, theirs.source, theirs.speaker_party)
    if before is not None and after is not None and likeness(before, after) == "same":
        return None
    words_before, words_after = before.told if before else None, after.told if after else None
    return _change("source", words_before, words_after) if _moved(original, words_before, copy, words_after) else None


def _hedge(one: Claim, other: Claim) -> Iterator[Change | None]:
    """What became of how far the claim is vouched for: its modality, and the act of who states it."""
    if one.modality != other.modality:
        yield _change("hedge", _hedging(one), _hedging(other))
    elif one.cue is not None and other.cue is not None and _act(one) != _act(other):
        yield _change("hedge", one.cue.exact, other.cue.exact)


def _hedging(claim: Claim) -> str | None:
    """The words that make a claim less than asserted."""
    if claim.modality == "asserted":
        return None
    said = _reason(claim, "modality") or claim.cue
    return said.exact if said else claim.modality


def _act(claim: Claim) -> str | None:
    return "says" if claim.act in words("drift", "neutral") else claim.act


def _victims(one: Claim, other: Claim) -> Change | None:
    if victims_beside(one.victims, other.victims) == "same":
        return None
    before, after = (claim.victims.mention if claim.victims else None for claim in (one, other))
    if before is None or after is None:
        return None  # the noun may be left out where the sentence before has it
    return _change("victims", before.exact, after.exact)


def _effect(one: Claim, other: Claim) -> Change | None:
    if one.effect == other.effect:
        return None
    before, after = _reason(one, "effect"), _reason(other, "effect")
    if (
        before is None
        or after is None
        or fold(before.exact) == fold(after.exact)
        or not (_says(before) and _says(after))
    ):
        return _change("effect", one.effect, other.effect)
    return _change("effect", before.exact, after.exact)


def _says(mention: Mention) -> bool:
    """Whether words say more than a number ("Twenty-eight of the dead ... nine women")."""
    return any(not stem[0].isdigit() for stem in gist(mention.exact).stems)


def _place(original: ResolvedClaim, copy: ResolvedClaim) -> Change | None:
    before, after = original.resolutions.place.value, copy.resolutions.place.value
    if before is not None and after is not None and places_beside(before, after) == "same":
        return None
    return _worded("place", original, before.mention if before else None, copy, after.mention if after else None)


def _time(original: ResolvedClaim, copy: ResolvedClaim) -> Change | None:
    before, after = original.resolutions.time.value, copy.resolutions.time.value
    if before is not None and after is not None and times_beside(before, after) == "same":
        return None
    return _worded("time", original, before.mention if before else None, copy, after.mention if after else None)


def _worded(
    aspect: Aspect, original: ResolvedClaim, before: Mention | None, copy: ResolvedClaim, after: Mention | None
) -> Change | None:
    """A change of words that stand in the passage of either claim; what is taken over from elsewhere tells less."""
    here = before is not None and _stands_in(original.claim, before)
    there = after is not None and _stands_in(copy.claim, after)
    if not here and not there:
        return None
    words_before, words_after = before.exact if before else None, after.exact if after else None
    return _change(aspect, words_before, words_after) if _moved(original, words_before, copy, words_after) else None


def _moved(original: ResolvedClaim, before: str | None, copy: ResolvedClaim, after: str | None) -> bool:
    """Whether the copy's passage lacks the words of the original, or has some that the original's lacks.

    Where both passages have both, only what was made of them differs.
    """
    kept = before is None or fold(before) in fold(copy.claim.evidence.exact)
    known = after is None or fold(after) in fold(original.claim.evidence.exact)
    return not (kept and known)


def _stands_in(claim: Claim, mention: Mention) -> bool:
    return claim.evidence.start <= mention.start and mention.end <= claim.evidence.end


def _reason(claim: Claim, field: Field) -> Mention | None:
    """The words that a field of a claim rests on."""
    return next((reason.words for reason in claim.reasons if reason.field == field), None)
