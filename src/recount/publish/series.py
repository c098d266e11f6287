"""Series for a terminal: each source's figures from day to day as a line of blocks, and what was corrected or revised.

Every function returns a rich renderable or text, laid out for the width it is printed at. Sides are told apart by shape
and word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from recount.model import Gap, Point, Series, Side, SourceSeries, Step
from recount.publish import wording
from recount.publish.cells import cell

BLOCKS = "▁▂▃▄▅▆▇█"
SIDES: Mapping[Side, tuple[str, str]] = {
    "own": ("†", "of its own side"),
    "other": ("⇄", "of the other side"),
    "third": ("○", "third party"),
}
_WIDE, _LISTED, _DAYS = 100, 3, 25
_KEY = (
    "† of its own side  ⇄ of the other side  ○ third party   Σ running total  Δ by period  ± revision\n"
    "↘ a total that fell  ↻ changed by more or less than the new harm  ↕ the gap between two sides"
)


class SeriesTable:
    """Series as tables, a section each; the course of a source is as wide as the terminal allows."""

    def __init__(self, series: Iterable[Series]) -> None:
        self.series = tuple(series)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.series:
            yield Text("No series: no source gives two figures for one subject.")
            return
        width = 36 if options.max_width >= _WIDE else 14
        for one in self.series:
            yield cell(one.label, "bold underline")
            yield _table(one, width)
            yield from notes(one)
            yield Text("")
        yield Text(_KEY, style="dim")


def told(series: Iterable[Series]) -> tuple[Series, ...]:
    """The series that are more than a figure: some source gives two, or two sources one each."""
    return tuple(
        one for one in series if sum(len(points) for source in one.sources for _, points in kinds_of(source)) > 1
    )


def sparkline(points: Sequence[Point], first: date, last: date, width: int, top: int) -> str:
    """The course of some figures from a first to a last day in blocks, `top` being the highest.

    A column shows the last figure of its days; the lower bound where the words leave the upper open. Where nothing is
    stated yet, or any more, or no number, it is empty; a day without a figure between two others is a dot.

    >>> from recount.model import Point, Quantity
    >>> def point(day: int, number: int) -> Point:
    ...     quantity = Quantity(exact=str(number), start=0, end=1, low=number, high=number, operator="exact")
    ...     return Point(on=date(2022, 4, day), first=None, claim="clm:1", quantity=quantity, modality="asserted")
    >>> sparkline([point(2, 1), point(3, 4), point(5, 8)], date(2022, 4, 1), date(2022, 4, 6), 6, 8)
    ' ▁▄·█ '
    """
    days = max(1, (last - first).days + 1)
    columns: dict[int, int] = {}
    for point in points:
        number = drawn(point)
        if number is not None:
            columns[(point.on - first).days * width // days] = number
    if not columns:
        return " " * width
    shown = range(min(columns), max(columns) + 1)
    return "".join(_block(columns.get(at), top) if at in shown else " " for at in range(width))


def drawn(point: Point) -> int | None:
    """Where a point is drawn: at its lower bound, else at its upper one; None where it has neither."""
    return point.quantity.low if point.quantity.low is not None else point.quantity.high


def figure_of(point: Point) -> str:
    """The bounds of a point; its words where they give no number."""
    quantity = point.quantity
    shown = wording.figure(quantity.low, quantity.high, quantity.operator, quantity.approx)
    return f"“{wording.visible(quantity.exact)}”" if shown == "—" else shown.replace("-", "−")


def _block(number: int | None, top: int) -> str:
    if number is None:
        return "·"
    return BLOCKS[min(len(BLOCKS) - 1, max(0, number) * len(BLOCKS) // max(1, top + 1))]


def kinds_of(source: SourceSeries) -> Iterator[tuple[str, tuple[Point, ...]]]:
    """The kinds of figures that a source gives, with their marks."""
    for mark, points in (("Σ", source.totals), ("Δ", source.periods), ("±", source.revisions)):
        if points:
            yield mark, points


def _table(one: Series, width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1), header_style="bold", pad_edge=False)
    table.add_column("Who says so", ratio=4, overflow="fold")
    table.add_column("Days", width=_DAYS, overflow="fold")
    table.add_column("Course", width=width, no_wrap=True)
    table.add_column("Last", justify="right", width=max(map(len, _lasts(one)), default=4), overflow="fold")
    every = [point for source in one.sources for _, points in kinds_of(source) for point in points]
    if not every:
        return table
    first, last = min(point.on for point in every), max(point.on for point in every)
    width = min(width, (last - first).days + 1)
    tops = {
        mark: max((_high(point) for source in one.sources for known, points in kinds_of(source) if known == mark
                   for point in points), default=0)
        for mark in "ΣΔ±"
    }  # fmt: skip
    for source in one.sources:
        name = _who(source)
        for mark, points in kinds_of(source):
            days = wording.day(points[0].on)
            if len(points) > 1:
                days = f"{days} – {wording.day(points[-1].on)}\n{len(points):,} figures"
            course = sparkline(points, first, last, width, tops[mark])
            table.add_row(name, days, Text(course), Text(f"{mark} {figure_of(points[-1])}", "bold"))
            name = Text("")
    return table


def _high(point: Point) -> int:
    return max(point.quantity.low or 0, point.quantity.high or 0)


def _lasts(one: Series) -> Iterator[str]:
    for source in one.sources:
        for mark, points in kinds_of(source):
            yield f"{mark} {figure_of(points[-1])}"


def _who(source: SourceSeries) -> Text:
    mark, _ = SIDES[source.side]
    return cell(f"{mark} {source.source or 'unattributed'}", "bold")


def notes(one: Series) -> Iterator[Text]:
    """What was corrected and revised, source by source, and how far the sides are apart."""
    for source in one.sources:
        if source.falls:
            yield _note("↘", source, f"corrected {_times(len(source.falls))}", [_fall(step) for step in source.falls])
        if source.revised:
            known = [step for step in source.steps if step.new is not None]
            added, new = sum(step.revision or 0 for step in known), sum(step.new or 0 for step in known)
            told_in = wording.count(len(known), "step")
            total = f"tells {new:,} new from {_signed(added)} by revision in {told_in}"
            largest = sorted(source.revised, key=lambda step: -abs(step.revision or 0))
            yield _note("↻", source, total, [_revision(step) for step in largest])
        versions = [point for _, points in kinds_of(source) for point in points if point.versions]
        if versions:
            days = [wording.day(point.on) for point in versions]
            yield _note("↻", source, f"gave another figure later for {wording.count(len(versions), 'day')}", days)
    pairs = dict.fromkeys((gap.left_source, gap.right_source) for gap in one.gaps)
    for pair in pairs:
        gaps = [gap for gap in one.gaps if (gap.left_source, gap.right_source) == pair]
        left, right = (name or "unattributed" for name in pair)
        shown = gaps if len(gaps) <= _LISTED else [gaps[0], gaps[len(gaps) // 2], gaps[-1]]
        more = f" (of {len(gaps):,} days)" if len(gaps) > len(shown) else ""
        yield cell(f"↕ {right} less {left}: {'; '.join(map(_gap, shown))}{more}")


def _note(mark: str, source: SourceSeries, head: str, parts: Sequence[str]) -> Text:
    more = f"; and {len(parts) - _LISTED:,} more" if len(parts) > _LISTED else ""
    return cell(f"{mark} {source.source or 'unattributed'} {head}: {'; '.join(parts[:_LISTED])}{more}")


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"


def _fall(step: Step) -> str:
    return f"{_signed(step.change)} on {wording.day(step.until)}"


def _revision(step: Step) -> str:
    return f"{_signed(step.revision or 0)} of {_signed(step.change)} on {wording.day(step.until)}"


def _signed(number: int) -> str:
    return f"{number:+,}".replace("-", "−")


def _gap(gap: Gap) -> str:
    """A gap with its day: open ends drawn, words where there is no number."""
    low, high = gap.low, gap.high
    if low is not None and high is not None and low < min(high, 0):
        shown = f"{low:,} to {high:,}".replace("-", "−")
    else:
        shown = wording.figure(low, high, "between", False).replace("-", "−")
    return f"{'no number' if shown == '—' else shown} on {wording.day(gap.on)}"
