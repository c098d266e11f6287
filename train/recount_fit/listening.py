"""The language model as a backend that keeps the states of the words it read, and hears no place in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recount.language.analysis import Analysis
from recount.language.leanings import FILE
from recount.language.reader import Reader
from recount.model import Span

PACKAGE = Path(__file__).parents[2] / "packages/recount-en/src/recount_en"
HIDDEN, WIDTH = 384, 24
Array = NDArray[np.float32]


class States:
    """The states of words in place of what is heard of places in them: every place is heard alike."""

    def __init__(self, states: Array) -> None:
        self.states = states

    def joined(self, others: States) -> States:
        """These words and those of the next window."""
        return States(np.concatenate([self.states, others.states]))

    def toward(self, count: int, victims: int, places: list[tuple[int, int]]) -> list[float]:
        """No place more than another."""
        del count, victims
        return [0.0] * len(places)


class _Silent:
    """What stands in for the trained leanings."""

    def read(self, states: Array) -> States:
        return States(states)


class Listener(Reader):
    """The language model without its leanings, keeping its last analysis in `heard`."""

    def __init__(self, folder: Path = PACKAGE) -> None:
        if not (folder / FILE).exists():
            write_leanings(folder, silence())
        super().__init__(folder)
        self._sessions.leanings = _Silent()
        self.heard = Analysis()

    def analyse(self, text: str, sentences: Sequence[Span]) -> Analysis:
        """The analysis of the sentences that recount would hear, with the states of their words as `leanings`."""
        self.heard = super().analyse(text, sentences)
        return self.heard


def silence() -> dict[str, Array]:
    """Leanings that hear nothing: what a newly trained model has until they are fitted."""
    shapes = {"weights": (HIDDEN, 4 * WIDTH), "bias": (4 * WIDTH,), "place": (WIDTH,), "offset": ()}
    return {name: np.zeros(shape, np.float32) for name, shape in shapes.items()}


def write_leanings(folder: Path, arrays: dict[str, Array]) -> None:
    """Write the leanings of a model and put their checksum into its manifest."""
    np.savez(folder / FILE, **arrays)
    path = folder / "model.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"][FILE] = hashlib.sha256((folder / FILE).read_bytes()).hexdigest()
    manifest["files"] = dict(sorted(manifest["files"].items()))
    path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
