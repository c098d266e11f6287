"""Scores of the spun set: reports, copies of each reworded by hand, and independent reports of the same events.

``copies/dev-*.toml`` may be read while rules are made, ``copies/held-*.toml`` only measured.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from recount.model import Reading
from recount.reports import read_text
from recount.resolve.origins.kinship import akin
from recount.resolve.origins.sketches import Sketch, sketch_of

FOLDER = Path(__file__).with_name("copies")
GRADES = ("light", "heavy", "summary")


class Text(NamedTuple):
    """One report of the set: the event it tells of, what it is of the event's original, and its reading."""

    event: str
    grade: str
    reading: Reading


def texts(part: str) -> Iterator[Text]:
    """The reports of one part of the set, ``dev`` or ``held``."""
    for file in sorted(FOLDER.glob(f"{part}-*.toml")):
        for family in tomllib.loads(file.read_text(encoding="utf-8"))["family"]:
            yield _text(family["id"], "original", family["original"])
            for copy in family["copies"]:
                yield _text(family["id"], copy["grade"], copy)
            for other in family["others"]:
                yield _text(family["id"], "other", other)


def _text(event: str, grade: str, row: dict[str, str | date]) -> Text:
    published = row["published"]
    assert isinstance(published, date)
    reading = read_text(
        str(row["text"]).strip(), publisher=str(row["publisher"]), title=str(row["title"]), published_on=published
    )
    return Text(event, grade, reading)


def score_spun(part: str, kin: Callable[[Sketch, Sketch], bool] = akin) -> dict[str, float]:
    """Of each grade the share of copies linked with their original; of pairs of independent reports, the share linked.

    `false` counts pairs of one event, of which at least one is an independent report; `strange` those of two events.
    """
    found = [(text, sketch_of(text.reading)) for text in texts(part)]
    linked: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for (one, left), (other, right) in combinations(found, 2):
        sort = _sort(one, other)
        pairs[sort] += 1
        linked[sort] += kin(left, right)
    return {sort: linked[sort] / pairs[sort] for sort in (*GRADES, "false", "strange")}


def _sort(one: Text, other: Text) -> str:
    if one.event != other.event:
        return "strange"
    if "other" in (one.grade, other.grade):
        return "false"
    return other.grade if one.grade == "original" else "between copies"
