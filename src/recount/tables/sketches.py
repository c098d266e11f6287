"""A report to a row of the table of sketches: what finding its copies needs, and nothing of its words."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from recount.model import Reading
from recount.resolve.origins.index.bodies import body_of
from recount.resolve.origins.index.placing import identity
from recount.resolve.origins.index.rules import kinds_of
from recount.resolve.origins.sketches import Sketch, sketch_of
from recount.resolve.origins.text.shingles import FACTS, WORDS


class SketchRow(Struct, frozen=True, kw_only=True):
    """A report's sketch with no nesting but lists; None where not known.

    `sketch` is the same for reports that differ in nothing but their address and outlet. `shingles` and `facts` are
    those of `recount.resolve.origins.sketches.Sketch`, `word_posts` and `fact_posts` its posts, which lie below 2**48:
    they are what copies share, and so what candidates are grouped by. `published` is a day, `published_at` an instant
    in UTC.
    """

    report: str
    sketch: str
    publisher: str | None
    published: date | None
    published_at: datetime | None
    address: str | None
    shingles: NDArray[np.uint32]
    facts: NDArray[np.uint32]
    word_posts: NDArray[np.int64]
    fact_posts: NDArray[np.int64]


def sketch_row(reading: Reading) -> SketchRow:
    """The row of a report.

    >>> from recount.reports import read_text
    >>> told = "Twelve people were killed when shells hit the market of the port on Monday, the mayor told reporters."
    >>> one, copy = (sketch_row(read_text(told, publisher=outlet)) for outlet in ("Northwire", "The Evening Copy"))
    >>> one.report == copy.report, one.sketch == copy.sketch, len(one.shingles)
    (False, True, 14)
    """
    report = reading.report
    return row_of(sketch_of(reading), report.publisher, report.published_at)


def row_of(sketch: Sketch, publisher: str | None = None, published_at: datetime | None = None) -> SketchRow:
    """The row of a sketch, of a report of this outlet, published at this instant (None: not known)."""
    kinds, posts = kinds_of(sketch.posts), sketch.posts.astype(np.int64)
    plain = structs.replace(sketch, address=None)
    return SketchRow(
        report=sketch.report,
        sketch=identity(plain, body_of(plain)).hex(),
        publisher=publisher,
        published=None if sketch.day is None else date.fromordinal(sketch.day),
        published_at=published_at,
        address=sketch.address,
        shingles=sketch.shingles,
        facts=sketch.facts,
        word_posts=posts[kinds == WORDS],
        fact_posts=posts[kinds == FACTS],
    )
