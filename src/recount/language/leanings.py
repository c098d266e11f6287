"""How strongly the language model hears that the harm of a count happened at a named place.

Each word's state is turned, once, into what it says as a count, as the word for those harmed, and as a place; a pair of
count and place is then a few products. Trained on annotated reports beside the named traits of ``resolve/placing.py``
(``train/recount_fit``), so that it says what these do not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILE = "leanings.npz"
_WIDTH = 24  # of what one of the heads says of a word, that were trained apart and are averaged


class Head:
    """What turns the states of words [words, 384] into leanings: a matrix, and what weighs its last part."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / FILE) as arrays:
            self._weights, self._bias = arrays["weights"], arrays["bias"]
            self._place, self._offset = arrays["place"], float(arrays["offset"])

    def read(self, states: NDArray[np.float32]) -> Leanings:
        """The leanings of the words with these states."""
        return Leanings(states @ self._weights + self._bias, self._place, self._offset)


class Leanings:
    """What each word of an analysis says as a count, as one harmed, as a place: in the order of its words."""

    def __init__(self, turned: NDArray[np.float32], place: NDArray[np.float32], offset: float) -> None:
        self._turned, self._place, self._offset = turned, place, offset

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Leanings) and np.array_equal(self._turned, other._turned)

    __hash__ = None  # type: ignore[assignment]

    def joined(self, others: Leanings) -> Leanings:
        """These words and those of the next window."""
        return Leanings(np.concatenate([self._turned, others._turned]), self._place, self._offset)

    def toward(self, count: int, victims: int, places: list[tuple[int, int]]) -> list[float]:
        """How strongly each place, by its first and last word, is heard as that of a count: log odds, not calibrated.

        `count` and `victims` are the last words of the count and of the noun for those harmed.
        """
        if not places:
            return []
        width = len(self._place)
        asked = np.tanh(self._turned[count, :width] + self._turned[victims, width : 2 * width])
        firsts, lasts = np.array(places).T
        answers = np.tanh((self._turned[firsts, 2 * width :] + self._turned[lasts, 2 * width :]) / 2)
        met = answers[:, :width] @ asked * _WIDTH / (2 * width)
        scores = met + answers[:, width:] @ self._place + self._offset
        return [round(float(score), 2) for score in scores]
