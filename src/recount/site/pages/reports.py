"""The list of reports, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from recount.catalogue import ReportEntry
from recount.site.asking import page_asked
from recount.site.material import Material

ROWS: Final = 50


class ReportsPage(Struct, frozen=True, kw_only=True):
    """A page of the reports, `total` in all."""

    reports: tuple[ReportEntry, ...]
    total: int
    page: int
    pages: int


def gather(material: Material, told: Sequence[tuple[str, str]]) -> ReportsPage:
    """The page asked for by ``page``; past the last there are none. Raises `ChoiceError` where that is no number."""
    page = page_asked(told)
    total = material.catalogue.counts()["reports"]
    return ReportsPage(
        reports=material.catalogue.reports((page - 1) * ROWS, ROWS),
        total=total,
        page=page,
        pages=max(1, -(-total // ROWS)),
    )
