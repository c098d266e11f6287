"""Figures over time: to look at, to draw, and as data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, overload

from msgspec import Struct

from recount.library.frames import Tabular
from recount.library.pictures import Picture
from recount.model import Effect, Group, Modality, Operator, Point, Series, Side, SourceKind, SourceSeries
from recount.publish.notebook import series_html
from recount.publish.pictures import Form
from recount.publish.plots import series_plot

Figure = Literal["total", "period", "revision"]


class PointRow(Struct, frozen=True, kw_only=True):
    """What one source says for one day, with no nesting: a line of a data frame.

    `figure` tells a running total from a figure for a period and from a revision; `on` is the day of a total, the last
    day that another figure counts, `first` the first. `versions` counts the figures given for that day before.
    """

    series: str
    label: str
    effect: Effect
    group: Group
    party: str | None
    place: str | None
    country: str | None
    source: str | None
    kind: SourceKind | None
    side: Side
    figure: Figure
    on: date
    first: date | None
    quantity: str
    operator: Operator
    low: int | None
    high: int | None
    approx: bool
    modality: Modality
    versions: int
    claim: str


class SeriesOverTime(Tabular, Sequence[Series]):
    """Series, each all that is said over time of one effect on one group in one place and war."""

    def __init__(self, series: Iterable[Series]) -> None:
        self.series = tuple(series)

    def __len__(self) -> int:
        return len(self.series)

    @overload
    def __getitem__(self, at: int) -> Series: ...

    @overload
    def __getitem__(self, at: slice) -> SeriesOverTime: ...

    def __getitem__(self, at: int | slice) -> Series | SeriesOverTime:
        return SeriesOverTime(self.series[at]) if isinstance(at, slice) else self.series[at]

    def __repr__(self) -> str:
        return f"<{len(self):,} series>"

    def _repr_html_(self) -> str:
        return series_html(self.series)

    def plot(self, form: Form = "png") -> Picture:
        """A picture of the series, a panel each.

        Raises `ChoiceError` where there is none, or where there are too many for one picture.
        """
        return Picture(form, series_plot(self.series, form))

    def flat(self) -> tuple[type[Struct], Sequence[PointRow]]:
        """Each figure as a `PointRow`, by series, source and day."""
        return PointRow, [row for one in self.series for source in one.sources for row in _rows(one, source)]


def _rows(one: Series, source: SourceSeries) -> Iterator[PointRow]:
    kinds: tuple[tuple[Figure, tuple[Point, ...]], ...] = (
        ("total", source.totals),
        ("period", source.periods),
        ("revision", source.revisions),
    )
    for figure, points in kinds:
        for point in points:
            yield PointRow(
                series=one.id,
                label=one.label,
                effect=one.effect,
                group=one.group,
                party=one.party,
                place=one.place,
                country=one.country,
                source=source.source,
                kind=source.kind,
                side=source.side,
                figure=figure,
                on=point.on,
                first=point.first,
                quantity=point.quantity.exact,
                operator=point.quantity.operator,
                low=point.quantity.low,
                high=point.quantity.high,
                approx=point.quantity.approx,
                modality=point.modality,
                versions=len(point.versions),
                claim=point.claim,
            )
