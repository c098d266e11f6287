"""A small head on the language model's states that hears which place a count's harm happened at.

A claim asks by the last words of its count and of its noun for those harmed, a place answers by the mean of its first
and last word; their product, and what a place says by itself, is how strongly it is heard. The head is trained beside
the named traits of places, in one sum with them, so that it learns what these do not say.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from msgspec import Struct
from numpy.typing import NDArray
from torch import Tensor, nn

from recount_fit.listening import HIDDEN, WIDTH

Array = NDArray[np.float32]
_OUT = -1e9


class Asked(Struct, frozen=True):
    """A claim and its candidates: traits [candidates, names], states, whether each is heard at all, which are right.

    `asking` are the states of the count's and the victims' last words, one after the other; `answering` are those of
    the candidates. `right` is all False where there is no gold.
    """

    traits: Array
    asking: Array
    answering: Array
    heard: NDArray[np.bool_]
    right: NDArray[np.bool_]


class Head(nn.Module):
    """The head and the weights of the traits beside it; of several `members` it says what they say on average."""

    def __init__(self, traits: int, members: int = 1) -> None:
        super().__init__()
        width = members * WIDTH
        self.members = members
        self.asking = nn.Linear(2 * HIDDEN, width)
        self.answering = nn.Linear(HIDDEN, width)
        self.place = nn.Sequential(nn.Linear(HIDDEN, width), nn.Tanh(), nn.Dropout(0.3), nn.Linear(width, 1))
        self.drop = nn.Dropout(0.4)
        self.traits = nn.Linear(traits, 1, bias=False)
        nn.init.zeros_(self.traits.weight)

    def leanings(self, asking: Tensor, answering: Tensor) -> Tensor:
        """[claims, 2 HIDDEN] and [claims, candidates, HIDDEN] to [claims, candidates]."""
        asked = torch.tanh(self.asking(self.drop(asking)))
        answers = torch.tanh(self.answering(self.drop(answering)))
        return (asked[:, None] * answers).sum(-1) / (2 * self.members) + self.place(self.drop(answering))[..., 0]

    def forward(self, batch: Batch) -> Tensor:
        """The score of each candidate [claims, candidates]; far below all others where there is no such candidate."""
        heard = self.leanings(batch.asking, batch.answering) * batch.heard
        return (self.traits(batch.traits)[..., 0] + heard).masked_fill(~batch.given, _OUT)

    def folded(self) -> dict[str, Array]:
        """The arrays of ``recount.language.leanings``: one matrix for all that a word may say, and what weighs it."""
        first, last = self.place[0], self.place[3]
        count, victims = self.asking.weight.split(HIDDEN, dim=1)
        weights = torch.cat([count, victims, self.answering.weight, first.weight]).T
        bias = torch.cat([self.asking.bias, torch.zeros_like(self.asking.bias), self.answering.bias, first.bias])
        arrays = {"weights": weights, "bias": bias, "place": last.weight[0], "offset": last.bias[0]}
        return {name: array.detach().numpy().astype(np.float32) for name, array in arrays.items()}


def joined(heads: Sequence[Head]) -> Head:
    """Heads trained from different beginnings as one, which says what they say on average."""
    one = Head(heads[0].traits.in_features, len(heads))
    with torch.no_grad():
        for name, parameter in one.named_parameters():
            parts = [dict(head.named_parameters())[name] for head in heads]
            if name in {"traits.weight", "place.3.bias"}:
                parameter.copy_(torch.stack(parts).mean(0))
            elif name == "place.3.weight":
                parameter.copy_(torch.cat(parts, 1) / len(heads))
            else:
                parameter.copy_(torch.cat(parts))
    return one.eval()


class Batch(Struct, frozen=True):
    """Claims side by side, as `Asked`, filled up to the most candidates; `given` says which there are."""

    traits: Tensor
    asking: Tensor
    answering: Tensor
    heard: Tensor
    right: Tensor
    given: Tensor

    @classmethod
    def of(cls, claims: Sequence[Asked]) -> Batch:
        """Claims with zeros where they have fewer candidates than another."""
        most = max(len(one.right) for one in claims)

        def side_by_side(arrays: Sequence[NDArray[np.generic]]) -> Tensor:
            filled = np.zeros((len(arrays), most, *arrays[0].shape[1:]), arrays[0].dtype)
            for row, array in zip(filled, arrays, strict=True):
                row[: len(array)] = array
            return torch.from_numpy(filled)

        return cls(
            traits=side_by_side([one.traits for one in claims]),
            asking=torch.from_numpy(np.stack([one.asking for one in claims])),
            answering=side_by_side([one.answering for one in claims]),
            heard=side_by_side([one.heard for one in claims]),
            right=side_by_side([one.right for one in claims]),
            given=side_by_side([np.ones(len(one.right), bool) for one in claims]),
        )


def train(claims: Sequence[Asked], *, epochs: int, seeds: Sequence[int]) -> Head:
    """Heads and weights of traits that make the right candidates of these claims likely, one a seed, as one."""
    return joined([_trained(claims, epochs, seed) for seed in seeds])


def _trained(claims: Sequence[Asked], epochs: int, seed: int) -> Head:
    torch.manual_seed(seed)
    told = [one for one in claims if one.right.any()]
    head = Head(told[0].traits.shape[1])
    named = {id(weight) for weight in head.traits.parameters()}
    optimiser = torch.optim.AdamW([
        {"params": list(head.traits.parameters()), "lr": 0.01, "weight_decay": 0.02},
        {"params": [one for one in head.parameters() if id(one) not in named], "lr": 0.001, "weight_decay": 0.1},
    ])  # fmt: skip
    head.train()
    for epoch in range(epochs):
        order = list(range(len(told)))
        random.Random(epoch).shuffle(order)
        for batch in _batches([told[at] for at in order], 8):
            scores = head(batch)
            every, right = (torch.logsumexp(one, 1) for one in (scores, scores.masked_fill(~batch.right, _OUT)))
            optimiser.zero_grad()
            (every - right).mean().backward()
            optimiser.step()
    return head.eval()


def scores(head: Head, claims: Sequence[Asked]) -> list[list[float]]:
    """The score of each candidate of each claim."""
    found: list[list[float]] = []
    with torch.no_grad():
        for at in range(0, len(claims), 64):
            some = claims[at : at + 64]
            given = head(Batch.of(some)).tolist()
            found += [row[: len(one.right)] for row, one in zip(given, some, strict=True)]
    return found


def _batches(claims: Sequence[Asked], size: int) -> Iterator[Batch]:
    for at in range(0, len(claims), size):
        yield Batch.of(claims[at : at + size])
