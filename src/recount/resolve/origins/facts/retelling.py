"""How surely one report was made from another's facts in other words, told from their facts alone.

What speaks for it: figures and names that both have, each by how telling it is. What speaks against it: those that
only the shorter has, which a copy would have had to add, and those that only the longer has. Reports of newsrooms that
wrote for themselves share a place, a toll and a minister; a retelling keeps the ages, the hours and the small places.
Weights are fitted (``docs/decisions/0005``; `recount_fit.retelling`), fixed, and the same for either order.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from recount.lexicon import load
from recount.resolve.origins.facts.telling import FIGURE, LEVELS, NAME

LIKELY = 0.75
"""From here on two reports of the same days are a report and its retelling: what newsrooms share is below it."""
SURE = 0.995
"""From here on they are one whatever their dates: reports that all rest on one press statement are mostly below it."""
FEWEST = 6
"""Facts that both must have: two flashes of one event have as many as four in common."""

Keys = NDArray[np.uint32]

_PACKED = 16
_LOW = np.uint32(_PACKED - 1)


class Traits(Struct, frozen=True):
    """What is weighed: how much is told by what both have, only the shorter, only the longer; log(1 + it)."""

    figures_shared: float
    figures_of_shorter: float
    figures_of_longer: float
    names_shared: float
    names_of_shorter: float
    names_of_longer: float


class Weighing(Struct, frozen=True, forbid_unknown_fields=True):
    """How much a figure and a name tell by level, and what each trait weighs, in log-odds."""

    source: str
    example: str
    figures: tuple[float, ...]
    names: tuple[float, ...]
    bias: float
    weights: Traits


def retold(left: Keys, right: Keys) -> float:
    """How surely (0-1) one of two reports was made from the other, given the keys of their facts (`facts.keys_of`).

    >>> from recount.model import Span
    >>> from recount.resolve.origins.facts.found import facts_in, keys_of
    >>> first = "On 3 May 41 men of Dorno, 17 km from Vell, were held for 26 hours, Ana Ruiz, 57, said."
    >>> again = "Ana Ruiz, who is 57, told of 26 hours in custody for forty-one men from Dorno, 17 km off Vell."
    >>> other = "Police in Dorno freed 41 men; a lawyer, Jon Marsh, counted 12 with bruises and 90 without papers."
    >>> keys = [keys_of(facts_in(text, [Span(0, len(text))])) for text in (first, again, other)]
    >>> retold(keys[0], keys[1]) > 0.5 > retold(keys[0], keys[2])
    True
    """
    shared = _shared(left, right)
    return 1 / (1 + math.exp(-log_odds(_traits(left, right, shared)))) if len(shared) >= FEWEST else 0.0


def log_odds(traits: Traits) -> float:
    """The weights of traits, each by its strength, and the bias."""
    known, weights = weighing(), weighing().weights
    return known.bias + (
        weights.figures_shared * traits.figures_shared
        + weights.figures_of_shorter * traits.figures_of_shorter
        + weights.figures_of_longer * traits.figures_of_longer
        + weights.names_shared * traits.names_shared
        + weights.names_of_shorter * traits.names_of_shorter
        + weights.names_of_longer * traits.names_of_longer
    )


def traits_of(left: Keys, right: Keys) -> Traits:
    """What speaks for and against a retelling; the same for either order."""
    return _traits(left, right, _shared(left, right))


def _shared(left: Keys, right: Keys) -> Keys:
    both = np.concatenate((left, right))
    both.sort()
    shared: Keys = both[1:][both[1:] == both[:-1]]
    return shared


def _traits(left: Keys, right: Keys, shared: Keys) -> Traits:
    figures, names = _told(shared)
    shorter, longer = sorted((_told(left), _told(right)), key=lambda told: (sum(told), told))
    return Traits(
        math.log1p(figures),
        math.log1p(max(0.0, shorter[0] - figures)),
        math.log1p(max(0.0, longer[0] - figures)),
        math.log1p(names),
        math.log1p(max(0.0, shorter[1] - names)),
        math.log1p(max(0.0, longer[1] - names)),
    )


def weight_of(keys: Keys) -> NDArray[np.float64]:
    """How much each fact tells."""
    told: NDArray[np.float64] = _levels().sum(axis=0)[keys & _LOW]
    return told


def _told(keys: Keys) -> list[float]:
    """How much the figures and the names among some keys tell."""
    found: list[float] = (_levels() @ np.bincount(keys & _LOW, minlength=_PACKED)).tolist()
    return found


@cache
def _levels() -> NDArray[np.float64]:
    """How much a key tells by its lowest four bits: a row for figures, one for names."""
    rows = np.zeros((2, _PACKED))
    for kind, levels in ((FIGURE, weighing().figures), (NAME, weighing().names)):
        rows[kind, [level << 2 | kind for level in range(LEVELS)]] = levels
    return rows


@cache
def weighing() -> Weighing:
    """What retellings are weighed by (``lexicon/retelling.toml``)."""
    found: Weighing = load("retelling", Weighing)
    return found
