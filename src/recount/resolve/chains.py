"""Decisions about a row of claims taken together: the likeliest choice for each, where neighbours tend to choose alike.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): each claim has candidates with scores of
their own, and each pair of neighbours has a bonus where both choose the same thing. Choices are read off the marginal
probabilities, which are summed over candidates that mean the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise, repeat

from msgspec import Struct


class Link(Struct, frozen=True):
    """A claim in its row: the score and meaning of each candidate, and what agreeing with the claim before is worth.

    `kin` is the wider thing that each candidate is of (a place's country), `akin` what sharing that is worth.
    """

    scores: tuple[float, ...]
    meanings: tuple[str, ...]
    same: float = 0.0
    kin: tuple[str, ...] = ()
    akin: float = 0.0


def marginals(row: Sequence[Link]) -> list[list[float]]:
    """The probability of each candidate of each claim, given all the others (forwards and backwards).

    >>> row = [Link((2.0, 0.0), ("Irpin", "Bucha")), Link((0.0, 0.0), ("Irpin", "Bucha"), same=1.0)]
    >>> [[round(p, 2) for p in one] for one in marginals(row)]
    [[0.88, 0.12], [0.68, 0.32]]
    """
    if not row:
        return []
    forward = [list(row[0].scores)]
    for before, link in pairwise(row):
        passed = _passed(forward[-1], before, link)
        forward.append([score + coming for score, coming in zip(link.scores, passed, strict=True)])
    backward = [[0.0] * len(row[-1].scores)]
    for before, link in zip(row[-2::-1], row[:0:-1], strict=True):
        coming = [score + later for score, later in zip(link.scores, backward[0], strict=True)]
        backward.insert(0, _passed(coming, link, before, same=link.same, akin=link.akin))
    return [_normal([a + b for a, b in zip(*pair, strict=True)]) for pair in zip(forward, backward, strict=True)]


def chosen(link: Link, probabilities: Sequence[float]) -> tuple[int, float]:
    """The candidate to take, and the probability of what it means: the likeliest of those that mean the likeliest."""
    meant: dict[str, float] = {}
    for meaning, probability in zip(link.meanings, probabilities, strict=True):
        meant[meaning] = meant.get(meaning, 0.0) + probability
    likeliest = max(meant, key=lambda meaning: meant[meaning])
    inside = [at for at, meaning in enumerate(link.meanings) if meaning == likeliest]
    return max(inside, key=lambda at: probabilities[at]), meant[likeliest]


def _passed(
    scores: Sequence[float], left: Link, right: Link, *, same: float | None = None, akin: float | None = None
) -> list[float]:
    """For each candidate of `right`, the logarithm of the summed weights of all choices of `left` before it."""
    same, akin = right.same if same is None else same, right.akin if akin is None else akin
    top = max(scores)
    weights = [math.exp(score - top) for score in scores]
    every = sum(weights)
    alike: dict[str, float] = {}
    kindred: dict[str, float] = {}
    both: dict[tuple[str, str], float] = {}
    for (meaning, kin), weight in zip(_choices(left), weights, strict=True):
        alike[meaning] = alike.get(meaning, 0.0) + weight
        kindred[kin] = kindred.get(kin, 0.0) + weight
        both[meaning, kin] = both.get((meaning, kin), 0.0) + weight
    to_same, to_akin, to_both = math.exp(same), math.exp(akin), math.exp(same + akin)
    passed: dict[tuple[str, str], float] = {}  # candidates that mean the same take the same
    for choice in set(_choices(right)):
        meaning, kin = choice
        agree, share = alike.get(meaning, 0.0), kindred.get(kin, 0.0) if right.kin else 0.0
        twice = both.get(choice, 0.0) if right.kin else 0.0
        total = (every - agree - share + twice) + (agree - twice) * to_same
        total += (share - twice) * to_akin + twice * to_both
        passed[choice] = top + math.log(total)
    return [passed[choice] for choice in _choices(right)]


def _choices(link: Link) -> Iterable[tuple[str, str]]:
    """What each candidate means, and what it is of."""
    return zip(link.meanings, link.kin or repeat(""), strict=False)


def _normal(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    weights = [math.exp(score - top) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]
