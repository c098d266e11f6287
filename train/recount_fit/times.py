"""Annotated and invented reports to the weights by which the times of claims are decided (``lexicon/timing.toml``).

``python -m recount_fit.times SHARED_FOLDER [--prior TIMING.toml] [--check GOLD.jsonl]`` prints the shares of times that
are right by cross-validation in folds of reports, then fits on all, shrunk towards the prior, and writes the weights.

Invented reports have, of every trait, a copy of their own beside the common one (Daumé 2007), which is dropped once all
are fitted: what holds only among them goes into the copy.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, structs

from recount.language.analysis import Backend
from recount.language.backends import backend
from recount.resolve.timing import bonds, candidates, scene_of
from recount_fit import chains, lexicons
from recount_fit.chains import Chain, Choice, Weights
from recount_fit.rows import Gold, Read, gold_of, learnt, read, same_time

_PATH = lexicons.FOLDER / "timing.toml"
_OWN = "invented: "
_FOLDS, _PENALTY, _STEPS, _ANNOTATED = 5, 20.0, 50, 2.0


class Row(Struct, frozen=True):
    """A report's chain of claims; `invented` is whether it is one of `train/reports`."""

    invented: bool
    chain: Chain


def rows(golds: Iterable[tuple[Gold, bool]], language: Backend) -> Iterator[Row]:
    """The reports with all that decides the times of their claims."""
    return (Row(one.invented, _chain(one)) for one in read(golds, language))


def _chain(one: Read) -> Chain:
    scene = scene_of(one.reading, one.claims)
    found = []
    for at, gold in enumerate(one.golds):
        times = candidates(scene, at)
        found.append(
            Choice(
                traits=tuple(time.traits for time in times),
                meanings=tuple(time.meaning for time in times),
                kin=("",) * len(times),
                right=None if gold is None else tuple(same_time(gold, time.days) for time in times),
                same=bonds(scene, at) if at else {},
                akin={},
            )
        )
    return tuple(found)


def doubled(chain: Chain) -> Chain:
    """The chain of an invented report with a copy of every trait."""
    return tuple(
        structs.replace(choice, traits=tuple(map(_doubled, choice.traits)), same=_doubled(choice.same))
        for choice in chain
    )


def _doubled(traits: Weights) -> Weights:
    return {**traits, **{_OWN + name: strength for name, strength in traits.items()}}


def fit(given: Sequence[Row], prior: Weights) -> dict[str, float]:
    """Weights for annotated reports, which count twice."""
    weights = chains.fit(
        [doubled(row.chain) if row.invented else row.chain for row in given],
        prior,
        penalty=_PENALTY,
        steps=_STEPS,
        shares=[1.0 if row.invented else _ANNOTATED for row in given],
    )
    return {name: weight for name, weight in weights.items() if not name.startswith(_OWN)}


def share(name: str, right: int, asked: int) -> None:
    """Prints how many times are right."""
    print(f"{name}: {right / max(1, asked):.3f} ({asked} claims)", flush=True)


def main() -> None:
    """Fits, prints figures, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="folder with claims/train.jsonl")
    parser.add_argument("--prior", type=Path, default=_PATH, help="weights to shrink towards (the present ones)")
    parser.add_argument("--check", type=Path, help="a gold file to print the share of right times in")
    options = parser.parse_args()
    language, prior = backend(), lexicons.weights_in(options.prior)
    given = list(rows(learnt(options.shared), language))
    order = list(range(len(given)))
    random.Random(0).shuffle(order)
    held_out = {False: [0, 0], True: [0, 0]}
    for fold in range(_FOLDS):
        held = set(order[fold::_FOLDS])
        weights = fit([row for at, row in enumerate(given) if at not in held], prior)
        for at in held:
            right, asked = chains.score([given[at].chain], weights)
            total = held_out[given[at].invented]
            total[:] = total[0] + right, total[1] + asked
    for invented, (right, asked) in held_out.items():
        share("held out, invented" if invented else "held out, annotated", right, asked)
    weights = fit(given, prior)
    if options.check:
        other = [row.chain for row in rows(((gold, False) for gold in gold_of(options.check)), language)]
        share(options.check.name, *chains.score(other, weights))
    lexicons.write(_PATH, weights)


if __name__ == "__main__":
    main()
