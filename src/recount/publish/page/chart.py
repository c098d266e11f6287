"""Figures over time, drawn: a panel for running totals, one for figures by period, one for revisions; units are pixels.

A total holds until the next, so it is drawn as steps; a figure for a period is a bar over its days. The side that a
source speaks for is told by the shape of its marks, what a figure leaves open by an arrow, a bar from bound to bound
where it has both. Sources are numbered, and named beside the drawing.

Source: W. S. Cleveland, "The Elements of Graphing Data" (1985), on direct labels and on juxtaposed panels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, Literal

from msgspec import Struct

from recount.model import Point, Series, Side, SourceSeries
from recount.publish import wording
from recount.publish.page.timeline import Axis, Tick, ticks
from recount.publish.series import drawn, figure_of

PanelKind = Literal["running totals", "by period", "revisions"]
_SILENCE: Final = timedelta(days=31)
_LEFT, _RIGHT, _TOP, _HEAD, _FOOT = 54.0, 26.0, 22.0, 26.0, 12.0
_HEIGHTS: Final[dict[PanelKind, float]] = {"running totals": 190.0, "by period": 110.0, "revisions": 90.0}
_MOST_SOURCES, _MOST_MARKS, _MOST_GAPS = 8, 40, 40


class Dot(Struct, frozen=True, kw_only=True):
    """A figure: where it stands, between which heights where it has both bounds, and which end it leaves open.

    `fell` is whether a running total went down there, `revised` whether its source gave another figure for the day
    before.
    """

    x: float
    y: float
    low: float | None
    high: float | None
    opens: Literal["up", "down"] | None
    fell: bool
    revised: bool
    title: str


class Block(Struct, frozen=True):
    """A figure by period, or a revision: a bar over its days."""

    x: float
    y: float
    width: float
    height: float


class Line(Struct, frozen=True, kw_only=True):
    """What one source says: the path of its totals, or its bars by period; its marks, and where its number stands."""

    number: int
    side: Side
    path: str
    blocks: tuple[Block, ...]
    dots: tuple[Dot, ...]
    end: tuple[float, float]


class Panel(Struct, frozen=True, kw_only=True):
    """Figures of one kind, from `top` to `bottom`; the `gaps` between sides are bars from figure to figure."""

    kind: PanelKind
    top: float
    bottom: float
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    gaps: tuple[tuple[float, float, float], ...]


class Chart(Struct, frozen=True, kw_only=True):
    """A finished drawing; `left` and `right` are where the days begin and end."""

    width: float
    height: float
    left: float
    right: float
    days: tuple[Tick, ...]
    panels: tuple[Panel, ...]


class Voice(Struct, frozen=True, kw_only=True):
    """A source beside the drawing: its number, its name, the side it speaks for, and the last that it says."""

    number: int
    name: str
    side: Side
    last: str
    figures: int


def voices(one: Series) -> tuple[Voice, ...]:
    """The sources of a series that are drawn, numbered in its order; those with the most figures where there are many.

    The last figure is that of a running total, where a source gives one.
    """
    found = []
    for number, source in enumerate(_sources(one), start=1):
        points = source.totals or source.periods or source.revisions
        told = f"{figure_of(points[-1])}, {wording.day(points[-1].on)}"
        figures = len(source.totals) + len(source.periods) + len(source.revisions)
        name = source.source or "unattributed"
        found.append(Voice(number=number, name=name, side=source.side, last=told, figures=figures))
    return tuple(found)


def draw(one: Series, width: float) -> Chart | None:
    """The drawing of a series; None where none of its figures is of a day, or gives a number."""
    sources = _sources(one)
    every = [point for source in sources for _, points in _kinds(source) for point in points]
    if not every:
        return None
    axis = Axis(min(point.on for point in every), max(point.on for point in every), _LEFT + 8, width - _RIGHT)
    panels: list[Panel] = []
    top = _TOP
    for kind in _HEIGHTS:
        panel = _panel(one, sources, kind, axis, top)
        if panel is not None:
            panels.append(panel)
            top = panel.bottom + _FOOT
    days = tuple(Tick(axis.at(on), label) for on, label in ticks(axis))
    return Chart(width=width, height=top + 4, left=_LEFT, right=width - _RIGHT, days=days, panels=tuple(panels))


def _sources(one: Series) -> tuple[SourceSeries, ...]:
    told = [source for source in one.sources if any(True for _ in _kinds(source))]
    largest = sorted(told, key=lambda each: -sum(len(points) for _, points in _kinds(each)))[:_MOST_SOURCES]
    return tuple(source for source in told if source in largest)


def _kinds(source: SourceSeries) -> Iterator[tuple[PanelKind, Sequence[Point]]]:
    for kind, points in (
        ("running totals", source.totals),
        ("by period", source.periods),
        ("revisions", source.revisions),
    ):
        numbered = [point for point in points if drawn(point) is not None]
        if numbered:
            yield kind, numbered  # type: ignore[misc]


def _panel(one: Series, sources: Sequence[SourceSeries], kind: PanelKind, axis: Axis, top: float) -> Panel | None:
    told = [(number, source, dict(_kinds(source)).get(kind, ())) for number, source in enumerate(sources, start=1)]
    bounds = [bound for _, _, points in told for point in points for bound in _bounds(point)]
    if not bounds:
        return None
    level = _Level.over(bounds, top + _HEAD, top + _HEAD + _HEIGHTS[kind])
    return Panel(
        kind=kind,
        top=top,
        bottom=top + _HEAD + _HEIGHTS[kind],
        ticks=tuple(level.ticks()),
        lines=tuple(_line(number, source, kind, points, axis, level) for number, source, points in told if points),
        gaps=tuple(_gaps(one, axis, level)) if kind == "running totals" else (),
    )


class _Level(Struct, frozen=True):
    """Numbers to heights, from `least` at `bottom` to `most` at `top`."""

    least: int
    most: int
    top: float
    bottom: float

    @classmethod
    def over(cls, bounds: Iterable[int], top: float, bottom: float) -> _Level:
        held = (0, *bounds)
        step = _step(max(held) - min(held))
        return cls(min(held) // step * step, -(-max(*held, 1) // step) * step, top, bottom)

    def at(self, number: int) -> float:
        share = (number - self.least) / max(self.most - self.least, 1)
        return round(self.bottom - share * (self.bottom - self.top), 1)

    def ticks(self) -> Iterator[Tick]:
        step = _step(self.most - self.least)
        for number in range(self.least, self.most + 1, step):
            yield Tick(self.at(number), f"{number:,}".replace("-", "−"))


def _step(span: int) -> int:
    """A round number that goes into a span four times or so.

    >>> _step(18_900), _step(7), _step(120)
    (5000, 2, 50)
    """
    rough = max(span / 4, 1)
    power: int = 10 ** (len(str(int(rough))) - 1)
    return next(head * power for head in (1, 2, 5, 10) if head * power >= rough)


def _bounds(point: Point) -> Iterator[int]:
    yield from (bound for bound in (point.quantity.low, point.quantity.high) if bound is not None)


def _line(
    number: int, source: SourceSeries, kind: PanelKind, points: Sequence[Point], axis: Axis, level: _Level
) -> Line:
    fallen = {step.until for step in source.falls} if kind == "running totals" else frozenset[date]()
    dots = tuple(_dot(point, axis, level, fell=point.on in fallen) for point in points)
    few = len(points) <= _MOST_MARKS
    return Line(
        number=number,
        side=source.side,
        path=_path(points, axis, level) if kind == "running totals" else "",
        blocks=tuple(_block(point, axis, level) for point in points) if kind != "running totals" else (),
        dots=tuple(dot for dot in dots if few or dot.fell or dot.revised),
        end=(dots[-1].x, dots[-1].y),
    )


def _path(points: Sequence[Point], axis: Axis, level: _Level) -> str:
    """Steps from total to total; broken where nothing was said for long."""
    long = max(_SILENCE, (axis.last - axis.first) / 10)
    told = ""
    for number, point in enumerate(points):
        x, y = axis.at(point.on), level.at(drawn(point) or 0)
        apart = number == 0 or point.on - points[number - 1].on > long
        told += f"M{x},{y}" if apart else f"H{x}V{y}"
    return told


def _dot(point: Point, axis: Axis, level: _Level, *, fell: bool) -> Dot:
    low, high = point.quantity.low, point.quantity.high
    both = low is not None and high is not None and low != high
    return Dot(
        x=axis.at(point.on),
        y=level.at(drawn(point) or 0),
        low=level.at(low) if both and low is not None else None,
        high=level.at(high) if both and high is not None else None,
        opens="up" if high is None else "down" if low is None else None,
        fell=fell,
        revised=bool(point.versions),
        title=f"{figure_of(point)}, {wording.day(point.on)}",
    )


def _block(point: Point, axis: Axis, level: _Level) -> Block:
    first = axis.at(point.first) if point.first is not None else axis.at(point.on)
    last = axis.at(point.on)
    y, nought = level.at(drawn(point) or 0), level.at(0)
    wide = max(last - first, 4.0)
    return Block(round(last - wide, 1), min(y, nought), round(wide, 1), round(abs(nought - y), 1))


def _gaps(one: Series, axis: Axis, level: _Level) -> Iterator[tuple[float, float, float]]:
    """Where sides are apart: from figure to figure, on the day of the first; the first so many."""
    numbers = {point.claim: drawn(point) for source in one.sources for point in source.totals}
    for gap in one.gaps[:_MOST_GAPS]:
        left, right = numbers.get(gap.left), numbers.get(gap.right)
        if left is not None and right is not None and left != right:
            yield axis.at(gap.on), level.at(left), level.at(right)
