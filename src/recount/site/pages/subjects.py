"""The list of subjects: what several claims are about, those that most are about first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from recount.catalogue import SubjectEntry
from recount.site.asking import last_of, page_asked
from recount.site.material import Material

ROWS: Final = 50


class SubjectsPage(Struct, frozen=True, kw_only=True):
    """A page of the subjects, `total` in all; with `single` also those that one claim alone is about."""

    subjects: tuple[SubjectEntry, ...]
    total: int
    page: int
    pages: int
    single: bool


def gather(material: Material, told: Sequence[tuple[str, str]]) -> SubjectsPage:
    """The page asked for by ``page`` and ``single``; past the last there are none.

    Raises `ChoiceError` where ``page`` is no number.
    """
    page, single = page_asked(told), last_of(told, "single") is not None
    total = material.catalogue.subject_count(single=single)
    return SubjectsPage(
        subjects=material.catalogue.subjects((page - 1) * ROWS, ROWS, single=single),
        total=total,
        page=page,
        pages=max(1, -(-total // ROWS)),
        single=single,
    )
