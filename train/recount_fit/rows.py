"""Annotated and invented reports as recount reads them, each claim beside the gold claim that it is."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from recount.bench.claims import published_on
from recount.claims import find_claims
from recount.language.analysis import Backend
from recount.model import Claim, Reading
from recount.reports import read_text
from recount.resolve.days import Days
from recount_fit import markup

Gold = Mapping[str, Any]
REPORTS = Path(__file__).parents[1] / "reports"
# How many times as long as the shorter of two overlapping stretches of days the longer may be to pass for the same.
_LONGER = 8
_SMALL = frozenset({
    "the", "a", "an", "of", "in", "for", "and", "s", "its", "their", "his", "her", "local", "mr", "mrs", "ms",
})  # fmt: skip


class Read(Struct, frozen=True):
    """A report as read, its claims, and for each the gold claim whose quantity it overlaps, None where there is none.

    `invented` is whether it is one of `train/reports`.
    """

    id: str
    invented: bool
    reading: Reading
    claims: tuple[Claim, ...]
    golds: tuple[Gold | None, ...]


def gold_of(path: Path) -> Iterator[Gold]:
    """The ``{report, claims}`` rows of a gold file."""
    for line in path.read_text(encoding="utf-8").strip().split("\n"):
        yield json.loads(line)


def learnt(shared: Path) -> Iterator[tuple[Gold, bool]]:
    """Every row to learn from, the annotated before the invented, and whether it is invented."""
    yield from ((row, False) for row in gold_of(shared / "claims/train.jsonl"))
    yield from ((row, True) for row in markup.rows(REPORTS))


def reading_of(row: Gold) -> Reading:
    """The report of a gold row, as recount reads it."""
    report = row["report"]
    return read_text(
        report["text"],
        id=report["id"],
        title=report.get("title"),
        publisher=report.get("publisher"),
        published_on=published_on(report.get("published")),
    )


def read(rows: Iterable[tuple[Gold, bool]], language: Backend) -> Iterator[Read]:
    """The reports in which recount finds claims, one at a time."""
    for row, invented in rows:
        reading = reading_of(row)
        claims = find_claims(reading, language)
        if claims:
            yield Read(reading.report.id, invented, reading, claims, _beside(claims, row["claims"]))


def _beside(claims: Sequence[Claim], golds: Sequence[Gold]) -> tuple[Gold | None, ...]:
    """The gold claim of each claim: one to one, the quantities that share most of their words first."""
    shares = []
    for at, claim in enumerate(claims):
        for number, gold in enumerate(golds):
            one, other = claim.quantity, gold["quantity"]
            shared = min(one.end, other["end"]) - max(one.start, other["start"])
            if shared > 0:
                union = max(one.end, other["end"]) - min(one.start, other["start"])
                shares.append((-shared / union, number, at))
    found: list[Gold | None] = [None] * len(claims)
    taken: set[int] = set()
    for _, number, at in sorted(shares):
        if found[at] is None and number not in taken:
            found[at] = golds[number]
            taken.add(number)
    return tuple(found)


def same_time(gold: Gold, days: Days | None) -> bool:
    """Whether days are those of a gold claim: both absent, or overlapping and neither far longer than the other."""
    told = gold["time"]
    if told is None or days is None:
        return told is None and days is None
    first, last = date.fromisoformat(told["from"]), date.fromisoformat(told["to"])
    spans = sorted(((last - first).days + 1, (days[1] - days[0]).days + 1))
    return first <= days[1] and days[0] <= last and spans[1] <= _LONGER * spans[0]


def same_name(one: str, other: str) -> bool:
    """Whether the words of one name contain the other's, or the two share at least half of all; accents do not count.

    >>> same_name("the Kharkiv region", "Kharkiv"), same_name("Kharkiv", "Kherson")
    (True, False)
    """
    left, right = _content(one), _content(other)
    if not left or not right:
        return one.strip().lower() == other.strip().lower()
    shared = left & right
    return shared in (left, right) or 2 * len(shared) >= len(left | right)


def _content(name: str) -> set[str]:
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return set(re.findall(r"[a-z0-9]+", folded)) - _SMALL
