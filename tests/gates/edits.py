"""Reports of our own with what newsrooms do to them by rote: cut by two fifths, or given the next day's figures."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from gates.spun import texts
from recount.claims.quantities import quantities_of
from recount.language.tokens import tokenise
from recount.model import Reading, Resolution
from recount.reports import read_text
from recount.resolve.origins.credits.credits import credits_of
from recount.resolve.origins.kinship import akin
from recount.resolve.origins.links import Side, link
from recount.resolve.origins.sketches import sketch_of
from recount_fit.markup import read

REPORTS = Path(__file__).parents[2] / "train" / "reports"
FEWEST = 80
"""Words that a report must have here: of a shorter one, a cut leaves a line or two."""
_OPEN = Resolution[str](value=None, method="not asked", confidence=0.0)


def originals() -> Iterator[Reading]:
    """Reports of our own, each of eighty words and more."""
    for file in sorted(REPORTS.glob("*.txt")):
        for row in read(file):
            report = row["report"]
            yield read_text(
                report["text"],
                publisher=report["publisher"],
                title=report["title"],
                published_on=date.fromisoformat(report["published"]),
            )
    for part in ("dev", "held"):
        yield from (text.reading for text in texts(part) if text.grade == "original")


def cut(reading: Reading, chance: random.Random) -> Reading:
    """The report without two fifths of its sentences: its end, its middle, or here and there."""
    text = reading.report.text
    sentences = [passage.span.of(text) for passage in reading.passages if passage.kind in ("sentence", "quotation")]
    gone = round(len(sentences) * 0.4)
    way = chance.randrange(3)
    begin = len(sentences) - gone if way == 0 else chance.randrange(len(sentences) - gone + 1)
    dropped = set(range(begin, begin + gone)) if way < 2 else set(chance.sample(range(len(sentences)), gone))
    kept = " ".join(one for number, one in enumerate(sentences) if number not in dropped)
    return read_text(kept, publisher="The Evening Copy", published_on=reading.report.published_on)


def updated(reading: Reading, chance: random.Random) -> Reading:
    """The report a day later, with a higher figure for all that it counts, or for one thing."""
    text, parts, at = reading.report.text, [], 0
    counts = [
        one
        for passage in reading.passages
        for one in quantities_of(text, tokenise(text, passage.span.start, passage.span.end))
        if one.form == "number" and one.measure == "count" and one.low is not None and one.low > 1
    ]
    for one in counts if chance.random() < 0.5 else chance.sample(counts, min(1, len(counts))):
        parts += [text[at : one.start], f"{int(one.low or 0) + chance.randint(1, 9):,}"]
        at = one.end
    report = reading.report
    later = None if report.published_on is None else report.published_on + timedelta(days=1)
    return read_text("".join([*parts, text[at:]]), publisher=report.publisher, published_on=later)


def _side(reading: Reading) -> Side:
    return Side(reading, sketch_of(reading), credits_of(reading))


def score_edits(seed: int = 6) -> dict[str, float]:
    """Of reports cut by two fifths, the share traced to their original; of updates, the share taken for mere copies.

    `merged` counts updates linked as reprint or edited copy, `dated` those linked as updates.
    """
    chance = random.Random(seed)
    kinds: Counter[str] = Counter()
    found = [one for one in originals() if one.report.text.count(" ") >= FEWEST]
    traced = sum(akin(sketch_of(one), sketch_of(cut(one, chance))) for one in found)
    newer = [(one, later) for one in found if (later := updated(one, chance)).report.text != one.report.text]
    kinds.update(link(_side(one), _side(later), _OPEN).kind for one, later in newer)
    return {
        "cut": traced / len(found),
        "merged": (kinds["reprint"] + kinds["edited copy"]) / len(newer),
        "update": kinds["update"] / len(newer),
    }
