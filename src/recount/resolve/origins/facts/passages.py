"""The sentences of two reports that tell the same facts, whatever their words: the evidence for a retelling."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

from msgspec import Struct

from recount.model import Evidence, Parallel, Reading
from recount.resolve.origins.facts.found import Facts, facts_of, own_sentences
from recount.resolve.origins.facts.retelling import weight_of

# Two sentences tell the same where so many facts are in both, and they tell so much: a name and a figure, about; or a
# figure that is rare by itself, as 18,900.
_FEWEST = 2
_LEAST = 1.5
_RARE = 1.2
# In how many sentences of a report a fact is looked for, the first ones: what stands in more tells none from another.
_OFTEN = 64


class _Pair(Struct, frozen=True, order=True):
    """Two sentences by number, the more they tell in common the first in order."""

    less: float
    left: int
    right: int


def told_again(left: Reading, right: Reading) -> tuple[Parallel, ...]:
    """The sentences of two reports that tell the same figures and names, each with the one most like it, in order.

    >>> from recount.reports import read_text
    >>> one = read_text("Police held 41 men in Dorno. It rained.")
    >>> other = read_text("Rain fell. Forty-one men were seized at Dorno.")
    >>> [(pair.left.exact, pair.right.exact) for pair in told_again(one, other)]
    [('Police held 41 men in Dorno.', 'Forty-one men were seized at Dorno.')]
    """
    one, other = _by_sentence(facts_of(left)), _by_sentence(facts_of(right))
    best_left: dict[int, _Pair] = {}
    best_right: dict[int, _Pair] = {}
    for pair in sorted(_pairs(one, other)):
        best_left.setdefault(pair.left, pair)
        best_right.setdefault(pair.right, pair)
    kept = {(pair.left, pair.right) for pair in (*best_left.values(), *best_right.values())}
    left_spans, right_spans = own_sentences(left), own_sentences(right)
    return tuple(
        Parallel(
            Evidence.at(left.report.text, left_spans[at].start, left_spans[at].end),
            Evidence.at(right.report.text, right_spans[to].start, right_spans[to].end),
        )
        for at, to in sorted(kept)
    )


def _by_sentence(facts: Facts) -> dict[int, dict[int, float]]:
    """How much each fact tells, by the number of its sentence."""
    told = zip(facts.sentences.tolist(), facts.codes.tolist(), weight_of(facts.codes).tolist(), strict=True)
    return {number: {code: weight for _, code, weight in own} for number, own in groupby(told, key=lambda one: one[0])}


def _pairs(one: dict[int, dict[int, float]], other: dict[int, dict[int, float]]) -> list[_Pair]:
    """The sentences that tell enough of the same."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for number, facts in other.items():
        for code in facts:
            places[code].append(number)
    found = []
    for number, facts in one.items():
        shared: defaultdict[int, list[float]] = defaultdict(list)
        for code, weight in facts.items():
            for to in places.get(code, [])[:_OFTEN]:
                shared[to].append(weight)
        found += [
            _Pair(-sum(weights), number, to)
            for to, weights in shared.items()
            if max(weights) >= _RARE or (len(weights) >= _FEWEST and sum(weights) >= _LEAST)
        ]
    return found
