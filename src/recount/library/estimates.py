"""What claims add up to: to look at, to draw, and as data frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import overload

from msgspec import Struct

from recount.library.frames import Tabular
from recount.library.pictures import Picture
from recount.model import ConventionName, Effect, Estimate, Grade, Scope
from recount.publish.estimates_plot import estimates_plot
from recount.publish.notebook import estimates_html
from recount.publish.pictures import Form
from recount.publish.wording import count


class EstimateRow(Struct, frozen=True, kw_only=True):
    """An estimate with no nesting: a line of a data frame.

    `claims` counts all claims on the event, `counted` those that count, `independent` the independent sources of these.
    The deaths are the best by side, as UCDP has it; None where the convention parts them not.
    """

    id: str
    convention: ConventionName
    label: str
    effect: Effect
    scope: Scope
    place: str | None
    country: str | None
    conflict: str | None
    first: date | None
    last: date | None
    low: int | None
    best: int | None
    high: int | None
    grade: Grade | None
    claims: int
    counted: int
    independent: int
    deaths_a: int | None
    deaths_b: int | None
    deaths_civilians: int | None
    deaths_unknown: int | None
    denied_by: str | None


class Estimates(Tabular, Sequence[Estimate]):
    """Estimates by one convention, each with all that it was derived from."""

    def __init__(self, estimates: Iterable[Estimate]) -> None:
        self.estimates = tuple(estimates)

    def __len__(self) -> int:
        return len(self.estimates)

    @overload
    def __getitem__(self, at: int) -> Estimate: ...

    @overload
    def __getitem__(self, at: slice) -> Estimates: ...

    def __getitem__(self, at: int | slice) -> Estimate | Estimates:
        return Estimates(self.estimates[at]) if isinstance(at, slice) else self.estimates[at]

    def __repr__(self) -> str:
        return f"<{count(len(self), 'estimate')}>"

    def _repr_html_(self) -> str:
        return estimates_html(self.estimates)

    def plot(self, form: Form = "png") -> Picture:
        """A picture of the estimates that have a number, a line each.

        Raises `ChoiceError` where there is none, or where there are too many for one picture.
        """
        return Picture(form, estimates_plot(self.estimates, form))

    def flat(self) -> tuple[type[Struct], Sequence[EstimateRow]]:
        """Each estimate as an `EstimateRow`."""
        return EstimateRow, [_flat(each) for each in self.estimates]


def _flat(each: Estimate) -> EstimateRow:
    deaths = each.deaths
    return EstimateRow(
        id=each.id,
        convention=each.convention,
        label=each.label,
        effect=each.effect,
        scope=each.scope,
        place=each.place,
        country=each.country,
        conflict=each.conflict,
        first=each.first,
        last=each.last,
        low=each.range.low,
        best=each.range.best,
        high=each.range.high,
        grade=each.graded.grade if each.graded else None,
        claims=len(each.figures),
        counted=sum(figure.weight == "counted" for figure in each.figures),
        independent=each.independent,
        deaths_a=deaths.deaths_a if deaths else None,
        deaths_b=deaths.deaths_b if deaths else None,
        deaths_civilians=deaths.deaths_civilians if deaths else None,
        deaths_unknown=deaths.deaths_unknown if deaths else None,
        denied_by="; ".join(each.denied_by) or None,
    )
