"""A report's facts in order: the figures and names that survive when it is told in other words.

Figures mean the same in digits and words ("forty", "40", "two dozen" and "24"), names without case, accents and
possessives, the people of a state as the state.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from recount.model import Reading, Span
from recount.resolve.origins.shingles import FACTS, distinct, posts
from recount.resolve.origins.telling import NAME, figure_of, goes_on, told

_OWN = frozenset({"sentence", "quotation"})
_KIND = np.uint32(1)
_LEVEL = np.uint32(2)
_LEVELS = np.uint32(3)
_HALF = np.uint64(32)
# Two facts of one sentence are a post where the second is at most so many facts after the first, one of them is a
# figure, and both together tell something, or both are names of the most telling kind.
_AFTER = np.arange(1, 6)
_TELLING = 2
_TELLING_NAMES = 6
# Two pieces of a figure are at most so many words apart.
_APART = 2


class Facts(Struct, frozen=True):
    """The facts of a report in order: each in 32 bits (`telling.packed`), and the number of the sentence it is in."""

    codes: NDArray[np.uint32]
    sentences: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.codes)


def facts_of(reading: Reading) -> Facts:
    """The facts of a report's own sentences, not of its headline, datelines, captions and furniture."""
    return facts_in(reading.report.text, own_sentences(reading))


def own_sentences(reading: Reading) -> list[Span]:
    """The sentences of a report whose facts are told, in order."""
    return [passage.span for passage in reading.passages if passage.kind in _OWN]


def facts_in(text: str, sentences: Sequence[Span]) -> Facts:
    """The facts of some sentences of a text.

    >>> text = "Forty people died in Dorno. Crews counted 40."
    >>> facts = facts_in(text, [Span(0, 27), Span(28, 45)])
    >>> len(set(facts.codes.tolist())), facts.sentences.tolist()
    (2, [0, 0, 1])
    """
    told_at = [
        (number, at, codes)
        for number, span in enumerate(sentences)
        for at, codes in enumerate(map(told, text[span.start : span.end].split()))
        if codes
    ]
    return _joined(told_at)


def _joined(told_at: list[tuple[int, int, tuple[int, ...]]]) -> Facts:
    """What is told by tokens, each with its sentence and its place in that, with the pieces of figures put together.

    One word may stand between two pieces ("two hundred and forty", "half a dozen").
    """
    found: list[int] = []
    numbers: list[int] = []
    pieces: list[int] = []
    sentence = last = 0
    for number, at, codes in told_at:
        for code in codes:
            if pieces and not (code < 0 and number == sentence and at - last <= _APART and goes_on(pieces[-1], code)):
                found.append(figure_of(pieces))
                numbers.append(sentence)
                pieces = []
            if code < 0:
                pieces.append(code)
                sentence, last = number, at
            else:
                found.append(code)
                numbers.append(number)
    if pieces:
        found.append(figure_of(pieces))
        numbers.append(sentence)
    codes_found = np.array(found, np.uint32)
    return Facts(codes_found[codes_found > 0], np.array(numbers, np.int32)[codes_found > 0])


def keys_of(facts: Facts) -> NDArray[np.uint32]:
    """What a sketch keeps of facts: each fact once, in ascending order."""
    return distinct(facts.codes)


def posts_of(facts: Facts) -> NDArray[np.uint64]:
    """What an index files a report under for its facts: telling pairs of them in one sentence, in either order."""
    codes, sentences = facts.codes, facts.sentences
    after = np.arange(len(codes))[:, None] + _AFTER
    within = after < len(codes)
    after[~within] = 0
    left, right = codes[:, None], codes[after]
    level = ((left >> _LEVEL) & _LEVELS) + ((right >> _LEVEL) & _LEVELS)
    names = (left & right & _KIND) == NAME
    chosen = within & (sentences[:, None] == sentences[after]) & (left != right)
    chosen &= level >= np.where(names, _TELLING_NAMES, _TELLING)
    first, second = np.minimum(left, right)[chosen], np.maximum(left, right)[chosen]
    return posts(first.astype(np.uint64) << _HALF | second, FACTS)
