"""Claims through their copies for a terminal: a table a claim, a row a step, with what each step changed."""

from __future__ import annotations

from collections.abc import Mapping

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from recount.model import Aspect
from recount.publish import wording
from recount.publish.cells import cell
from recount.publish.copies.rows import CourseRow, StepRow, course_rows
from recount.publish.view import View

_WIDE, _QUOTE, _HEADING = 120, 18, len("Count")
# The cell of a step in which a change of that aspect shows.
_SHOWN: Mapping[Aspect, str] = {
    "number": "count",
    "bound": "count",
    "source": "who",
    "hedge": "stance",
    "victims": "harm",
    "effect": "harm",
    "place": "harm",
    "time": "harm",
}


class CourseTable:
    """One claim through its copies: seven columns from 120 up, four below."""

    def __init__(self, course: CourseRow) -> None:
        self.course = course

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        first = self.course.steps[0].claim
        yield cell(wording.headline(first), "bold underline")
        wide = options.max_width >= _WIDE
        table = Table(box=box.SIMPLE_HEAD, expand=True, leading=1, padding=(0, 1), header_style="bold", pad_edge=False)
        figures = max(len(wording.figure_of(step.claim)) + 2 for step in self.course.steps)
        quoted = min(_QUOTE, max(_HEADING, *(len(wording.quote(step.claim)) for step in self.course.steps)))
        table.add_column("", width=len(str(len(self.course.steps))), justify="right")
        if wide:
            table.add_column("Date", ratio=3)
        table.add_column("Outlet" if wide else "Outlet and date", ratio=4, overflow="fold")
        table.add_column("Count", width=max(figures, _HEADING if wide else quoted), justify="right", overflow="fold")
        if wide:
            table.add_column("In words", ratio=4, overflow="fold")
        table.add_column("Who says so", ratio=5, overflow="fold")
        table.add_column("Changed", ratio=6, overflow="fold")
        for number, step in enumerate(self.course.steps, start=1):
            table.add_row(Text(str(number), "dim"), *_cells(step, wide))
        yield table


def drift_tables(view: View, *, whole: bool = False) -> RenderableType:
    """The claims of a view that copies changed, each through its copies; with `whole` those that none changed too."""
    courses = course_rows(view)
    shown = [course for course in courses if whole or course.drifts]
    same = len(courses) - len(shown)
    unchanged = Text(f"{wording.count(same, 'claim')} carried unchanged.") if same else Text("")
    if not shown:
        alone = "No other report carries this claim." if whole else "No claim was carried from one report to another."
        return unchanged if same else Text(alone)
    parts: list[RenderableType] = [CourseTable(course) for course in shown]
    return Group(*parts, Text("▸ changed on the way  ↻ a newer figure  ← carried from", "dim"), unchanged)


def _cells(step: StepRow, wide: bool) -> tuple[Text, ...]:
    row = step.claim
    touched = {_SHOWN[change.aspect] for change in step.changes} | ({"count"} if step.revises else set())
    stated = cell(wording.day(row.published) if row.published else "no date", "" if wide else "dim")
    outlet = cell(row.publisher or row.title or row.report, "bold")
    count = cell(_mark("count", touched) + wording.figure_of(row), "bold")
    words = cell(wording.quote(row), "dim")
    who = cell(_mark("who", touched) + wording.who(row), "bold" if row.source else "italic")
    stance = wording.stance_of(row)
    said = cell(f"{_mark('stance', touched)}{stance.mark} {stance.words}", "not bold")
    who = Text("\n").join((who, said))
    told = [change.told for change in step.changes]
    if step.revises:
        told.insert(0, "↻ a newer figure")
    came = f"← {step.of + 1}" if step.of is not None else "first"
    changed = cell("; ".join([came, *told]) if told or step.of is None else f"{came}, as it was")
    if wide:
        return stated, outlet, count, words, who, changed
    return Text("\n").join((outlet, stated)), Text("\n").join(filter(None, (count, words))), who, changed


def _mark(part: str, touched: set[str]) -> str:
    return "▸ " if part in touched else ""
