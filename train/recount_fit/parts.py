"""Annotated reports to the weights by which claims are parts of others: a multinomial logit over candidates.

``python -m recount_fit.parts GOLD.jsonl ... [--folds 5]`` prints the score by cross-validation (folds by report), then
weights fitted on all, as lines for ``recount.claims.parts``.
"""

from __future__ import annotations

import argparse
import json
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from recount.claims.assemble import count
from recount.claims.candidates import wholes
from recount.claims.context import sentences_of
from recount.claims.counted import Counted
from recount.claims.parts import decide
from recount.claims.revisions import revisions
from recount.language.backends import Backend, backend
from recount.reports import read_text
from recount_fit.rows import reading_of

# What the codebook's rules say, which the fit may soften but not forget: words that name the whole, and sums.
PRIORS: dict[str, float] = {
    "none": 2.0, "none, named": -2.0, "none, all": 2.0, "within": 3.0, "sums": 2.5, "sums, own": 1.5,
    "as before, listed": 2.5, "as before, sentence": 1.0, "including, own": 2.0, "of them, own": 3.0,
    "of them, back": 1.5, "of the dead, back": 2.0, "of the dead, own": 0.5, "among, back": 2.5, "of number": 6.0,
    "sum, own ahead": 6.5, "sum, ahead": 5.5, "alone, own": 2.0, "of its noun": 1.5, "colon": 1.0,
    "as its like": 2.0, "other effect": -0.7, "other group": -1.0, "between": -0.7, "at ahead": -3.5,
    "at own ahead": -3.5, "is a part": -1.0, "denied": -1.5, "other source": -0.5, "other time": -1.0,
    "other place": -0.7, "total of incident": -1.5, "incident of total": -0.7, "besides, own": -0.7, "apart": -1.0,
    "most of it": -0.2, "joined": -0.5, "repeated": -0.5, "both vague": -2.0, "whole vague": -0.5,
    "none, older": 2.0, "none, sum": 2.0, "of another noun": -0.7, "of the, back": 1.0, "older": -2.0,
    "beside, own": -4.0,
    "elsewhere, back": -1.0, "sums, spread": 0.5,
}  # fmt: skip

Weights = Mapping[str, float]
UNLABELLED, UNFOUND = -1, -2


class Labelled(Struct, frozen=True):
    """A report as counted, and for each count the place of its whole: None where it has none."""

    id: str
    counted: tuple[Counted, ...]
    golds: tuple[int | None, ...]


class Row(Struct, frozen=True):
    """The candidates of one claim as rows of traits, and which is right."""

    traits: tuple[Mapping[str, float], ...]
    right: int


def counted_reports(path: Path, language: Backend) -> Iterator[tuple[str, list[dict[str, Any]], tuple[Counted, ...]]]:
    """Each report of a gold file: its id, its gold claims, and its counts as recount finds them."""
    for line in path.read_text(encoding="utf-8").strip().split("\n"):
        row = json.loads(line)
        reading = reading_of(row)
        yield reading.report.id, row["claims"], count(reading, sentences_of(reading), language)


def labelled(path: Path, language: Backend) -> list[Labelled]:
    """The reports of a gold file, counted and set beside their gold."""
    return [
        Labelled(report, counted, _golds(gold, counted)) for report, gold, counted in counted_reports(path, language)
    ]


def _golds(gold: Sequence[Mapping[str, Any]], counted: Sequence[Counted]) -> tuple[int | None, ...]:
    """The place of each count's whole among the counts, by the gold claims whose quantities overlap theirs."""
    to_gold: dict[int, int] = {}
    for at, one in enumerate(counted):
        quantity = one.claim.quantity
        for number, claim in enumerate(gold):
            words = claim["quantity"]
            if words["start"] < quantity.end and quantity.start < words["end"] and number not in to_gold.values():
                to_gold[at] = number
                break
    to_count = {number: at for at, number in to_gold.items()}
    golds: list[int | None] = []
    for at in range(len(counted)):
        whole = gold[to_gold[at]].get("subset_of") if at in to_gold else None
        golds.append(UNLABELLED if at not in to_gold else None if whole is None else to_count.get(whole, UNFOUND))
    return tuple(golds)


def counted_cases(
    path: Path, language: Backend
) -> Iterator[tuple[str, dict[str, dict[str, str]], tuple[Counted, ...]]]:
    """Each short report of a case table (`tests/unit/claims/parts.toml`): a name, what it tells, its counts."""
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"]):
        reading = read_text(case["text"])
        told = {row["words"]: row for row in case["counts"]}
        yield f"case {number}", told, count(reading, sentences_of(reading), language)


def cases(path: Path, language: Backend) -> list[Labelled]:
    """The short reports of a case table, counted and set beside what it says of parts."""
    found = []
    for name, rows_, counted in counted_cases(path, language):
        places = {words: at for at, words in enumerate(numbered(one.claim.quantity.exact for one in counted))}
        golds: list[int | None] = [UNLABELLED] * len(counted)
        for words, row in rows_.items():
            if "part_of" in row and words in places:
                whole = row["part_of"]
                golds[places[words]] = places.get(whole, UNFOUND) if whole else None
        found.append(Labelled(name, counted, tuple(golds)))
    return found


def numbered(words: Iterable[str]) -> list[str]:
    """Words in order, those met before with their number: ``12``, ``12 #2``."""
    seen: Counter[str] = Counter()
    found = []
    for word in words:
        seen[word] += 1
        found.append(word if seen[word] == 1 else f"{word} #{seen[word]}")
    return found


def revised(report: Labelled) -> dict[int, int]:
    """The places of a report's newer figures and of the older ones they revise."""
    return {one.newer: one.older for one in revisions(report.counted)}


def rows(report: Labelled) -> list[Row]:
    """What there is to learn from a report: each claim whose right whole is among its candidates."""
    parents = {at: whole for at, whole in enumerate(report.golds) if whole is not None and whole >= 0}
    found = []
    for at, whole in enumerate(report.golds):
        options = wholes(report.counted, at, {part: of for part, of in parents.items() if part < at}, revised(report))
        places = [option.at for option in options]
        if whole in places and len(places) > 1:
            found.append(Row(tuple(option.traits for option in options), places.index(whole)))
    return found


def fit(given: Sequence[Row], penalty: float, least: int = 4, steps: int = 500) -> dict[str, float]:
    """Weights that make the right candidates likely, shrunk towards `PRIORS`; rare traits are left out."""
    seen: dict[str, int] = {}
    for row in given:
        for trait in {trait for traits in row.traits for trait in traits}:
            seen[trait] = seen.get(trait, 0) + 1
    names = sorted(trait for trait, times in seen.items() if times >= least)
    place = {trait: number for number, trait in enumerate(names)}
    matrix = np.zeros((sum(len(row.traits) for row in given), len(names)))
    owner, right, at = [], [], 0
    for number, row in enumerate(given):
        for choice, traits in enumerate(row.traits):
            for trait, value in traits.items():
                if trait in place:
                    matrix[at, place[trait]] = value
            owner.append(number)
            right.append(choice == row.right)
            at += 1
    owners, rights = np.array(owner), np.array(right, dtype=float)
    prior = np.array([PRIORS.get(trait, 0.0) for trait in names])
    weights, mean, spread = prior.copy(), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, steps + 1):
        scores = matrix @ weights
        most = np.full(len(given), -np.inf)
        np.maximum.at(most, owners, scores)
        raised = np.exp(scores - most[owners])
        shares = raised / np.bincount(owners, raised)[owners]
        slope = matrix.T @ (shares - rights) + penalty * (weights - prior)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return PRIORS | {trait: round(float(weights[number]), 1) for trait, number in place.items()}


def score(reports: Sequence[Labelled], weights: Weights) -> tuple[int, int]:
    """How many claims have the right whole, and how many have one, by gold or as decided."""
    right = asked = 0
    for report in reports:
        decided = decide(report.counted, revised(report), weights)
        for at, whole in enumerate(report.golds):
            mine = decided[at].whole
            if whole != UNLABELLED and (mine is not None or whole is not None):
                asked += 1
                right += mine == whole
    return right, asked


def main() -> None:
    """Reads gold, prints figures and weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--cases", type=Path, help="a table of short reports to learn from besides")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--penalty", type=float, default=2.0)
    given = parser.parse_args()
    language = backend()
    reports = [report for path in given.gold for report in labelled(path, language)]
    reports += cases(given.cases, language) if given.cases else []
    total = [0, 0]
    for fold in range(given.folds):
        held = [report for report in reports if zlib.crc32(report.id.encode()) % given.folds == fold]
        kept = [report for report in reports if zlib.crc32(report.id.encode()) % given.folds != fold]
        right, asked = score(held, fit([row for report in kept for row in rows(report)], given.penalty))
        total = [total[0] + right, total[1] + asked]
    print(f"held out: {total[0]} of {total[1]} right, {total[0] / max(1, total[1]):.3f}")
    weights = fit([row for report in reports for row in rows(report)], given.penalty)
    print(f"fitted: {score(reports, weights)}")
    print(", ".join(f'"{trait}": {weight}' for trait, weight in weights.items() if weight))


if __name__ == "__main__":
    main()
