"""What a catalogue holds of each claim, subject, report and matter for review, ready to be shown."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from recount.compare.subjects import folded
from recount.model import Grounds, Position, Relation, Subject
from recount.publish.copies.rows import ReportName
from recount.publish.rows import ClaimRow
from recount.resolve.relative import Geometry

MatterKind = Literal["contradiction", "near miss", "low confidence", "new source", "disagreement"]


class ClaimEntry(Struct, frozen=True, kw_only=True):
    """A claim with what is known of it beside its row.

    `subject` is what it is about, by id and `label`; `conflict` the war that is of, by its name. `origins` counts the
    independent sources that the subject rests on, `confidence` (0-1) is that of the least sure decision about it, and
    `unsure` the field which that decided.
    """

    row: ClaimRow
    subject: str
    label: str
    conflict: str | None
    origins: int
    confidence: float
    unsure: str


class SiteEntry(Struct, frozen=True, kw_only=True):
    """A place that claims name, once for one name at one spot; `claims` counts them, and the most named come first.

    `precision` is UCDP's where_prec, `radius_km` how far from the point it may reach. `shape` is the area or the line
    that words alone tell ("20 km north of Kyiv"), None for any other place.
    """

    name: str
    country: str | None
    lat: float
    lon: float
    precision: int | None
    radius_km: float | None
    shape: Geometry | None
    claims: int


class SubjectEntry(Struct, frozen=True, kw_only=True):
    """A subject, what it rests on, the name of its war, how many pairs of its claims stand how, and its last day."""

    subject: Subject
    grounds: Grounds
    conflict: str | None
    kinds: str
    stated: date | None


class RelationEntry(Struct, frozen=True, kw_only=True):
    """How two claims stand to each other, with who states each and the figure: "the mayor > 5,000"."""

    relation: Relation
    left: str
    right: str


class ReportEntry(Struct, frozen=True, kw_only=True):
    """A report by name, with how many claims it makes; `family` are the reports it shares text with, by their id."""

    name: ReportName
    claims: int
    digest: str
    family: str | None


class Matter(Struct, frozen=True, kw_only=True):
    """Something for a person to look at: of which kind, the claims it is about, and why, in words.

    `weight` puts the most pressing of a kind first; `subjects` are those of a near miss or a contradiction, `source` is
    one heard for the first time, `positions` are what reviewers hold who disagree.
    """

    kind: MatterKind
    claims: tuple[str, ...]
    why: str
    weight: float
    subjects: tuple[str, ...] = ()
    source: str | None = None
    positions: tuple[Position, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What judgements of it are about: its claims, and its source by `folded` name."""
        return (*self.claims, folded(self.source)) if self.source else self.claims


class At(Struct, frozen=True):
    """A matter, and its place among those of its kind, from 1."""

    place: int
    matter: Matter


class Odds(Struct, frozen=True, kw_only=True):
    """Which pairs at odds are wanted: of a war by its name, a harm, the side harmed, a kind (None: of any).

    Those furthest apart come first, then the newest; with `newest`, the newest.
    """

    conflict: str | None = None
    effect: str | None = None
    party: str | None = None
    kind: str | None = None
    newest: bool = False
