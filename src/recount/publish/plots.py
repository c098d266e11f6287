"""Charts as pictures, PNG or SVG: figures over time, a panel for each series.

The same records give the same bytes with the same release of Matplotlib. What a figure leaves open is drawn open: an
arrow up where it is a least, down where it is a most, a bar where it is a range. Sides are told by the shape of marks
and lines, and in words beside them; there is no legend to look things up in.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from textwrap import wrap
from typing import TYPE_CHECKING

from recount.errors import ChoiceError
from recount.model import Point, Series, Side, SourceSeries
from recount.publish import wording
from recount.publish.pictures import GRID, INK, QUIET, Form, drawing, saved
from recount.publish.series import SIDES, drawn, figure_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.gridspec import SubplotSpec

_MOST, _COLUMNS_FROM = 24, 4
_WIDTH, _HEIGHT, _STRIP = 9.0, 3.4, 0.38
# Colours that stay apart for every kind of sight (Okabe and Ito, "Color Universal Design", 2008).
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_SHADE = "#DADADA"
_DASHES: dict[Side, str] = {"own": "-", "other": "-", "third": "--"}
_MARKS: dict[Side, str] = {"own": "o", "other": "s", "third": "D"}
_FEW, _LINE, _RIGHT, _NAME, _HEADROOM = 40, 0.068, 0.7, 34, 1.12
_BETWEEN, _STRIP_GAP = 0.08, 0.03
_SILENCE = timedelta(days=31)


def series_plot(series: Sequence[Series], form: Form) -> bytes:
    """A picture of series, a panel each: running totals of each source, the gap between two sides, what was revised.

    Raises `ChoiceError` where there is none, or where there are too many for one picture.
    """
    from matplotlib.figure import Figure

    if not series:
        raise ChoiceError(
            "no source gives two figures for one subject, so there is nothing to draw: choose other claims"
        )
    if len(series) > _MOST:
        raise ChoiceError(
            f"{len(series)} series are too many for one picture, which holds {_MOST}: choose fewer by --effect, "
            "--source, --place or --country"
        )
    with drawing():
        columns = 1 if len(series) < _COLUMNS_FROM else 2
        rows = math.ceil(len(series) / columns)
        figure = Figure(figsize=(_WIDTH * columns, _HEIGHT * rows), layout="constrained", facecolor="white")
        grid = figure.add_gridspec(rows, columns, wspace=0.04, hspace=_BETWEEN / rows)
        for number, one in enumerate(series):
            _panel(figure, grid[number // columns, number % columns], one)
        return saved(figure, form)


def _panel(figure: Figure, place: SubplotSpec, one: Series) -> None:
    """A series in its place of a figure; what is new and what revised in a strip below, where a source tells."""
    telling = max((source for source in one.sources if source.revised), key=lambda each: len(each.steps), default=None)
    inner = place.subgridspec(
        2 if telling else 1,
        1,
        height_ratios=(1, _STRIP) if telling else (1,),
        hspace=_STRIP_GAP / place.get_gridspec().nrows,
    )
    axes = figure.add_subplot(inner[0])
    running = any(source.totals for source in one.sources)
    _plain(axes)
    axes.set_title(
        f"{one.label}{'' if running else ', by period'}", loc="left", fontsize=10.5, color=INK, weight="bold"
    )
    days = [point.on for source in one.sources for point in _shown(source, running)]
    _span(axes, min(days), max(days))
    if running:
        _gaps(axes, one)
    ends = []
    for number, source in enumerate(one.sources):
        colour = _COLOURS[number % len(_COLOURS)]
        points = [point for point in _shown(source, running) if drawn(point) is not None]
        if points:
            _line(axes, source, points, colour)
            _falls(axes, source, colour)
            ends.append((source, points[-1], colour))
    axes.set_ylim(0, axes.dataLim.y1 * _HEADROOM or 1)
    _names(axes, ends)
    if telling:
        axes.tick_params(labelbottom=False)
        _strip(figure.add_subplot(inner[1], sharex=axes), telling)


def _shown(source: SourceSeries, running: bool) -> Sequence[Point]:
    return source.totals if running else source.periods or source.revisions


def _plain(axes: Axes) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    for edge in ("top", "right"):
        axes.spines[edge].set_visible(False)
    for edge in ("left", "bottom"):
        axes.spines[edge].set_color(QUIET)
    axes.tick_params(colors=QUIET, labelsize=8)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda number, _: f"{number:,.0f}"))


def _span(axes: Axes, first: date, last: date) -> None:
    """The days that a panel shows, with room on the right for names; months have their own names in every locale."""
    from matplotlib.dates import AutoDateLocator, num2date
    from matplotlib.ticker import FuncFormatter

    room = max((last - first) * 0.02, timedelta(days=1))
    axes.set_xlim(first - room, last + room)  # type: ignore[arg-type]
    locator = AutoDateLocator(minticks=3, maxticks=7)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    long = last - first > timedelta(days=200)

    def named(number: float, _: int | None = None) -> str:
        day = num2date(number)  # type: ignore[no-untyped-call]
        month = wording.MONTHS[day.month - 1]
        return f"{month} {day.year}" if long else f"{day.day} {month} {day.year}"

    axes.xaxis.set_major_formatter(FuncFormatter(named))


def _line(axes: Axes, source: SourceSeries, points: Sequence[Point], colour: str) -> None:
    """The figures of a source: a line that steps from day to day, marks where they are few, open bounds as arrows."""
    days: list[date] = []
    numbers: list[float] = []
    for point in points:
        if days and point.on - days[-1] > max(_SILENCE, (points[-1].on - points[0].on) / 10):
            days.append(days[-1])  # a break in the line: nothing was said for long
            numbers.append(math.nan)
        days.append(point.on)
        numbers.append(drawn(point) or 0)
    few = len(points) <= _FEW
    axes.plot(
        days,  # type: ignore[arg-type]
        numbers,
        color=colour,
        linestyle=_DASHES[source.side],
        linewidth=1.6,
        drawstyle="steps-post",
        marker=_MARKS[source.side] if few else None,
        markersize=5,
        markerfacecolor="white" if source.side == "third" else colour,
    )
    for point in points if few else ():
        _bounds(axes, point, colour)


def _bounds(axes: Axes, point: Point, colour: str) -> None:
    """What a figure leaves open: an arrow up or down, or a bar from its lower to its upper bound."""
    low, high = point.quantity.low, point.quantity.high
    if low is not None and high is not None:
        if low < high:
            axes.vlines([point.on], low, high, color=colour, linewidth=3, alpha=0.5)  # type: ignore[arg-type]
        return
    up = low is not None
    axes.annotate(
        "",
        xy=(point.on, low if up else high),
        xytext=(0, 16 if up else -16),
        textcoords="offset points",
        arrowprops={"arrowstyle": "<-", "color": colour, "linewidth": 1.4},
    )


def _falls(axes: Axes, source: SourceSeries, colour: str) -> None:
    """A mark where a total fell."""
    after = {point.on: drawn(point) for point in source.totals}
    days = [step.until for step in source.falls]
    numbers = [after[day] for day in days]
    axes.plot(days, numbers, linestyle="none", marker="v", markersize=7, markerfacecolor="white", color=colour)  # type: ignore[arg-type]


def _gaps(axes: Axes, one: Series) -> None:
    """The gap between two sides, shaded from figure to figure; a bar for each day where these are few."""
    numbers = {point.claim: drawn(point) for source in one.sources for point in source.totals}
    for pair in dict.fromkeys((gap.left_source, gap.right_source) for gap in one.gaps):
        told = [
            (gap.on, left, right)
            for gap in one.gaps
            if (gap.left_source, gap.right_source) == pair
            and (left := numbers[gap.left]) is not None
            and (right := numbers[gap.right]) is not None
        ]
        days, lefts, rights = ([row[at] for row in told] for at in range(3))
        if len(told) > _FEW:
            axes.fill_between(days, lefts, rights, color=_SHADE, step="post", linewidth=0)  # type: ignore[arg-type]
        else:
            axes.vlines(days, lefts, rights, color=_SHADE, linewidth=7)  # type: ignore[arg-type]


def _names(axes: Axes, ends: Sequence[tuple[SourceSeries, Point, str]]) -> None:
    """The name of each source with its last figure, beside its last point, moved apart where they would overlap."""
    first, last = axes.get_xlim()
    _, top = axes.get_ylim()
    taken: list[tuple[float, float, float]] = []
    for source, point, colour in sorted(ends, key=lambda end: (drawn(end[1]) or 0, end[0].source or "")):
        x = (axes.convert_xunits(point.on) - first) / (last - first)  # type: ignore[no-untyped-call]
        at = (drawn(point) or 0) / top
        margin = x > _RIGHT
        _, words = SIDES[source.side]
        lines = [figure_of(point), *wrap(f"{wording.visible(source.source or 'unattributed')}, {words}", _NAME)]
        half = _LINE * len(lines) / 2
        height = max(at, half)
        for other, used, room in taken:
            if (other > _RIGHT) == margin and abs(other - x) < 0.4 and height < used + room + half:
                height = used + room + half
        taken.append((x, height, half))
        axes.annotate(
            "\n".join(lines),
            xy=(x, at),
            xycoords="axes fraction",
            xytext=(1.01 if margin else x + 0.03, height),
            textcoords="axes fraction",
            color=colour,
            fontsize=8,
            va="center",
            ha="left",
            linespacing=1.1,
            bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.8},
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.6, "alpha": 0.6, "shrinkB": 3},
        )


def _strip(axes: Axes, source: SourceSeries) -> None:
    """What a total rose by from day to day: new harm below, what was revised above it, hatched."""
    _plain(axes)
    known = [step for step in source.steps if step.new is not None]
    days = [step.until for step in known]
    new = [step.new or 0 for step in known]
    revised = [step.revision or 0 for step in known]
    width = max(0.8, (source.steps[-1].until - source.steps[0].since).days / 250)  # days, so that each can be seen
    axes.bar(days, new, width=width, color=QUIET, linewidth=0)  # type: ignore[arg-type]
    axes.bar(days, revised, width=width, bottom=new, color="#D55E00", linewidth=0)  # type: ignore[arg-type]
    axes.set_ylabel("rise", color=QUIET, fontsize=8)
    total, fresh = sum(revised), sum(new)
    steps = f"in {wording.count(len(known), 'step')}:"
    axes.text(1.01, 0.9, steps, transform=axes.transAxes, color=QUIET, fontsize=8, va="center")
    axes.text(
        1.01,
        0.55,
        f"{total:+,} by revision".replace("-", "−"),
        transform=axes.transAxes,
        color="#D55E00",
        fontsize=8,
        va="center",
    )
    axes.text(1.01, 0.2, f"{fresh:,} new", transform=axes.transAxes, color=QUIET, fontsize=8, va="center")
