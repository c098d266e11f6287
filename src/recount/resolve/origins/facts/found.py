"""A report's facts in order: the figures and names that survive when it is told in other words.

Figures mean the same in digits and words ("forty", "40", "two dozen" and "24"), names without case, accents and
possessives, the people of a state as the state.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from recount.model import Reading, Span
from recount.resolve.origins.facts.telling import MONTH, figure_of, goes_on, is_day, told
from recount.resolve.origins.text.shingles import FACTS, distinct, posts

_OWN = frozenset({"sentence", "quotation"})
_KIND = np.uint32(1)  # set in names
_LEVEL = np.uint32(2)
_LEVELS = np.uint32(3)
_HALF = np.uint64(32)
# Two facts of one sentence are a post where the second is at most so many facts after the first, one of them is a
# figure, and both together tell something, or both are names of the most telling kind.
_REACH = 5
_TELLING = np.uint32(2)
_TELLING_NAMES = np.uint32(6)
# Two pieces of a figure are at most so many words apart, and no figure has more pieces than so many: a text of one
# number word again and again would come to a figure of any length.
_APART, _PIECES = 2, 12
_REMEMBERED = 1 << 6


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
    tokens: list[str] = []
    for span in sentences:
        tokens += text[span.start : span.end].split()
        tokens.append("")
    return _joined([(at, codes) for at, codes in enumerate(map(told, tokens)) if codes])


def _joined(told_at: list[tuple[int, tuple[int, ...]]]) -> Facts:
    """What is told by tokens, each with its place, with the pieces of figures put together; a 0 ends a sentence.

    One word may stand between two pieces ("two hundred and forty", "half a dozen").
    """
    found: list[int] = []
    numbers: list[int] = []
    pieces: list[int] = []
    sentence = last = 0
    month = -1
    for at, codes in told_at:
        for code in codes:
            if code == MONTH:
                month = at + 1
                if len(pieces) == 1 and at - last == 1 and is_day(pieces[0]):
                    pieces = []
            near = code < 0 and at - last <= _APART and len(pieces) < _PIECES
            if pieces and not (near and goes_on(pieces[-1], code)):
                found.append(figure_of(*pieces))
                numbers.append(sentence)
                pieces = []
            if code == MONTH or (at == month and is_day(code)):
                continue
            if code < 0:
                pieces.append(code)
                last = at
            elif code:
                found.append(code)
                numbers.append(sentence)
            else:
                sentence += 1
    all_codes = np.array(found, np.uint32)
    telling = all_codes > 0
    return Facts(all_codes[telling], np.array(numbers, np.int32)[telling])


def keys_of(facts: Facts) -> NDArray[np.uint32]:
    """What a sketch keeps of facts: each fact once, in ascending order."""
    return distinct(facts.codes)


def posts_of(facts: Facts) -> NDArray[np.uint64]:
    """What an index files a report under for its facts: telling pairs of them in one sentence, in either order."""
    first, second = _near(len(facts))
    together = facts.sentences[first] == facts.sentences[second]
    left, right = facts.codes[first[together]], facts.codes[second[together]]
    level = ((left >> _LEVEL) & _LEVELS) + ((right >> _LEVEL) & _LEVELS)
    chosen = level >= _TELLING + (_TELLING_NAMES - _TELLING) * (left & right & _KIND)
    chosen &= left != right
    left, right = left[chosen], right[chosen]
    return posts(np.minimum(left, right).astype(np.uint64) << _HALF | np.maximum(left, right), FACTS)


@lru_cache(_REMEMBERED)
def _near(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The places of each of so many facts, and of each that follows it near by."""
    after = np.arange(count)[:, None] + np.arange(1, _REACH + 1)
    first, step = np.nonzero(after < count)
    return first, first + step + 1
