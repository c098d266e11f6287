"""The weights in a word list of traits, read and written; what stands above them in the file stays."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "src/recount/lexicon"
PRIORS = Path(__file__).parents[1] / "priors"
# A weight nearer to zero is left out: it decides nothing.
_LEAST = 0.02


def weights_in(path: Path) -> dict[str, float]:
    """The weights of a word list."""
    found: dict[str, float] = tomllib.loads(path.read_text(encoding="utf-8"))["weights"]
    return found


def write(path: Path, weights: Mapping[str, float]) -> None:
    """Put weights in place of those of a word list, to two decimals."""
    head, mark, _ = path.read_text(encoding="utf-8").partition("[weights]\n")
    lines = [f'"{name}" = {round(weight, 2)}\n' for name, weight in sorted(weights.items()) if abs(weight) >= _LEAST]
    path.write_text(head + mark + "".join(lines), encoding="utf-8")
