"""What tells a retelling: weights fitted on reports retold by hand beside others' reports of the same events.

``python -m recount_fit.retelling`` prints the shares of copies found and of others taken for them, by cross-validation
in folds of events, and writes ``lexicon/retelling.toml``. Reports with all their common words exchanged and three
tenths of their sentences cut are learnt from as well, so that a text spun by rote is known as one.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from recount.claims.quantities.cardinals import number_words
from recount.reports import read_text
from recount.resolve.origins.facts.found import facts_of, keys_of
from recount.resolve.origins.facts.retelling import LIKELY, SURE, Keys, Traits, traits_of
from recount_fit import markup
from recount_fit.lexicons import FOLDER

ROOT = Path(__file__).parents[2]
# How much the pairs of each sort weigh, all together.
_WEIGHTS = {
    "light": 20, "heavy": 40, "summary": 40, "between copies": 20, "spun": 15, "spun and cut": 15,
    "independent": 150, "strange": 80,
}  # fmt: skip
_TOLD_AGAIN = ("light", "heavy", "summary", "between copies", "spun", "spun and cut")
_SHRINKAGE = 3.0
_FOLDS = 15
_KEPT = 0.7
_WORD = re.compile(r"[^\W\d_]+")


class Row(NamedTuple):
    """Two reports: their sort, the event they are of, what speaks for and against."""

    sort: str
    event: str
    traits: tuple[float, ...]


def rows() -> Iterator[Row]:
    """All pairs to learn from."""
    retold = list(_events())
    for event, texts in retold:
        keys = [(grade, keys_in(text)) for grade, text in texts]
        for (one, left), (other, right) in combinations(keys, 2):
            yield Row(_sort(one, other), event, traits(left, right))
    originals = [(event, texts[0][1]) for event, texts in retold]
    originals += [(row["report"]["id"], row["report"]["text"]) for row in _invented()]
    chance = random.Random(6)
    words = sorted({word for _, text in originals for word in _WORD.findall(text) if word.islower() and len(word) > 3})
    for (event, text), (_, strange) in pairwise(originals):
        own = keys_in(text)
        yield Row("spun", event, traits(own, keys_in(spun(text, words, chance))))
        yield Row("spun and cut", event, traits(own, keys_in(spun(cut(text, chance), words, chance))))
        yield Row("strange", event, traits(own, keys_in(strange)))


def _events() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each event of the set with its reports: the original first, then copies by their grade, then others."""
    for path in sorted((ROOT / "tests/gates/copies").glob("dev-*.toml")):
        for family in tomllib.loads(path.read_text(encoding="utf-8"))["family"]:
            yield (
                family["id"],
                [
                    ("original", family["original"]["text"]),
                    *((copy["grade"], copy["text"]) for copy in family["copies"]),
                    *(("other", other["text"]) for other in family["others"]),
                ],
            )


def _invented() -> Iterator[dict[str, Any]]:
    for path in sorted((ROOT / "train/reports").glob("*.txt")):
        yield from markup.read(path)


def _sort(one: str, other: str) -> str:
    if "other" in (one, other):
        return "independent"
    return other if one == "original" else "between copies"


def keys_in(text: str) -> Keys:
    """The facts of a text."""
    return keys_of(facts_of(read_text(text.strip())))


def traits(left: Keys, right: Keys) -> tuple[float, ...]:
    """What speaks for and against, as numbers."""
    found: tuple[float, ...] = msgspec.structs.astuple(traits_of(left, right))
    return found


def spun(text: str, words: Sequence[str], chance: random.Random) -> str:
    """The text with other words for all but names and figures, one for one."""
    swapped: dict[str, str] = {}
    return _WORD.sub(
        lambda match: (
            match[0]
            if not match[0].islower() or match[0] in number_words()
            else swapped.setdefault(match[0], chance.choice(words))
        ),
        text,
    )


def cut(text: str, chance: random.Random) -> str:
    """The text without three tenths of its sentences."""
    passages = [one.span.of(text) for one in read_text(text).passages]
    return " ".join([one for one in passages if chance.random() < _KEPT] or passages)


def fitted(matrix: NDArray[np.float64], told: NDArray[np.bool_], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """A bias and a weight for each trait: logistic regression with shrinkage, by Newton's method."""
    inputs = np.column_stack((np.ones(len(matrix)), matrix))
    shrinkage = np.array([1e-6, *[_SHRINKAGE] * matrix.shape[1]])
    found = np.zeros(inputs.shape[1])
    for _ in range(40):
        chances = 1 / (1 + np.exp(-np.clip(inputs @ found, -30, 30)))
        slope = inputs.T @ (weights * (told - chances)) - shrinkage * found
        curve = (inputs * (weights * chances * (1 - chances))[:, None]).T @ inputs + np.diag(shrinkage)
        step = np.linalg.solve(curve, slope)
        found += step * min(1.0, 5 / np.abs(step).max())
    return found


def main() -> None:
    """Fit, tell how well, write."""
    found = list(rows())
    matrix = np.array([row.traits for row in found])
    sorts = np.array([row.sort for row in found])
    told = np.isin(sorts, _TOLD_AGAIN)
    weights = np.array([_WEIGHTS[sort] / np.count_nonzero(sorts == sort) for sort in sorts])
    events = sorted({row.event for row in found})
    fold = np.array([events.index(row.event) % _FOLDS for row in found])
    odds = np.zeros(len(found))
    for number in range(_FOLDS):
        held = fold == number
        bias, *by_trait = fitted(matrix[~held], told[~held], weights[~held])
        odds[held] = bias + matrix[held] @ np.array(by_trait)
    chances = 1 / (1 + np.exp(-odds))
    for sort in _WEIGHTS:
        own = chances[sorts == sort]
        print(f"{sort:15} {len(own):5}  likely {np.mean(own >= LIKELY):.3f}  sure {np.mean(own >= SURE):.3f}")
    write(fitted(matrix, told, weights))


def write(weights: NDArray[np.float64]) -> None:
    """Put the bias and the weights in place of those of the word list."""
    path = FOLDER / "retelling.toml"
    text = path.read_text(encoding="utf-8")
    for name, weight in zip(("bias", *Traits.__struct_fields__), weights, strict=True):
        text = re.sub(rf"^{name} = .*$", f"{name} = {weight:.2f}", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
