"""A timeline of claims, as shapes for an SVG: a lane an effect, a mark a claim at the day it was stated.

The shape of a mark is the claim's modality; a bar is the time of the harm, a dotted line leads from it to the mark.
Units are pixels unless named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from recount.model import Effect, Modality
from recount.publish.page.lettering import shortened, text_width
from recount.publish.rows import ClaimRow
from recount.publish.wording import MONTHS, day, days, figure_of, stance_of, stated_on, who

_ROW, _PAD, _TOP, _SIZE = 22.0, 12.0, 30.0, 12.0
_TICK_ROOM, _MOST_ROWS = 86.0, 40
# Steps between ticks: days up to a fortnight, then months.
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600)


class Tick(Struct, frozen=True):
    """A line across the timeline, and the day it stands for."""

    x: float
    label: str


class Mark(Struct, frozen=True, kw_only=True):
    """A claim: its mark at (x, y) and its label; the bar of the harm, None where not known or all before the axis."""

    number: int
    x: float
    y: float
    bar: tuple[float, float] | None
    before: bool
    label_x: float
    effect: Effect
    modality: Modality
    label: str
    title: str


class Lane(Struct, frozen=True):
    """The claims of one effect, from `top` down; `more` is how many had no room."""

    effect: Effect
    top: float
    height: float
    marks: tuple[Mark, ...]
    more: int


class Timeline(Struct, frozen=True):
    """A finished timeline; `left` is where the lanes' names end, `undated` how many claims carry no date at all."""

    width: float
    height: float
    left: float
    right: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    undated: int


class Axis(Struct, frozen=True):
    """Days to pixels between two days."""

    first: date
    last: date
    left: float
    right: float

    def at(self, on: date) -> float:
        """Where a day stands; days off the axis stand at its ends."""
        inside = min(max(on, self.first), self.last)
        share = (inside - self.first).days / max((self.last - self.first).days, 1)
        return round(self.left + share * (self.right - self.left), 1)


def draw(rows: Sequence[tuple[int, ClaimRow]], width: float) -> Timeline | None:
    """The timeline of numbered claims; None where no claim carries a date."""
    dated = [(number, row, on) for number, row in rows if (on := _stated(row))]
    if not dated:
        return None
    left = 92.0 if width > 500 else 8.0
    axis = _axis([(row, on) for _, row, on in dated], left + 14, width - 8)
    lanes: list[Lane] = []
    top = _TOP
    for effect in get_args(Effect):
        members = sorted(((on, number, row) for number, row, on in dated if row.effect == effect), key=_by_day)
        if members:
            head = 0.0 if width > 500 else 20.0
            lane = _lane(effect, members, axis, top, head)
            lanes.append(lane)
            top += lane.height
    marked = tuple(Tick(axis.at(on), label) for on, label in ticks(axis))
    return Timeline(width, top + 4, left, width, marked, tuple(lanes), len(rows) - len(dated))


def _stated(row: ClaimRow) -> date | None:
    return stated_on(row) or (row.time.last if row.time else None)


def _by_day(member: tuple[date, int, ClaimRow]) -> tuple[date, int]:
    return member[0], member[1]


def _axis(dated: Sequence[tuple[ClaimRow, date]], left: float, right: float) -> Axis:
    """From the first harm to the last; what lies far from all statements is left off, so that the rest stays apart."""
    stated = [on for _, on in dated]
    first, last = min(stated), max(stated)
    reach = 2 * max((last - first).days, 30)
    harm = [on for row, _ in dated if row.time for on in (row.time.first, row.time.last)]
    near = [on for on in harm if first.toordinal() - reach <= on.toordinal() <= last.toordinal() + reach]
    room = max(text_width(_label(row), _SIZE) for row, _ in dated) + 18
    return Axis(min(first, *near, last), max(first, *near, last), left, right - room)


def _label(row: ClaimRow) -> str:
    return shortened(f"“{row.quantity.exact}”", 16) if row.vague else figure_of(row)


def _lane(effect: Effect, members: Iterable[tuple[date, int, ClaimRow]], axis: Axis, top: float, head: float) -> Lane:
    """The lane of one effect: each claim in the first row where it covers no other, as long as there are rows."""
    ends: list[float] = []
    marks: list[Mark] = []
    more = 0
    for on, number, row in members:
        mark = _mark(on, number, row, axis)
        start = min(mark.x - 8, mark.bar[0] if mark.bar else mark.x, axis.left if mark.before else mark.x)
        line = next((index for index, taken in enumerate(ends) if taken <= start), len(ends))
        if line == _MOST_ROWS:
            more += 1
            continue
        ends[line : line + 1] = [mark.label_x + text_width(mark.label, _SIZE) + 6]
        marks.append(replace(mark, y=top + head + _PAD / 2 + (line + 0.5) * _ROW))
    height = head + (len(ends) + bool(more)) * _ROW + _PAD
    return Lane(effect, top, height, tuple(marks), more)


def _mark(on: date, number: int, row: ClaimRow, axis: Axis) -> Mark:
    harm = row.time
    title = f"Claim {number}: {who(row)}, {stance_of(row).words}: {row.quantity.exact} {row.effect}; stated {day(on)}"
    x = axis.at(on)
    bar = (axis.at(harm.first), axis.at(harm.last)) if harm and harm.last >= axis.first else None
    return Mark(
        number=number,
        x=x,
        y=0.0,
        bar=bar,
        before=harm is not None and harm.first < axis.first,
        label_x=max(x, bar[1] if bar else x) + 11,
        effect=row.effect,
        modality=row.modality,
        label=_label(row),
        title=f"{title}; harm {days(harm)}" if harm else title,
    )


def ticks(axis: Axis) -> Iterator[tuple[date, str]]:
    """Days for ticks, evenly apart, no more than there is room for; each with its label."""
    most = max(int((axis.right - axis.left) / _TICK_ROOM), 1)
    span = (axis.last - axis.first).days
    for step in _DAY_STEPS:
        if span / step <= most:
            for number in range(span // step + 1):
                on = axis.first + timedelta(days=step * number)
                yield on, day(on) if number == 0 else f"{on.day} {MONTHS[on.month - 1]}"
            return
    step = next((step for step in _MONTH_STEPS if span / 30 / step <= most), _MONTH_STEPS[-1])
    months = range(
        -(-(axis.first.year * 12 + axis.first.month - (axis.first.day == 1)) // step) * step, 12 * 9999, step
    )
    for month in months:
        on = date(month // 12, month % 12 + 1, 1)
        if on > axis.last:
            return
        yield on, str(on.year) if step >= 12 else f"{MONTHS[on.month - 1]} {on.year}"
