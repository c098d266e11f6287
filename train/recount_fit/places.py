"""Annotated and invented reports to what decides the places of claims: leanings, weights of traits, weights of pairs.

``python -m recount_fit.places SHARED_FOLDER [--check GOLD.jsonl]`` trains the leanings beside the named traits, cross-
fitted in folds of reports; fits the pairs of claims on the scores of reports held out; prints the shares of places that
are right; writes ``recount_en/leanings.npz`` with its checksum, and ``lexicon/placing.toml``. A share of weights set by
hand (``train/priors/placing.toml``) is added to the fitted ones: it steadies what few reports teach.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from msgspec import Struct, structs
from numpy.typing import NDArray

from recount.claims.hearing import Hearing
from recount.model import Claim
from recount.resolve.placing import bonds, evidence, shown
from recount.resolve.scenes import Question, Scene, questions, scene_of
from recount.resolve.toponyms import Candidate
from recount_fit import heads, lexicons
from recount_fit.chains import Chain, Choice, Weights, fit, score
from recount_fit.heads import Asked, Head
from recount_fit.listening import PACKAGE, Listener, States, write_leanings
from recount_fit.rows import Gold, Read, gold_of, learnt, read, same_name

HEARD, NET, HAND = "heard place", "net", "by hand"
_SHARE = 0.3
_FOLDS, _EPOCHS, _PENALTY, _STEPS = 5, 6, 1.0, 40
_SEEDS = (0, 1, 2)
Array = NDArray[np.float32]


class Words(Struct, frozen=True):
    """The states of what a claim asks by and of what its candidates answer by; `heard` is whether each is a word."""

    asking: Array
    answering: Array
    heard: NDArray[np.bool_]


class Row(Struct, frozen=True):
    """A report's chain of claims and the words of each; `invented` is whether it is one of `train/reports`."""

    invented: bool
    chain: Chain
    words: tuple[Words, ...]


def rows(golds: Iterable[tuple[Gold, bool]], listener: Listener) -> Iterator[Row]:
    """The reports that name places, with all that decides those of their claims."""
    for one in read(golds, listener):
        scene = scene_of(one.reading, one.claims)
        if scene.candidates:
            asked = questions(one.claims, scene)
            hearing = Hearing.of(listener.heard)
            words = tuple(_words(claim, scene.candidates, hearing) for claim in one.claims)
            yield Row(one.invented, _chain(one, asked, scene), words)


def _chain(one: Read, asked: Sequence[Question], scene: Scene) -> Chain:
    """The claims of a report with the candidates for their places."""
    meanings = tuple(place.meaning for place in scene.candidates)
    kin = tuple(place.country or "" for place in scene.candidates)
    candidates = [(place, tuple(shown(place, scene))) for place in scene.candidates]
    found = []
    for at, (question, gold) in enumerate(zip(asked, one.golds, strict=True)):
        same, akin = bonds(question, asked[at - 1], scene) if at else ({}, {})
        right = None if gold is None else tuple(_is(place, gold) for place in scene.candidates)
        held = tuple(_traits(*itself, *evidence(place, question, scene)) for place, itself in candidates)
        found.append(Choice(held, meanings, kin, right, same, akin))
    return tuple(found)


def _traits(*evidence: tuple[str, float]) -> dict[str, float]:
    """What a candidate shows, each trait once."""
    found: dict[str, float] = {}
    for name, strength in evidence:
        if strength:
            found[name] = found.get(name, 0.0) + strength
    return found


def _is(place: Candidate, gold: Gold) -> bool:
    """Whether a candidate is the place of a gold claim: its words, or its name."""
    told = gold["place"]
    if told is None:
        return False
    named = place.entry.name if place.scale == "people" and place.entry is not None else place.mention.exact
    return (told["start"] < place.mention.end and place.mention.start < told["end"]) or same_name(told["name"], named)


def _words(claim: Claim, candidates: Sequence[Candidate], hearing: Hearing) -> Words:
    """What ``recount.claims.hearing.leanings`` would listen to for a claim."""
    states = hearing.analysis.leanings
    assert isinstance(states, States)
    count = hearing.words(claim.quantity.span)
    noun = claim.victims.mention if claim.victims is not None else None
    victims = hearing.words(noun.span) if noun is not None else range(0)
    named = {mention.start: mention for mention in claim.places}
    answering = np.zeros((len(candidates), states.states.shape[1]), np.float32)
    heard = np.zeros(len(candidates), bool)
    for at, place in enumerate(candidates):
        spoken = hearing.words(named[place.mention.start].span) if place.mention.start in named else range(0)
        if spoken and count:
            heard[at] = True
            answering[at] = (states.states[spoken[0]] + states.states[spoken[-1]]) / 2
    asking = np.zeros(2 * states.states.shape[1], np.float32)
    if count:
        asking = np.concatenate([states.states[count[-1]], states.states[(victims or count)[-1]]])
    return Words(asking, answering, heard)


def asked(row: Row, place: Mapping[str, int]) -> list[Asked]:
    """The claims of a report for the head, with traits as columns by `place`; others are left out."""
    found = []
    for choice, words in zip(row.chain, row.words, strict=True):
        matrix = np.zeros((len(choice.traits), len(place)), np.float32)
        for at, held in enumerate(choice.traits):
            for name, strength in held.items():
                if name in place:
                    matrix[at, place[name]] = strength
        right = np.array(choice.right if choice.right is not None else [False] * len(matrix))
        found.append(Asked(matrix, words.asking, words.answering, words.heard, right))
    return found


def scored(row: Row, claims: Sequence[Asked], head: Head, hand: Weights) -> Chain:
    """The chain of a report with the head's scores, and those of the weights set by hand, in place of traits."""
    found = []
    for choice, given in zip(row.chain, heads.scores(head, claims), strict=True):
        by_hand = [sum(hand.get(name, 0.0) * one for name, one in held.items()) for held in choice.traits]
        pairs = zip(given, by_hand, strict=True)
        found.append(structs.replace(choice, traits=tuple({NET: one, HAND: other} for one, other in pairs)))
    return tuple(found)


def cross_fitted(given: Sequence[Row], claims: Sequence[Sequence[Asked]], hand: Weights) -> list[Chain]:
    """The chain of each report, scored by a head that was trained on the other folds."""
    order = list(range(len(given)))
    random.Random(0).shuffle(order)
    found: dict[int, Chain] = {}
    for fold in range(_FOLDS):
        held = set(order[fold::_FOLDS])
        kept = [one for at in range(len(given)) if at not in held for one in claims[at]]
        head = heads.train(kept, epochs=_EPOCHS, seeds=_SEEDS)
        found |= {at: scored(given[at], claims[at], head, hand) for at in sorted(held)}
    return [found[at] for at in range(len(given))]


def alone(chains: Sequence[Chain]) -> list[Chain]:
    """The chains without what the weights set by hand say: pairs are fitted to the head's scores."""
    return [
        tuple(structs.replace(one, traits=tuple({NET: held[NET]} for held in one.traits)) for one in chain)
        for chain in chains
    ]


def share(name: str, chains: Sequence[Chain], pairs: Weights) -> None:
    """Prints how many places are right by the scores alone and by the chain."""
    single, total = score(chains, {NET: 1.0})
    joined, _ = score(chains, pairs)
    right, _ = score(chains, {**pairs, HAND: _SHARE})
    figures = ((single, "each by itself"), (joined, "together"), (right, "with the weights set by hand"))
    print(f"{name}, {total} claims: " + ", ".join(f"{one / total:.3f} {told}" for one, told in figures), flush=True)


def main() -> None:
    """Fits, prints figures, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="folder with claims/train.jsonl")
    parser.add_argument("--check", type=Path, help="a gold file to print the share of right places in")
    options = parser.parse_args()
    torch.set_num_threads(1)
    listener, hand = Listener(), lexicons.weights_in(lexicons.PRIORS / "placing.toml")
    given = list(rows(learnt(options.shared), listener))
    names = sorted({name for row in given for choice in row.chain for held in choice.traits for name in held})
    place = {name: number for number, name in enumerate(names)}
    claims = [asked(row, place) for row in given]
    chains = cross_fitted(given, claims, hand)
    pairs = fit(alone(chains), {NET: 1.0}, penalty=_PENALTY, steps=_STEPS)
    for invented in (False, True):
        held = [chain for chain, row in zip(chains, given, strict=True) if row.invented == invented]
        share("held out, invented" if invented else "held out, annotated", held, pairs)
    head = heads.train([one for row in claims for one in row], epochs=_EPOCHS, seeds=_SEEDS)
    if options.check:
        other = list(rows(((gold, False) for gold in gold_of(options.check)), listener))
        share(str(options.check.name), [scored(row, asked(row, place), head, hand) for row in other], pairs)
    scale = pairs[NET]
    learned = dict(zip(names, head.traits.weight[0].tolist(), strict=True))
    weights = {
        name: scale * learned.get(name, 0.0) + _SHARE * hand.get(name, 0.0) for name in sorted({*learned, *hand})
    }
    between = {name: weight for name, weight in pairs.items() if name != NET}
    lexicons.write(lexicons.FOLDER / "placing.toml", weights | between | {HEARD: scale})
    write_leanings(PACKAGE, head.folded())


if __name__ == "__main__":
    main()
