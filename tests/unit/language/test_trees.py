"""Arc scores to the best tree."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from recount.language.trees import best_tree

# Small whole numbers make ties and cycles likely, and their sums exact.
SCORES = st.integers(1, 5).flatmap(
    lambda size: arrays(np.float32, (size, size + 1), elements=st.integers(-6, 6).map(float))
)


def weight(scores: NDArray[np.float32], heads: tuple[int, ...]) -> float:
    return float(sum(scores[place, head] for place, head in enumerate(heads)))


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether one word hangs on 0, and every word on it in the end."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        steps = 0
        while word and steps <= len(heads):
            word, steps = heads[word - 1], steps + 1
        if word:
            return False
    return True


@given(SCORES)
def test_no_tree_with_one_root_weighs_more(scores: NDArray[np.float32]) -> None:
    found = tuple(best_tree(scores).tolist())
    assert is_tree(found)
    size = len(scores)
    trees = (heads for heads in itertools.product(range(size + 1), repeat=size) if is_tree(heads))
    assert weight(scores, found) == max(weight(scores, heads) for heads in trees)


def test_a_word_alone_is_the_root() -> None:
    assert best_tree(np.array([[-9.0, 50.0]], dtype=np.float32)).tolist() == [0]


@pytest.mark.parametrize("size", [40, 200])
def test_a_long_sentence_gets_a_tree_too(size: int) -> None:
    scores = np.random.default_rng(size).normal(size=(size, size + 1)).astype(np.float32)
    scores[:, 0] += 3.0  # so that many words want to be the root
    assert is_tree(tuple(best_tree(scores).tolist()))
