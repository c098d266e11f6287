"""Figures over time: what each source says of one subject from day to day, and how far the two sides are apart."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from recount.errors import EvidenceError
from recount.model.claims import Effect, Group, Modality, Quantity, SourceKind

Side = Literal["own", "other", "third"]


class Point(Struct, frozen=True, kw_only=True):
    """What one source says for one day: the claim that has it last, with its count as worded.

    A total is of the day it was stated; a figure for a period, or a revision, of the last day it counts. `first` is the
    first day it counts (None: not stated). `again` are other claims of that source that tell the same figure,
    `versions` those of figures that it gave for that day before, the oldest first.
    """

    on: date
    first: date | None
    claim: str
    quantity: Quantity
    modality: Modality
    again: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()

    @property
    def figure(self) -> int | None:
        """The one number that is stated, exact or approximate; None where the words leave it open."""
        return self.quantity.low if self.quantity.low == self.quantity.high else None


class Step(Struct, frozen=True, kw_only=True):
    """How a running total went from one figure to the next: `change` in all, from day `since` to day `until`.

    `new` is the harm of those days, `revision` what was put up or down for older harm; they make up the change. Both
    are None where the source says neither. `rests_on` are the claims that say so.
    """

    since: date
    until: date
    change: int
    new: int | None = None
    revision: int | None = None
    rests_on: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.new is not None and self.revision is not None and self.new + self.revision != self.change:
            raise EvidenceError(
                f"{self.since} to {self.until}: {self.new} new and {self.revision} by revision are no {self.change}"
            )


class SourceSeries(Struct, frozen=True, kw_only=True):
    """What one source says over time: running totals, figures for periods, and revisions, each in order of days.

    `source` is None where reporters state the figures on their own word. `side` tells whether it speaks of its ``own``
    side's people or things, of those of the ``other`` side in the war, or as a ``third`` party. `steps` lead from total
    to total, where both give one number; `undated` are claims of no known day.
    """

    source: str | None
    kind: SourceKind | None
    party: str | None
    side: Side
    totals: tuple[Point, ...]
    periods: tuple[Point, ...]
    revisions: tuple[Point, ...]
    steps: tuple[Step, ...]
    undated: tuple[str, ...] = ()

    @property
    def falls(self) -> tuple[Step, ...]:
        """Where the running total went down: a correction."""
        return tuple(step for step in self.steps if step.change < 0)

    @property
    def revised(self) -> tuple[Step, ...]:
        """Where the running total changed by more or less than the new harm."""
        return tuple(step for step in self.steps if step.revision)


class Gap(Struct, frozen=True, kw_only=True):
    """How far two sources' totals are apart: `right`'s less `left`'s, from `low` to `high` (None: open).

    `on` and `right_on` are the days of the two claims, `left_source` and `right_source` who makes them.
    """

    on: date
    right_on: date
    left: str
    right: str
    left_source: str | None
    right_source: str | None
    low: int | None
    high: int | None


class Series(Struct, frozen=True, kw_only=True):
    """All that is said over time of one effect on one group in one place and war.

    `conflict` is the war it is told of, by its id (None: none that is known). `noun` tells things, and parts of a
    larger count, by their word; `part` says that they are such a part. Sources come with those who speak of their own
    side's losses first, then the other side, then third parties, by name. `gaps` are between sources of different
    sides, by day.
    """

    id: str
    label: str
    effect: Effect
    group: Group
    party: str | None
    place: str | None
    country: str | None
    conflict: str | None
    noun: str | None
    part: bool
    sources: tuple[SourceSeries, ...]
    gaps: tuple[Gap, ...]
