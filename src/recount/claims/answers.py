"""A statement to the claims of its report that it plainly is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from msgspec import Struct

from recount.claims.context import Sentence
from recount.claims.harms import find_harms
from recount.claims.speech import Speech
from recount.lexicon.lists import words
from recount.model import Claim, Effect, Mention, Span

_DEATHS: frozenset[Effect] = frozenset({"killed", "bodies", "casualties"})
_POINTING = 4


class Figures(Struct, frozen=True):
    """The claims of a report in order, where their counts begin, and the places that each one's sentence names."""

    claims: tuple[Claim, ...]
    starts: tuple[int, ...]
    places: Mapping[int, frozenset[str]]

    @classmethod
    def of(cls, sentences: Sequence[Sentence], claims: Sequence[Claim]) -> Figures:
        """The claims of some sentences, made ready to be asked."""
        ordered = tuple(sorted(claims, key=lambda claim: claim.quantity.start))
        counted = {claim.evidence.start for claim in ordered}
        named = {
            sentence.passage.span.start: frozenset(place.exact for place in sentence.places)
            for sentence in sentences
            if sentence.passage.span.start in counted
        }
        return cls(ordered, tuple(claim.quantity.start for claim in ordered), named)

    def within(self, span: Span) -> list[Claim]:
        """The claims whose counts stand in a span."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return [claim for claim in self.claims[first:last] if claim.quantity.end <= span.end]


def answers(
    sentences: Sequence[Sentence], at: int, speech: Speech, content: Mention, figures: Figures
) -> tuple[str, ...]:
    """The claims that an act of speech of sentence `at` is about, in order.

    Those whose count stands in its content; of "denied the claim" those of the sentence before that somebody states;
    of another denial those of the same harm whose sentence names the same place, and whose source is not who denies.
    """
    inside = figures.within(content.span)
    if inside or speech.kind != "denial" or not figures.claims:
        return tuple(claim.id for claim in inside)
    sentence = sentences[at]
    if at and _points_back(sentence, speech):
        before = figures.within(sentences[at - 1].passage.span)
        return tuple(claim.id for claim in before if claim.source is not None)
    named = {harm.effect for harm in find_harms(sentence.tokens[slice(*speech.content)])}
    effects = named | (_DEATHS if named & _DEATHS else frozenset())
    places = {place.exact for place in sentence.places if content.span.contains(place.span)}
    source = {token.text for token in sentence.tokens[slice(*(speech.source or (0, 0)))]}
    return tuple(
        claim.id
        for claim in figures.claims
        if claim.effect in effects
        and places & figures.places.get(claim.evidence.start, frozenset())
        and not (claim.source is not None and set(claim.source.mention.exact.split()) & source)
    )


def _points_back(sentence: Sentence, speech: Speech) -> bool:
    """Whether what is denied is only pointed at: ``it``, ``the claim``."""
    inner = [token.lower for token in sentence.tokens[slice(*speech.content)]]
    if inner[0] in {"it", "this", "that"} and len(inner) == 1:
        return True
    charge = set(inner[:_POINTING]) & words("speech", "charges")
    return (
        inner[0] in {"the", "this", "that", "those", "these"} and bool(charge) and not {"of", "that"} & set(inner[1:])
    )
