"""Claims as rows of a table, their words found beforehand: a table of many rows must be quick to fill."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct

from recount.catalogue import Catalogue, ClaimEntry
from recount.catalogue.matters import UNSURE
from recount.publish import wording
from recount.publish.page.bars import Bar, Decades
from recount.site.frame import page_of

_DRAWN = 5


class Line(Struct, frozen=True, kw_only=True):
    """A claim as a row: its count on the scale of all (None: no number), and everything else in words.

    `page`, `report_page` and `subject_page` are paths from the root of the site. `diamonds` draws how many independent
    sources there are, a hollow one for none; `unsure` names what was decided so unsurely that a person should look.
    """

    entry: ClaimEntry
    bar: Bar | None
    page: str
    who: str
    mark: str
    stance: str
    kind: str
    judged: tuple[str, ...]
    figure: str
    quote: str
    victims: str
    place: str
    days: str
    subject_page: str
    diamonds: str
    sources: str
    unsure: str
    report_page: str
    report: str
    published: str


def scale_of(catalogue: Catalogue) -> Decades:
    """The scale that holds every figure of a catalogue: one for all tables, so that bars are alike on all of them."""
    measures = catalogue.columns.measures
    return Decades.up_to(max(float(np.fmax.reduce(measures[name], initial=1.0)) for name in ("low", "high")))


def lines_of(entries: Sequence[ClaimEntry], scale: Decades) -> tuple[Line, ...]:
    """Claims as rows of a table."""
    return tuple(_line(each, scale) for each in entries)


@lru_cache(maxsize=8192)
def _line(entry: ClaimEntry, scale: Decades) -> Line:
    row = entry.row
    stance = wording.stance_of(row)
    return Line(
        entry=entry,
        bar=scale.bar(row),
        page=page_of(row.id),
        who=wording.who(row),
        mark=stance.mark,
        stance=stance.words,
        kind=wording.label(row.source.kind) if row.source else "",
        judged=wording.judged(row),
        figure=wording.figure_of(row),
        quote=wording.quote(row),
        victims=wording.victims_of(row),
        place=wording.place_of(row),
        days=wording.days(row.time),
        subject_page=page_of(entry.subject) if entry.subject else "",
        diamonds="◆" * min(entry.origins, _DRAWN) or "◇",
        sources=wording.count(entry.origins, "source") if entry.origins else "no source named",
        unsure=wording.label(entry.unsure) if entry.confidence < UNSURE else "",
        report_page=page_of(row.report),
        report=row.publisher or row.title or "untitled report",
        published=wording.day(row.published) if row.published else "",
    )
