"""How well clusters agree: pairs of documents put together, rightly or wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping

from msgspec import Struct


class ClusterScore(Struct, frozen=True, kw_only=True):
    """Precision, recall and F1 over pairs of documents, and the adjusted Rand index (1 same, 0 as by chance)."""

    precision: float
    recall: float
    f1: float
    ari: float


def agreement(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> ClusterScore:
    """How well the clusters found agree with those of the gold, over the documents of the gold.

    Source: L. Hubert and P. Arabie, "Comparing partitions", Journal of Classification 2 (1985), for the index.

    >>> agreement({"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 1, "c": 1}).precision
    0.3333333333333333
    """
    guess = {name: found.get(name, (name,)) for name in gold}
    both, true, put = (
        _pairs(Counter(clusters))
        for clusters in (((gold[name], guess[name]) for name in gold), gold.values(), guess.values())
    )
    precision, recall = both / put if put else 0.0, both / true if true else 0.0
    total = len(gold) * (len(gold) - 1) // 2
    by_chance = true * put / total if total else 0.0
    most = (true + put) / 2
    return ClusterScore(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        ari=(both - by_chance) / (most - by_chance) if most != by_chance else 1.0,
    )


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
