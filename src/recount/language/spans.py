"""Tag scores to spans: the best sequence in which every span begins and ends.

Tags are `recount.language.labels.spans_of`: outside, then begin, inside, last and alone for each kind.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BEGIN, _INSIDE, _LAST, _ALONE = range(4)


class Found(Struct, frozen=True, gc=False):
    """A span of words `start` to `end`, its kind as a number, and the mean probability of its tags."""

    start: int
    end: int
    kind: int
    probability: float


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores to probabilities, along the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    answer: NDArray[np.float32] = powers / powers.sum(-1, keepdims=True)
    return answer


def find_spans(scores: NDArray[np.float32]) -> list[Found]:
    """The spans of the best allowed sequence, from `scores` [words, tags].

    >>> scores = np.zeros((3, 5), dtype=np.float32)
    >>> scores[0, 1] = scores[1, 3] = scores[2, 0] = 9.0    # begin, last, outside
    >>> [(found.start, found.end, found.kind) for found in find_spans(scores)]
    [(0, 2, 0)]
    """
    tags = _best(scores)
    if not tags.any():
        return []
    sure = softmax(scores)[np.arange(len(tags)), tags]
    found = []
    begin = 0
    for place, tag in enumerate(tags.tolist()):
        if not tag:
            continue
        kind, mark = divmod(tag - 1, 4)
        if mark in (_BEGIN, _ALONE):
            begin = place
        if mark in (_LAST, _ALONE):
            found.append(Found(begin, place + 1, kind, float(sure[begin : place + 1].mean())))
    return found


def _best(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The best tags; the best tag of each word, where those already make whole spans."""
    allowed, opens, closes = _grammar(scores.shape[1])
    tags: NDArray[np.int64] = scores.argmax(1)
    if opens[tags[0]] and closes[tags[-1]] and allowed[tags[:-1], tags[1:]].all():
        return tags
    before, group = _before(scores.shape[1])
    best = np.where(opens, scores[0], -np.inf).tolist()
    came: list[list[int]] = []
    # plain lists: rows are so short that a call to numpy for each costs several times more
    for row in scores[1:].tolist():
        tops = [max(those, key=best.__getitem__) for those in before]
        best = [best[tops[number]] + score for number, score in zip(group, row, strict=True)]
        came.append(tops)
    tags[-1] = np.where(closes, best, -np.inf).argmax()
    for place in range(len(scores) - 1, 0, -1):
        tags[place - 1] = came[place - 1][group[tags[place]]]
    return tags


@cache
def _before(size: int) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """Every set of tags that some tags may follow, and for each tag the number of the one it may follow."""
    allowed, _, _ = _grammar(size)
    own = [tuple(np.flatnonzero(allowed[:, tag]).tolist()) for tag in range(size)]
    sets = tuple(dict.fromkeys(own))
    return sets, tuple(sets.index(one) for one in own)


@cache
def _grammar(size: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Which tag may follow which; which may open a text, and which may close it."""
    marks = np.array([-1, *((tag - 1) % 4 for tag in range(1, size))])
    kinds = np.array([-1, *((tag - 1) // 4 for tag in range(1, size))])
    open_after = np.isin(marks, (_BEGIN, _INSIDE))
    goes_on = np.isin(marks, (_INSIDE, _LAST))
    allowed = np.where(open_after[:, None], goes_on[None, :] & (kinds[:, None] == kinds[None, :]), ~goes_on[None, :])
    return allowed, ~goes_on, ~open_after
