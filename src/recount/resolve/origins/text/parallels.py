"""The passages that two reports share, word for word: where each stands on both sides.

Source: greedy tiling as in M. Wise, "String similarity via greedy string tiling and running Karp-Rabin matching"
(1993): the longest runs first, each word in one run at most, whatever their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from recount.model import Evidence, Parallel, Reading
from recount.resolve.origins.text.shingles import LENGTH, shingles
from recount.resolve.origins.text.words import Words

_OFTEN = 64


class Run(Struct, frozen=True, order=True):
    """Words in a row that two texts share: the first word's number in each, and how many words."""

    left: int
    right: int
    length: int


def runs(left: Words, right: Words) -> tuple[Run, ...]:
    """The runs of five words and more that two texts share, in order of the left one.

    >>> from recount.model import Span
    >>> from recount.resolve.origins.text.words import words_in
    >>> one, other = "Then two men died in the raid.", "Police said two men died in the raid."
    >>> runs(words_in(one, [Span(0, len(one))]), words_in(other, [Span(0, len(other))]))
    (Run(left=1, right=2, length=6),)
    """
    free_left, free_right = [True] * len(left), [True] * len(right)
    tiles: list[Run] = []
    waiting = sorted(_longest(left, right), key=lambda run: (-run.length, run))
    for run in waiting:
        for part in _free(run, free_left, free_right):
            tiles.append(part)
            free_left[part.left : part.left + part.length] = [False] * part.length
            free_right[part.right : part.right + part.length] = [False] * part.length
    return tuple(sorted(tiles))


def parallels(left: Reading, right: Reading, one: Words, other: Words, shared: Iterable[Run]) -> tuple[Parallel, ...]:
    """The runs as evidence in both reports."""
    return tuple(
        Parallel(
            _evidence(left, one, run.left, run.left + run.length),
            _evidence(right, other, run.right, run.right + run.length),
        )
        for run in shared
    )


def _evidence(reading: Reading, words: Words, begin: int, end: int) -> Evidence:
    return Evidence.at(reading.report.text, int(words.starts[begin]), int(words.ends[end - 1]))


def _longest(left: Words, right: Words) -> Iterator[Run]:
    """Every run that cannot be made longer; they may overlap.

    Where five words stand `_OFTEN` times or more in the right text, each of theirs goes with the one of the same turn
    alone: a text of one word again and again would have more runs than can be looked at.
    """
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, shingle in enumerate(shingles(right.hashes).tolist()):
        places[shingle].append(at)
    turns: Counter[int] = Counter()
    open_runs: dict[int, tuple[int, int]] = {}  # by how far right lies from left: first and last shingle of the left
    for at, shingle in enumerate(shingles(left.hashes).tolist()):
        others = places.get(shingle, [])
        if len(others) >= _OFTEN:
            turn = turns[shingle]
            turns[shingle] += 1
            others = others[turn : turn + 1]
        for other in others:
            begin, last = open_runs.get(other - at, (at, at - 1))
            if last != at - 1:
                yield _run(begin, last, other - at)
                begin = at
            open_runs[other - at] = begin, at
    for shift, (begin, last) in open_runs.items():
        yield _run(begin, last, shift)


def _run(begin: int, last: int, shift: int) -> Run:
    return Run(begin, begin + shift, last - begin + LENGTH)


def _free(run: Run, left: list[bool], right: list[bool]) -> Iterator[Run]:
    """What of a run no longer one has taken, in stretches of five words and more."""
    begin = 0
    for at in range(run.length + 1):
        if at == run.length or not (left[run.left + at] and right[run.right + at]):
            if at - begin >= LENGTH:
                yield Run(run.left + begin, run.right + begin, at - begin)
            begin = at + 1
