"""The first page: how much there is, where sources contradict most, what was claimed last, and where to start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import numpy as np
from msgspec import Struct

from recount.catalogue import Catalogue, ClaimEntry, Query
from recount.catalogue.facets import NONE
from recount.publish.disputes import DisputeRow
from recount.site.material import Material
from recount.site.months import Chart, chart
from recount.site.pages.disputes import Line, line

NEWEST: Final = 8
LARGEST: Final = 4
_LOOKED_AT: Final = 200


class OverviewPage(Struct, frozen=True, kw_only=True):
    """What there is: counts, the days on which claims were `stated`, the newest of them, the largest disputes.

    Of one subject there is one dispute, its largest. `review` are the matters that wait for a person; `head` is the
    hash of the ledger's last entry, which is number `seq`.
    """

    claims: int
    subjects: int
    sources: int
    reports: int
    families: int
    disputes: int
    review: int
    stated: tuple[date, date] | None
    seq: int
    head: str
    chart: Chart | None
    newest: tuple[ClaimEntry, ...]
    largest: tuple[Line, ...]


def gather(material: Material) -> OverviewPage:
    """The page of a whole catalogue."""
    catalogue = material.catalogue
    counts = catalogue.counts()
    drawn = chart(catalogue.columns)
    return OverviewPage(
        claims=counts["claims"],
        subjects=counts["subjects"],
        sources=sum(value != NONE for value in catalogue.columns.facets["source"].values),
        reports=counts["reports"],
        families=counts["families"],
        disputes=counts["disputes"],
        review=sum(catalogue.matter_counts().values()),
        stated=_stated(catalogue),
        seq=int(catalogue.about["seq"]),
        head=catalogue.about["head"],
        chart=drawn,
        newest=catalogue.entries(catalogue.find(Query(), 0).numbers[:NEWEST]),
        largest=_largest(catalogue),
    )


def _stated(catalogue: Catalogue) -> tuple[date, date] | None:
    days = catalogue.columns.measures["published"]
    dated = days[~np.isnan(days)]
    return (date.fromordinal(int(dated.min())), date.fromordinal(int(dated.max()))) if len(dated) else None


def _largest(catalogue: Catalogue) -> tuple[Line, ...]:
    rows = tuple(_one_a_subject(catalogue.disputes(0, _LOOKED_AT)))[:LARGEST]
    held = catalogue.claims(sorted({name for row in rows for name in (row.left, row.right)}))
    entries = {each.row.id: each for each in held}
    return tuple(line(row, entries) for row in rows)


def _one_a_subject(rows: Iterable[DisputeRow]) -> Iterable[DisputeRow]:
    """The first pair of each subject, in the order given."""
    seen: dict[str, DisputeRow] = {}
    for row in rows:
        seen.setdefault(row.subject, row)
    return seen.values()
