"""How likely a candidate is the place of a claim: what speaks for and against it, by ``lexicon/placing.toml``."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain

from recount.lexicon.lists import words
from recount.model import Claim, Mention
from recount.resolve.nesting import WIDTH
from recount.resolve.scenes import FINE, Question, Scene, figure
from recount.resolve.toponyms import Candidate

Evidence = Iterator[tuple[str, float]]
_AFTER_SOURCE, _AFTER_CUE, _FAR, _NEAR, _OPENING, _FRAME = 25, 40, 300, 6, 30, 5


def bonds(question: Question, before: Question, scene: Scene) -> tuple[dict[str, float], dict[str, float]]:
    """What speaks for two neighbouring claims being of one place, and of one country."""
    gap = question.sentence - before.sentence
    near = "sentence" if gap == 0 else "next" if gap == 1 else "near" if gap <= _NEAR // 2 else "far"
    together = scene.paragraphs[question.sentence] == scene.paragraphs[before.sentence]
    one, other = question.claim, before.claim
    told = figure(one)
    same = {
        f"same, {near}": 1.0,
        "same, paragraph": float(together and gap > 0),
        "same, part": float(
            one.subset_of == other.id or (one.subset_of is not None and one.subset_of == other.subset_of)
        ),
        "same, scope": float(one.scope == other.scope),
        "same, incidents": float(one.scope == other.scope == "incident"),
        "same, figure": float(told is not None and figure(other) == told),
        "same, size": -abs(question.size - before.size),
        "same, own place": float(question.latest_own and gap > 0),
    }
    return {name: value for name, value in same.items() if value}, {f"country, {near}": 1.0}


def evidence(one: Candidate, question: Question, scene: Scene) -> Evidence:
    """What speaks for or against a candidate as the place of one claim, besides what it shows of any.

    These are names of ``lexicon/placing.toml`` with their strengths; those of one name add up.
    """
    standing = _own if one.sentence == question.sentence else _elsewhere
    return chain(_suited(one, question, scene), _heard(one, question), standing(one, question, scene))


def _heard(one: Candidate, question: Question) -> Evidence:
    """What was heard of a candidate."""
    for hint in question.claim.hints:
        # The gazetteer overrules the language model: what it knows is a place, whatever the name was heard as.
        heeded = hint.kind != "no place" or one.entry is None
        if heeded and hint.touches(one.mention):
            yield f"heard {hint.kind}", hint.strength
    yield "heard place", question.leanings.get(one.mention.start, 0.0)


def shown(one: Candidate, scene: Scene) -> Evidence:
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
    yield "harm", float(one.sentence in scene.harmed)
    yield "often", math.log(scene.told[one.meaning])
    yield "often located", math.log(1 + scene.located.get(one.meaning, 0))
    yield from _standing(one, scene)
    finer = _finer(one, scene)
    yield "finest here", float(one.located and one.scale in FINE and not finer)
    yield "coarser here", float(finer)


def _standing(one: Candidate, scene: Scene) -> Evidence:
    """How a candidate and its country stand among the places of the report, and whether headline or lead hold it."""
    yield "inside title", float(one.meaning in scene.titled)
    yield "inside lead", float(one.meaning in scene.led)
    yield "located share", scene.shares.get(one.country or "", 0.0)
    yield "harmed share", scene.harmed_shares.get(one.country or "", 0.0)
    yield "named share", scene.located.get(one.meaning, 0) / (sum(scene.located.values()) or 1)


def _finer(one: Candidate, scene: Scene) -> bool:
    """Whether a finer place of the same country is located in the same sentence."""
    return any(
        other.sentence == one.sentence
        and other.located
        and other.role != "offset"
        and WIDTH[other.scale] < WIDTH[one.scale]
        and other.country == one.country
        for other in scene.candidates
    )


def _suited(one: Candidate, question: Question, scene: Scene) -> Evidence:
    """Whether a candidate is as wide as the claim's scope and figure, and where its victims would be."""
    claim = question.claim
    yield f"{claim.scope} {one.scale}", 1.0
    yield f"size {one.scale}", question.size
    if one.country == scene.main:
        yield f"main {claim.scope} {one.scale}", 1.0
    if claim.effect == "displaced":
        yield f"displaced {one.role}", 1.0
        if question.nation is not None and one.country is not None:
            yield "displaced nation" if question.nation == one.country else "displaced elsewhere", 1.0


def _own(one: Candidate, question: Question, scene: Scene) -> Evidence:
    """How a candidate stands in the claim's own sentence."""
    claim, mention = question.claim, one.mention
    said = scene.sentences[one.sentence].lower()
    opening = mention.start - scene.starts[one.sentence]
    lead = said[: max(opening, 0)].split()
    framed = one.located and len(lead) <= _FRAME and "," in said[opening + len(mention.exact) :][:_OPENING]
    framed = framed and not {"said", "told", ","} & set(lead)
    yield "own frame", float(framed)
    if one.role == "office" and not words("toponyms", "holders").isdisjoint(said[:opening].split()):
        yield "own holder", 1.0
        yield "there", float(" there" in said)
    quantity = claim.quantity
    if one.located:
        yield "own located", 1.0
        yield "own fine", float(one.scale in FINE)
        yield f"own located {claim.scope}", 1.0
        others = [other for other in scene.candidates if other.sentence == one.sentence and other.located]
        near = min(others, key=lambda other: _distance(other.mention, claim))
        yield "own nearest", float(near == one)
        yield "own sole", float(all(other.meaning == one.meaning for other in others))
    elif one.scale != "people":
        yield "own named", 1.0
    else:
        yield "own people", 1.0
    yield "own distance", min(_distance(mention, claim), _FAR) / 100
    yield "own follows", float(mention.start > quantity.end)
    source = claim.source.mention if claim.source is not None else None
    victims = claim.victims.mention if claim.victims is not None else None
    for name, span in (("in source", source), ("in victims", victims)):
        yield name, float(span is not None and mention.span.overlaps(span.span))
    yield "after source", float(source is not None and 0 <= mention.start - source.end <= _AFTER_SOURCE)
    late = claim.cue is not None and mention.start > quantity.end and 0 <= mention.start - claim.cue.end <= _AFTER_CUE
    yield "after cue", float(late)


def _distance(mention: Mention, claim: Claim) -> int:
    """How far a mention stands from the count of a claim, in code points."""
    return max(mention.start - claim.quantity.end, claim.quantity.start - mention.end)


def _elsewhere(one: Candidate, question: Question, scene: Scene) -> Evidence:
    """How a candidate of another sentence stands to the claim's."""
    gap = one.sentence - question.sentence
    if one.located:
        if one.sentence == question.latest:
            yield "latest", 1.0
            yield f"latest {question.claim.scope}", 1.0
            yield "latest, nothing own", float(not question.latest_own)
        elif one.sentence == question.following:
            yield "following", 1.0
        elif one.sentence <= scene.lead:
            yield "lead", 1.0
            yield "lead fine", float(one.scale in FINE)
    if question.latest_fine is not None and one.meaning == question.latest_fine.meaning and gap < 0:
        yield "latest fine", 1.0
        yield f"latest fine {question.claim.scope}", 1.0
    yield "sentences off", math.log(1 + abs(gap))
    yield "sentences ahead", math.log(1 + max(gap, 0))
    together = scene.paragraphs[one.sentence] == scene.paragraphs[question.sentence]
    if together:
        yield "paragraph", 1.0
        yield "paragraph before", float(one.located and gap < 0)
        yield "paragraph before fine", float(one.located and gap < 0 and one.scale in FINE)
    if one.located:
        yield "sole fine", float(one.scale in FINE and scene.fine == {one.meaning})
        yield "next sentence", float(gap == 1)
        yield "sentence before", float(gap == -1)
    yield "echo", float(one.sentence in question.echoes)
    yield "like", min(3, len(scene.content[one.sentence] & scene.content[question.sentence])) / 3
    yield "refines", float(one == question.refined)
    yield "first", float(question.placeless and one == scene.first)
    if not question.pointed:
        return
    named = one.mention.exact.lower().split()
    pointed = not question.pointed.isdisjoint({named[0], named[-1]})
    yield "pointed at", float(pointed and abs(gap) < _NEAR)
    yield "site pointed at", float(pointed and one.scale == "site")
    yield "the capital", float("capital" in question.pointed and "capital" in one.traits)
