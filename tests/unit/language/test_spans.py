"""Tag scores to spans that begin and end."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from recount.language.labels import spans_of
from recount.language.spans import find_spans, softmax

SCORES = st.tuples(st.integers(1, 4), st.integers(1, 2)).flatmap(
    lambda size: arrays(np.float32, (size[0], 1 + 4 * size[1]), elements=st.integers(-5, 5).map(float))
)
# Outside, alone, or begin, inside and last of one kind.
WHOLE = re.compile(r"(?:O|U.|B(.)(?:I\1)*L\1)*")


def tags_of(size: int) -> list[str]:
    """The tags of `size` outputs: ``O``, and a mark and a kind for each other."""
    kinds = tuple(str(kind) for kind in range((size - 1) // 4))
    return [tag.replace("-", "") for tag in spans_of(kinds)]


@given(SCORES)
def test_no_allowed_sequence_scores_more(scores: NDArray[np.float32]) -> None:
    names = tags_of(scores.shape[1])
    length = len(scores)
    tags = [0] * length
    for found in find_spans(scores):
        marks = "U" if found.end - found.start == 1 else "B" + "I" * (found.end - found.start - 2) + "L"
        for place, mark in enumerate(marks, found.start):
            assert tags[place] == 0
            tags[place] = names.index(f"{mark}{found.kind}")

    def score(sequence: tuple[int, ...]) -> float:
        return float(scores[np.arange(length), list(sequence)].sum())

    allowed = (
        sequence
        for sequence in itertools.product(range(len(names)), repeat=length)
        if WHOLE.fullmatch("".join(names[tag] for tag in sequence))
    )
    assert score(tuple(tags)) == max(map(score, allowed))


@given(SCORES)
def test_a_probability_is_the_mean_of_the_tags(scores: NDArray[np.float32]) -> None:
    found = find_spans(scores)
    assert [(one.start, one.end) for one in found] == sorted((one.start, one.end) for one in found)
    for one in found:
        marks = [3] if one.end - one.start == 1 else [0, *[1] * (one.end - one.start - 2), 2]
        columns = [1 + 4 * one.kind + mark for mark in marks]
        sure = softmax(scores)[np.arange(one.start, one.end), columns]
        assert one.probability == pytest.approx(float(sure.mean()))
        assert 0 <= one.probability <= 1


def test_a_span_that_never_ends_is_none() -> None:
    scores = np.zeros((2, 5), dtype=np.float32)
    scores[:, 0] = 5.0
    scores[1, 1] = 6.0  # begins at the last word
    assert find_spans(scores) == []
