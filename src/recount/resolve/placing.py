"""How likely a candidate is the place of a claim: what speaks for and against it, by ``lexicon/placing.toml``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.lists import words
from recount.model import Claim
from recount.resolve.scenes import FINE, Question, Scene, figure
from recount.resolve.toponyms import Candidate

Evidence = Iterator[tuple[str, float]]
_AFTER_SOURCE, _AFTER_CUE, _FAR, _NEAR, _OPENING = 25, 40, 300, 6, 12


class _Weights(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    weights: dict[str, float]


class Decided(Struct, frozen=True):
    """The place decided for an earlier claim of the report."""

    claim: Claim
    place: Candidate


@cache
def _weights() -> Mapping[str, float]:
    lexicon: _Weights = load("placing", _Weights)
    return lexicon.weights


def prominence(one: Candidate, scene: Scene) -> float:
    """How likely a candidate is a place of harm by its own words and the report, whichever the claim."""
    return _weighed(_itself(one, scene))


def likelihood(one: Candidate, question: Question, scene: Scene, earlier: Sequence[Decided], prominent: float) -> float:
    """How likely a candidate is where a claim's harm happened: a number that only orders the candidates of one claim.

    `earlier` holds what was decided for the claims before it; `prominent` is the candidate's `prominence`.
    """
    return _weighed(_evidence(one, question, scene, earlier), prominent)


def _weighed(evidence: Evidence, start: float = 0.0) -> float:
    """`start` with the weights of evidence added to it, each by its strength."""
    weighed = _weights()
    return sum((weighed.get(name, 0.0) * strength for name, strength in evidence), start)


def _evidence(one: Candidate, question: Question, scene: Scene, earlier: Sequence[Decided]) -> Evidence:
    """What speaks for or against a candidate as a claim's place: names of ``lexicon/placing.toml`` with strengths."""
    yield from _suited(one, question)
    for hint in question.claim.hints:
        # The gazetteer overrules the language model: what it knows is a place, whatever the name was heard as.
        heeded = hint.kind != "no place" or one.entry is None
        if heeded and hint.touches(one.mention):
            yield f"heard {hint.kind}", hint.strength
    yield from _own(one, question, scene) if one.sentence == question.sentence else _elsewhere(one, question, scene)
    yield from _bonds(one, question, earlier)


def _itself(one: Candidate, scene: Scene) -> Evidence:
    """What a candidate's own words and the report show, whichever the claim."""
    yield one.scale, 1.0
    yield f"role {one.role}", 1.0
    for trait in one.traits - {"named", "suffixed"}:
        yield trait, 1.0
    if one.entry is None and not one.traits & {"named", "suffixed"}:
        yield "unknown", 1.0
    total = sum(scene.countries.values()) or 1
    yield "country share", scene.countries.get(one.country or "", 0) / total
    yield "title", float(one.name in scene.title)
    yield "event", float(one.sentence in scene.eventful)


def _suited(one: Candidate, question: Question) -> Evidence:
    """Whether a candidate is as wide as the claim's scope and figure, and where its victims would be."""
    claim = question.claim
    yield f"{claim.scope} {one.scale}", 1.0
    yield f"size {one.scale}", question.size
    if claim.effect == "displaced":
        yield f"displaced {one.role}", 1.0
        if question.nation is not None and one.country is not None:
            yield "displaced nation" if question.nation == one.country else "displaced elsewhere", 1.0


def _own(one: Candidate, question: Question, scene: Scene) -> Evidence:
    """How a candidate stands in the claim's own sentence."""
    claim, mention = question.claim, one.mention
    said = scene.sentences[one.sentence].lower()
    opening = mention.start - scene.starts[one.sentence]
    framed = one.located and 0 < opening <= _OPENING and said.startswith(",", opening + len(mention.exact))
    yield "own frame", float(framed)
    if one.role == "office" and not words("toponyms", "holders").isdisjoint(said[:opening].split()):
        yield "own holder", 1.0
        yield "there", float(" there" in said)
    quantity = claim.quantity
    if one.located:
        yield "own located", 1.0
        yield "own fine", float(one.scale in FINE)
    elif one.scale != "people":
        yield "own named", 1.0
    distance = max(mention.start - quantity.end, quantity.start - mention.end)
    yield "own distance", min(distance, _FAR) / 100
    source = claim.source.mention if claim.source is not None else None
    victims = claim.victims.mention if claim.victims is not None else None
    for name, span in (("in source", source), ("in victims", victims)):
        yield name, float(span is not None and mention.span.overlaps(span.span))
    yield "after source", float(source is not None and 0 <= mention.start - source.end <= _AFTER_SOURCE)
    late = claim.cue is not None and mention.start > quantity.end and 0 <= mention.start - claim.cue.end <= _AFTER_CUE
    yield "after cue", float(late)


def _elsewhere(one: Candidate, question: Question, scene: Scene) -> Evidence:
    """How a candidate of another sentence stands to the claim's."""
    gap = one.sentence - question.sentence
    if one.located:
        if one.sentence == question.latest:
            yield "latest", 1.0
        elif one.sentence == question.following:
            yield "following", 1.0
        elif one.sentence <= scene.lead:
            yield "lead", 1.0
            yield "lead fine", float(one.scale in FINE)
    yield "sentences off", math.log(1 + abs(gap))
    yield "sentences ahead", math.log(1 + max(gap, 0))
    yield "paragraph", float(scene.paragraphs[one.sentence] == scene.paragraphs[question.sentence])
    yield "echo", float(one.sentence in question.echoes)
    yield "refines", float(one == question.refined)
    yield "first", float(question.placeless and one == scene.first)
    named = one.mention.exact.lower().split()
    pointed = not question.pointed.isdisjoint({named[0], named[-1]})
    yield "pointed at", float(pointed and abs(gap) < _NEAR)
    yield "site pointed at", float(pointed and one.scale == "site")
    yield "the capital", float("capital" in question.pointed and "capital" in one.traits)


def _bonds(one: Candidate, question: Question, earlier: Sequence[Decided]) -> Evidence:
    """How a candidate agrees with the places decided before: of the claim before, of the whole, of the same figure."""
    if not earlier:
        return
    claim, before = question.claim, earlier[-1].place
    yield "same as before", float(before.name == one.name)
    yield "same country", float(before.country == one.country)
    whole = next((other.place for other in earlier if other.claim.id == claim.subset_of), None)
    yield "same as whole", float(whole is not None and whole.name == one.name)
    told = figure(claim)
    alike = next((other.place for other in earlier if told is not None and figure(other.claim) == told), None)
    yield "same figure", float(alike is not None and alike.name == one.name)
