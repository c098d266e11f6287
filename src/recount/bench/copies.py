"""Predicted families of copies: the reports of a gold file in, which of them share an origin out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from recount.bench import gold_rows
from recount.bench.clusters import ClusterScore, agreement
from recount.bench.minhash import at_best, containment, minhash, shingled
from recount.model import Reading
from recount.reports import read_text
from recount.resolve.origins.families import families


class CopyRow(Struct, frozen=True):
    """One report of a gold file; its cluster is read only to score what was found."""

    doc_id: str
    text: str
    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    cluster: str = ""


class CopyPrediction(Struct, frozen=True):
    """Which cluster a report is in, and the first report of its family, whether or not that is the origin."""

    doc_id: str
    cluster: str
    origin: str


class CopyScore(Struct, frozen=True, kw_only=True):
    """How well one way of finding copies agrees with the gold; `threshold` is the one that suits the gold best."""

    method: str
    threshold: float | None
    score: ClusterScore


def predict(gold: Path) -> Iterator[CopyPrediction]:
    """The family of each report of a gold file, in its order; a report given twice counts once."""
    readings = {row.doc_id: reading_of(row) for row in gold_rows(gold, CopyRow)}
    found = {
        report: CopyPrediction(report, family.id, family.reports[0])
        for family in families(tuple(readings.values()))
        for report in family.reports
    }
    for name in readings:
        yield found.get(name, CopyPrediction(name, f"alone:{name}", name))


def score(gold: Path, predicted: Mapping[str, str]) -> tuple[CopyScore, ...]:
    """How well the clusters predicted agree with the gold, beside MinHash alone and containment alone."""
    rows = {row.doc_id: row for row in gold_rows(gold, CopyRow)}
    clusters = {name: row.cluster for name, row in rows.items()}
    sets = {name: shingled(row.text) for name, row in rows.items()}
    ours = CopyScore(method="recount", threshold=None, score=agreement(clusters, predicted))
    plain = [
        CopyScore(method=method, threshold=threshold, score=scored)
        for method, pairs in (("MinHash alone", minhash(sets)), ("containment alone", containment(sets)))
        for threshold, scored in [at_best(pairs, clusters)]
    ]
    return ours, *plain


def reading_of(row: CopyRow) -> Reading:
    """The report of a row of gold."""
    return read_text(
        row.text,
        id=row.doc_id,
        publisher=row.publisher or None,
        title=row.title or None,
        published_on=_day(row.published),
    )


def _day(written: str | None) -> date | None:
    """A whole day; a month or a year alone is none."""
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None
