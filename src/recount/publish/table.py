"""Tables for a terminal: claims, rejected inputs; legible from 80 columns up.

Every function returns a rich renderable, laid out for the width it is printed at. Stances are told apart by shape and
word, never by colour alone. Text from reports is shown as text: no markup, no control sequences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct
from rich import box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from recount.model import Effect, Modality, Rejected
from recount.publish import wording
from recount.publish.cells import cell
from recount.publish.rows import ClaimRow

_EFFECT_STYLES: dict[Effect, str] = {
    "killed": "red",
    "bodies": "red",
    "casualties": "magenta",
    "injured": "yellow",
    "missing": "blue",
    "captured": "blue",
    "displaced": "cyan",
    "affected": "green",
    "destroyed": "bright_black",
}
_STANCE_STYLES: dict[Modality, str] = {"asserted": "", "possible": "yellow", "denied": "bold red"}
_WIDE, _MIDDLE, _FIGURE = 136, 100, 14


class _Column(Struct, frozen=True):
    """A column: its heading, the text of a row's cell, its share of the width (None: a figure's), where it stands."""

    heading: str
    cell: Callable[[ClaimRow], Text]
    ratio: int | None
    justify: Literal["left", "right"] = "left"


class ClaimsTable:
    """Claims as a table whose columns follow the width: eight at 136 columns and more, five at 100, four below."""

    def __init__(self, rows: Iterable[ClaimRow], *, by_source: bool = False) -> None:
        self.by_source = by_source
        self.rows = tuple(sorted(rows, key=_source_of) if by_source else rows)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.rows:
            yield Text("No claims.")
            return
        columns = _columns(options.max_width)
        table = empty_table()
        for column in columns:
            add_column(table, column.heading, column.ratio, column.justify, self.rows)
        for _, group in groupby(self.rows, _source_of if self.by_source else lambda _: ""):
            rows = tuple(group)
            if self.by_source:
                table.add_row(cell(f"▸ {wording.who(rows[0])}: {wording.count(len(rows), 'claim')}", "bold"))
            for row in rows:
                table.add_row(*(column.cell(row) for column in columns))
        yield table
        yield Text(_KEY, style="dim")
        if any(wording.judged(row) for row in self.rows):
            yield Text(_JUDGED_KEY, style="dim")


_KEY = "● asserted  ◐ possible  ✕ denied  † against own interest   ≥ at least  ≤ at most  ≈ about  — no number"

_JUDGED_KEY = "✓ accepted  ⊘ rejected  ⇄ reviewers disagree  ✎ corrected  ❝ replied to: `recount review` tells by whom"


def claims_table(rows: Iterable[ClaimRow], *, by_source: bool = False) -> RenderableType:
    """A table of claims: source, wording, bounds, effect, victims, place, date, and stance.

    With `by_source` those of one source stand together, under its name.
    """
    return ClaimsTable(rows, by_source=by_source)


def _source_of(row: ClaimRow) -> str:
    return wording.who(row).casefold()


def shown_of(shown: int, wanted: int, noun: str = "claim") -> tuple[Text, ...]:
    """That only some of what is wanted is shown; nothing where all is."""
    if shown >= wanted:
        return ()
    return (Text(f"{shown:,} of {wording.count(wanted, noun)}: --limit shows more, --json all of them."),)


def rejected_table(rejected: Sequence[Rejected]) -> RenderableType:
    """The inputs that could not be read: where each came from, why, and what to do."""
    if not rejected:
        return Text("No input was rejected.")
    table = empty_table()
    for heading, ratio in (("Input", 3), ("Reason", 1), ("What to do", 4)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for one in rejected:
        table.add_row(cell(one.where), cell(wording.label(one.reason), "yellow"), cell(one.detail))
    return table


def empty_table() -> Table:
    """A table without lines between its columns, as wide as the terminal."""
    return Table(box=box.SIMPLE_HEAD, expand=True, leading=1, padding=(0, 1), header_style="bold", pad_edge=False)


def add_column(
    table: Table, heading: str, ratio: int | None, justify: Literal["left", "right"], rows: Sequence[ClaimRow]
) -> None:
    """Add a column; one of figures is as wide as the longest, as a figure broken over two lines could be misread."""
    figures = max(len(wording.figure_of(row)) for row in rows)
    width = max(figures, _FIGURE) if ratio is None else None
    table.add_column(heading, ratio=ratio, width=width, justify=justify, overflow="fold")


def _columns(width: int) -> tuple[_Column, ...]:
    if width >= _WIDE:
        return (
            _Column("Who says so", source_cell, 5),
            _Column("Stance", stance_cell, 3),
            _Column("Count", count_cell, None, "right"),
            _Column("In words", words_cell, 4),
            _Column("Effect", _effect, 3),
            _Column("Victims", _victims, 4),
            _Column("Place", _place, 3),
            _Column("Date", _date, 4),
        )
    if width >= _MIDDLE:
        return (
            _Column("Who says so", _stack(source_cell, stance_cell), 6),
            _Column("Count", _stack(count_cell, words_cell), None, "right"),
            _Column("Harm", _stack(_effect, _victims), 5),
            _Column("Place", _place, 3),
            _Column("Date", _date, 4),
        )
    return (
        _Column("Who says so", _stack(source_cell, stance_cell), 6),
        _Column("Count", _stack(count_cell, words_cell), None, "right"),
        _Column("Harm", _stack(_effect, _victims), 5),
        _Column("Place and date", _stack(_place, _date), 5),
    )


def _stack(*cells: Callable[[ClaimRow], Text]) -> Callable[[ClaimRow], Text]:
    """One cell out of several, below each other; empty ones take no line."""

    def stacked(row: ClaimRow) -> Text:
        return Text("\n").join(part for part in (cell(row) for cell in cells) if part)

    return stacked


def source_cell(row: ClaimRow) -> Text:
    """Who states a claim, and what kind of source that is."""
    if row.source is None:
        return cell(wording.who(row), "italic")
    return cell(row.source.name, "bold").append(f" ({wording.label(row.source.kind)})", "not bold dim")


def stance_cell(row: ClaimRow) -> Text:
    """How a claim stands: its mark, and that in words."""
    stance = wording.stance_of(row)
    owned = " †" if row.against_interest else ""
    told = cell(f"{stance.mark} {stance.words}{owned}", _STANCE_STYLES[row.modality])
    return Text("\n").join([told, *(cell(each, "bold") for each in wording.judged(row))])


def count_cell(row: ClaimRow) -> Text:
    """The bounds of a claim."""
    return cell(wording.figure_of(row), "bold")


def words_cell(row: ClaimRow) -> Text:
    """The words of a count, and the page they are printed on."""
    told = wording.quote(row), wording.printed_on(row)
    return cell(", ".join(each for each in told if each), "dim")


def _effect(row: ClaimRow) -> Text:
    return cell(row.effect, _EFFECT_STYLES[row.effect])


def _victims(row: ClaimRow) -> Text:
    return cell(wording.victims_of(row))


def _place(row: ClaimRow) -> Text:
    return cell(wording.place_of(row))


def _date(row: ClaimRow) -> Text:
    return cell(wording.days(row.time))
