"""Weights of traits in a linear-chain conditional random field over a report's claims (``recount.resolve.chains``).

The likelihood of the right candidates is summed over all that are right, so that a place named five times may be chosen
at any; claims without gold, or with no right candidate, take part without a label. Sums run forwards and backwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.optimize import minimize

Weights = Mapping[str, float]
Array = NDArray[np.float64]
_NEVER = 1e-30


class Choice(Struct, frozen=True):
    """A claim: the traits, the meaning and the kin of each candidate, and what it shares with the claim before.

    `right` says which candidates agree with the gold, None where there is no gold. `same` are the traits of the pair
    that hold where both choose one meaning, `akin` those where both choose one kin.
    """

    traits: tuple[Weights, ...]
    meanings: tuple[str, ...]
    kin: tuple[str, ...]
    right: tuple[bool, ...] | None
    same: Weights
    akin: Weights


Chain = tuple[Choice, ...]


class _Step(Struct, frozen=True):
    """A choice as arrays: traits of the candidates and of the pair, and where the pair agrees (None for the first)."""

    traits: Array
    same: Array
    akin: Array
    alike: Array | None
    kindred: Array | None
    right: NDArray[np.bool_] | None


def names_in(chains: Sequence[Chain]) -> list[str]:
    """Every trait that some candidate or pair has, in order."""
    found: set[str] = set()
    for chain in chains:
        for choice in chain:
            found.update(*choice.traits, choice.same, choice.akin)
    return sorted(found)


def fit(
    chains: Sequence[Chain],
    prior: Weights,
    *,
    penalty: float,
    steps: int,
    shares: Sequence[float] | None = None,
) -> dict[str, float]:
    """Weights that make the right candidates likely, shrunk towards `prior`; `shares` are the weights of the chains."""
    names = names_in(chains)
    shares = shares if shares is not None else [1.0] * len(chains)
    told = [(steps_of(chain, names), share) for chain, share in zip(chains, shares, strict=True)]
    told = [(chain, share) for chain, share in told if any(step.right is not None for step in chain)]
    mean = np.array([prior.get(name, 0.0) for name in names])

    def loss(weights: Array) -> tuple[float, Array]:
        off = weights - mean
        total, slope = penalty * float(off @ off) / 2, penalty * off
        for chain, share in told:
            own = np.zeros(len(names))
            total += share * _loss(chain, weights, own)
            slope += share * own
        return total, slope

    found = minimize(loss, mean.copy(), jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return dict(zip(names, map(float, found.x), strict=True))


def score(chains: Sequence[Chain], weights: Weights) -> tuple[int, int]:
    """How many claims with gold are decided right, and of how many."""
    names = sorted(weights)
    vector = np.array([weights[name] for name in names])
    right = asked = 0
    for chain in chains:
        for choice, at in zip(chain, _decided(chain, names, vector), strict=True):
            if choice.right is not None:
                asked += 1
                right += choice.right[at]
    return right, asked


def steps_of(chain: Chain, names: Sequence[str]) -> list[_Step]:
    """A chain as arrays, with traits as columns in the order of `names`; others are left out."""
    place = {name: number for number, name in enumerate(names)}
    found: list[_Step] = []
    before: Choice | None = None
    for choice in chain:
        alike = kindred = None
        if before is not None:
            alike = np.array([[one == other for other in choice.meanings] for one in before.meanings], float)
            kindred = np.array([[one == other for other in choice.kin] for one in before.kin], float)
        right = np.array(choice.right) if choice.right is not None and any(choice.right) else None
        traits = np.array([_vector(one, place) for one in choice.traits])
        found.append(_Step(traits, _vector(choice.same, place), _vector(choice.akin, place), alike, kindred, right))
        before = choice
    return found


def _vector(traits: Weights, place: Mapping[str, int]) -> Array:
    found = np.zeros(len(place))
    for name, strength in traits.items():
        if name in place:
            found[place[name]] = strength
    return found


def _loss(chain: Sequence[_Step], weights: Array, slope: Array) -> float:
    """The negative logarithm of the likelihood of the right candidates; its gradient is added to `slope`."""
    raised = [np.exp(scores - scores.max()) for scores in (step.traits @ weights for step in chain)]
    held = [one if step.right is None else one * step.right + _NEVER for one, step in zip(raised, chain, strict=True)]
    links = _links(chain, weights)
    total = 0.0
    for sign, odds in ((1, raised), (-1, held)):
        forward, backward, mass = _passed(odds, links)
        total += sign * mass
        for at, step in enumerate(chain):
            share = forward[at] * backward[at]
            slope += sign * (share / share.sum() @ step.traits)
            if step.alike is not None and step.kindred is not None:
                pair = forward[at - 1][:, None] * links[at] * (odds[at] * backward[at])[None, :]
                pair /= pair.sum()
                slope += sign * ((pair * step.alike).sum() * step.same + (pair * step.kindred).sum() * step.akin)
    return total


def _links(chain: Sequence[_Step], weights: Array) -> list[Array]:
    """What each pair of candidates is worth, from the claim before; the first claim has no such pairs."""
    return [
        np.ones((0, 0))
        if step.alike is None or step.kindred is None
        else np.exp((step.same @ weights) * step.alike + (step.akin @ weights) * step.kindred)
        for step in chain
    ]


def _passed(odds: Sequence[Array], links: Sequence[Array]) -> tuple[list[Array], list[Array], float]:
    """Sums over all choices before and after each claim, scaled, and the logarithm of the sum over all choices."""
    forward = [odds[0] / odds[0].sum()]
    mass = float(np.log(odds[0].sum()))
    for own, link in zip(odds[1:], links[1:], strict=True):
        coming = (forward[-1] @ link) * own
        mass += float(np.log(coming.sum()))
        forward.append(coming / coming.sum())
    backward = [np.ones_like(odds[-1])]
    for own, link in zip(odds[:0:-1], links[:0:-1], strict=True):
        coming = link @ (own * backward[0])
        backward.insert(0, coming / coming.sum())
    return forward, backward, mass


def _decided(chain: Chain, names: Sequence[str], weights: Array) -> list[int]:
    """The candidate taken for each claim: the likeliest of those that mean the likeliest."""
    steps = steps_of(chain, names)
    raised = [np.exp(scores - scores.max()) for scores in (step.traits @ weights for step in steps)]
    forward, backward, _ = _passed(raised, _links(steps, weights))
    found = []
    for choice, before, after in zip(chain, forward, backward, strict=True):
        share = before * after
        meant: dict[str, float] = {}
        for meaning, one in zip(choice.meanings, share, strict=True):
            meant[meaning] = meant.get(meaning, 0.0) + float(one)
        likeliest = max(meant, key=lambda meaning: meant[meaning])
        inside = [at for at, meaning in enumerate(choice.meanings) if meaning == likeliest]
        found.append(max(inside, key=lambda at: share[at]))
    return found
