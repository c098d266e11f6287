"""Arc scores to a tree: the best head of every word, so that one word is the root and none hangs on itself.

Chu and Liu 1965, Edmonds 1967: each word takes its best head; where that makes a cycle, the cycle is drawn together to
one point and the tree of what is left decides where it is broken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEVER = -1e9


def best_tree(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The head of each word, 0 for the root, from `scores` [words, words + 1]: how well 0 or word n heads each word.

    >>> best_tree(np.array([[0.0, 0.0, 5.0], [1.0, 5.0, 0.0]], dtype=np.float32)).tolist()
    [2, 0]
    """
    size = len(scores)
    full = np.full((size + 1, size + 1), _NEVER)
    full[1:] = scores
    full[np.arange(size + 1), np.arange(size + 1)] = _NEVER
    heads: NDArray[np.int64] = _arborescence(full)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) > 1:
        heads = max((_rooted(full, int(root)) for root in roots), key=lambda tree: _weight(full, tree))
    return heads[1:]


def _rooted(scores: NDArray[np.float64], root: int) -> NDArray[np.int64]:
    """The best tree in which only `root` hangs on 0."""
    only = scores.copy()
    kept = only[root, 0]
    only[:, 0] = _NEVER
    only[root] = _NEVER
    only[root, 0] = kept
    return _arborescence(only)


def _weight(scores: NDArray[np.float64], heads: NDArray[np.int64]) -> float:
    return float(scores[np.arange(1, len(heads)), heads[1:]].sum())


def _arborescence(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Heads of all points but 0, from `scores` [dependent, head]; the place of 0 itself is meaningless."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    size = len(outside)
    own = scores[cycle, heads[cycle]]
    # entering the cycle at a point costs the arc inside it that is then cut
    entering = scores[np.ix_(cycle, outside)] - own[:, None]
    leaving = scores[np.ix_(outside, cycle)]
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(0) + own.sum()
    smaller[:size, size] = leaving.max(1)
    smaller[size, size] = _NEVER
    found = _arborescence(smaller)
    answer = heads.copy()
    for place, point in enumerate(outside):
        head = found[place]
        answer[point] = outside[head] if head < size else cycle[leaving[place].argmax()]
    entered = found[size]
    broken = cycle[entering[:, entered].argmax()]
    answer[broken] = outside[entered]
    answer[0] = 0
    return answer


def _cycle(heads: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """The points of one cycle, if there is any."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for begin in range(1, len(heads)):
        path = []
        point = begin
        while state[point] == 0:
            state[point] = 1
            path.append(point)
            point = int(heads[point])
        if state[point] == 1:
            return np.array(path[path.index(point) :])
        state[path] = 2
    return None
