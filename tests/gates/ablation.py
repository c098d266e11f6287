"""What each layer finds alone: ``RECOUNT_DATA=... python tests/gates/ablation.py`` prints the tables of docs/copies.md.

Pairs of public reports that share an origin, by how many of their words they share; and reports of our own with words
exchanged by rote, each among two hundred.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np
from msgspec import structs

from gates.edits import originals
from gates.measure import data_root
from recount.bench import gold_rows
from recount.bench.copies import CopyRow, reading_of
from recount.model import Reading
from recount.reports import read_text
from recount.resolve.origins.facts.retelling import retold
from recount.resolve.origins.facts.telling import FIGURE, NAME, told
from recount.resolve.origins.kinship import kinship, retelling
from recount.resolve.origins.sketches import Sketch, overlap, sketch_of
from recount_fit.retelling import cut, spun

BANDS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.7, 1.01)
AMONG = 200
FALSE = 0.005
_NONE = np.zeros(0, np.uint32)

Kin = Callable[[Sketch, Sketch], bool]


def by_words(left: Sketch, right: Sketch) -> bool:
    """Shingles alone."""
    return kinship(structs.replace(left, facts=_NONE), structs.replace(right, facts=_NONE)) > 0


def by_facts(left: Sketch, right: Sketch) -> bool:
    """Facts alone."""
    return retelling(left, right) > 0


def only(kind: int) -> Kin:
    """Facts of one kind alone."""

    def kin(left: Sketch, right: Sketch) -> bool:
        return retelling(*(structs.replace(one, facts=one.facts[one.facts & 1 == kind]) for one in (left, right))) > 0

    return kin


def masked(reading: Reading) -> Reading:
    """The report without its figures and names."""
    report = reading.report
    text = "\n".join(" ".join(word for word in line.split() if not told(word)) for line in report.text.splitlines())
    return read_text(text, title=report.title, published_on=report.published_on)


LAYERS: Mapping[str, Kin] = {
    "shingles": by_words,
    "facts": by_facts,
    "figures": only(FIGURE),
    "names": only(NAME),
    "both": lambda left, right: by_words(left, right) or by_facts(left, right),
}


def by_resemblance() -> Iterator[str]:
    """A table: of pairs that share so many runs of five words, how many each layer finds."""
    root = data_root()
    assert root is not None, "RECOUNT_DATA does not name the benchmark data"
    rows = {row.doc_id: row for row in gold_rows(root / "data/copies/copies.dev.jsonl", CopyRow)}
    readings = {name: reading_of(row) for name, row in rows.items()}
    plain = {name: sketch_of(one) for name, one in readings.items()}
    bare = {name: sketch_of(masked(one)) for name, one in readings.items()}
    pairs = [(one, other) for one, other in combinations(rows, 2) if rows[one].cluster == rows[other].cluster]
    yield f"| 5-gram Jaccard | pairs | {' | '.join(LAYERS)} | shingles, names and figures masked |"
    yield "|---" * (len(LAYERS) + 3) + "|"
    for least, most in pairwise(BANDS):
        own = [(a, b) for a, b in pairs if least <= overlap(plain[a], plain[b]).resemblance < most]
        shares = [np.mean([kin(plain[a], plain[b]) for a, b in own]) for kin in LAYERS.values()]
        shares.append(np.mean([by_words(bare[a], bare[b]) for a, b in own]))
        yield f"| {least:.2f}-{min(most, 1):.2f} | {len(own)} | {' | '.join(f'{share:.2f}' for share in shares)} |"


def by_rote() -> Iterator[str]:
    """A table: of reports spun by rote, how many are best matched by their original where hardly any is by another."""
    chance = random.Random(6)
    own = [one.report.text for one in originals()]
    words = sorted({word for text in own for word in text.split() if word.isalpha() and word.islower() and word[3:]})
    texts = own[:AMONG]
    edits: Mapping[str, Callable[[str], str]] = {
        "all words spun": lambda text: spun(text, words, chance),
        "all spun, 30 % cut": lambda text: spun(cut(text, chance), words, chance),
        "all spun, 30 % cut, sentences shuffled": lambda text: spun(shuffled(cut(text, chance), chance), words, chance),
    }
    before = [sketch_of(read_text(text)) for text in texts]
    yield "| edit | 5-gram containment | facts |"
    yield "|---|---|---|"
    for name, edit in edits.items():
        after = [sketch_of(read_text(edit(text))) for text in texts]
        shares = (recall(before, after, lambda a, b: overlap(a, b).containment),
                  recall(before, after, lambda a, b: retold(a.facts, b.facts)))  # fmt: skip
        yield f"| {name} | {' | '.join(f'{share:.3f}' for share in shares)} |"


def shuffled(text: str, chance: random.Random) -> str:
    """The sentences of a text in another order."""
    sentences = [one.span.of(text) for one in read_text(text).passages]
    return " ".join(chance.sample(sentences, len(sentences)))


def recall(before: Sequence[Sketch], after: Sequence[Sketch], near: Callable[[Sketch, Sketch], float]) -> float:
    """The share of edited reports best matched by their own original, where hardly any is best matched by another."""
    best = []
    for number, one in enumerate(after):
        scores = [near(other, one) for other in before]
        at = int(np.argmax(scores))
        best.append((scores[at], at == number))
    wrong = sorted((score for score, right in best if not right), reverse=True)
    allowed = int(FALSE * len(after))
    least = wrong[allowed] if len(wrong) > allowed else 0.0
    return sum(right and score > least for score, right in best) / len(after)


if __name__ == "__main__":
    for table in (by_resemblance, by_rote):
        print("\n".join(table()), end="\n\n")  # noqa: T201
