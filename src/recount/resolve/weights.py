"""Traits to a number: each speaks for or against a choice by its weight in a word list (``docs/decisions/0005``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from recount.lexicon import load

Choice = Literal["placing", "timing", "spotting"]


class _Weights(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    weights: dict[str, float]


def likelihood(choice: Choice, traits: Mapping[str, float]) -> float:
    """The sum of the weights of traits, each by its strength: it only orders the candidates of one choice.

    >>> likelihood("placing", {"own located": 1.0}) > likelihood("placing", {"in source": 1.0})
    True
    """
    return weighed(choice, traits.items())


def weighed(choice: Choice, evidence: Iterable[tuple[str, float]]) -> float:
    """The likelihood of traits that come one after another, some perhaps more than once.

    >>> weighed("placing", [("title", 1.0), ("title", 1.0)]) == likelihood("placing", {"title": 2.0})
    True
    """
    weights = _weights(choice)
    total = 0.0
    for name, strength in evidence:
        if strength and name in weights:
            total += weights[name] * strength
    return total


@cache
def _weights(choice: Choice) -> Mapping[str, float]:
    lexicon: _Weights = load(choice, _Weights)
    return lexicon.weights
