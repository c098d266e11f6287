"""Annotated reports to the weights by which a figure is of an incident, a period or a total: a multinomial logit.

``python -m recount_fit.scopes GOLD.jsonl ... [--folds 5]`` prints the score by cross-validation (folds by report), then
weights fitted on all and shrunk towards the present ones, for ``recount.claims.scope``.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct

from recount.claims.counted import Counted
from recount.claims.scope import WEIGHTS, traits
from recount.language.backends import Backend, backend
from recount_fit.parts import counted_cases, counted_reports, numbered

SCOPES = ("incident", "period", "total")
Weights = Mapping[str, Mapping[str, float]]


class Row(Struct, frozen=True):
    """A claim's traits, the scope its gold has, and its report."""

    traits: Mapping[str, float]
    scope: str
    report: str


def rows(path: Path, language: Backend) -> list[Row]:
    """The claims of a gold file that recount finds, with their traits."""
    found = []
    for report, gold, counted in counted_reports(path, language):
        for one in counted:
            quantity = one.claim.quantity
            scope = next(
                (
                    claim["scope"]
                    for claim in gold
                    if claim["quantity"]["start"] < quantity.end and quantity.start < claim["quantity"]["end"]
                ),
                None,
            )
            if scope is not None:
                found.append(Row(_traits(one), scope, report))
    return found


def rows_of_cases(path: Path, language: Backend) -> list[Row]:
    """The counts of a case table whose scope it tells, with their traits."""
    return [
        Row(_traits(one), told[words]["scope"], name)
        for name, told, counted in counted_cases(path, language)
        for words, one in zip(numbered(one.claim.quantity.exact for one in counted), counted, strict=True)
        if "scope" in told.get(words, {})
    ]


def _traits(one: Counted) -> Mapping[str, float]:
    """The traits of a count, with the words for the time of its own sentence."""
    evidence = one.claim.evidence
    times = [time for time in one.claim.times if evidence.start <= time.start < evidence.end]
    return traits(one.tokens, one.link, times)


def fit(
    given: Sequence[Row], penalty: float, prior: Weights, least: int = 8, steps: int = 400
) -> dict[str, dict[str, float]]:
    """Weights for each scope but the first, shrunk towards `prior`; rare traits are left out."""
    seen: dict[str, int] = {}
    for row in given:
        for trait in row.traits:
            seen[trait] = seen.get(trait, 0) + 1
    names = sorted(trait for trait, times in seen.items() if times >= least)
    matrix = np.array([[row.traits.get(name, 0.0) for name in names] for row in given])
    right = np.array([[row.scope == scope for scope in SCOPES] for row in given], dtype=float)
    priors = np.array([[prior.get(scope, {}).get(name, 0.0) for scope in SCOPES] for name in names])
    weights = priors.copy()
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        scores = matrix @ weights
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares = raised / raised.sum(axis=1, keepdims=True)
        slope = matrix.T @ (shares - right) + penalty * (weights - priors)
        slope[:, 0] = 0.0
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return {
        scope: {name: round(float(weights[at, number]), 1) for at, name in enumerate(names)}
        for number, scope in enumerate(SCOPES)
    }


def score(given: Sequence[Row], weights: Weights) -> tuple[int, int]:
    """How many claims these weights give the right scope, and of how many."""
    right = 0
    for row in given:
        sums = [sum(weights[scope].get(trait, 0.0) * value for trait, value in row.traits.items()) for scope in SCOPES]
        right += SCOPES[sums.index(max(sums))] == row.scope
    return right, len(given)


def main() -> None:
    """Reads gold, prints figures and weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--cases", type=Path, help="a table of short reports to learn from besides")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--penalty", type=float, default=12.0)
    given = parser.parse_args()
    language = backend()
    every = [row for path in given.gold for row in rows(path, language)]
    every += rows_of_cases(given.cases, language) if given.cases else []
    total = [0, 0]
    for fold in range(given.folds):
        held = [row for row in every if zlib.crc32(row.report.encode()) % given.folds == fold]
        kept = [row for row in every if zlib.crc32(row.report.encode()) % given.folds != fold]
        right, asked = score(held, fit(kept, given.penalty, WEIGHTS))
        total = [total[0] + right, total[1] + asked]
    print(f"held out: {total[0]} of {total[1]} right, {total[0] / max(1, total[1]):.3f}")
    weights = fit(every, given.penalty, WEIGHTS)
    print(json.dumps({scope: {trait: value for trait, value in of.items() if value} for scope, of in weights.items()}))


if __name__ == "__main__":
    main()
