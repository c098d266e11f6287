"""Estimates for a terminal: low, best and high with bars on one scale, and one in full; legible from 80 columns up.

The scale of the bars is logarithmic, as one list holds a car bomb and a war. Ends, the best and open ends are told by
shape: ``├──●──┤`` from the low to the high with the best between, ``●`` where the three are one, ``├─▷`` at least.

Source: W. S. Cleveland, "The Elements of Graphing Data" (1985), on logarithms for counts that differ in magnitude.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log10

from msgspec import Struct
from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from recount.model import Estimate, Figure, Part, Range, Rule, Weight
from recount.publish import wording
from recount.publish.cells import cell
from recount.publish.rows import ClaimRow, claim_rows
from recount.publish.table import shown_of
from recount.publish.view import View

_MARKS: dict[Weight, str] = {"counted": "●", "high only": "◐", "set aside": "○"}
_STYLES: dict[Weight, str] = {"counted": "bold", "high only": "", "set aside": "dim"}
_MANY: dict[Rule, str] = {"copy": "copies", "older figure": "older figures", "part": "parts"}
_WIDEST, _FIGURE = 72, 7
_ENDS = ("low", "best", "high")
_NONE = "—"
_KEY = "├ low  ● best  ┤ high  ▷ or more, by powers of ten"
_WEIGHT_KEY = "● counts  ◐ towards the high alone  ○ set aside  † against own interest"


class Scale(Struct, frozen=True):
    """From nought to `top` over `width` characters, by powers of ten."""

    top: int
    width: int

    def at(self, number: int) -> int:
        """Which character a number stands at.

        >>> Scale(999, 21).at(0), Scale(999, 21).at(9), Scale(999, 21).at(999)
        (0, 7, 20)
        """
        return round(log10(1 + number) / log10(1 + max(self.top, 1)) * (self.width - 1))

    def bar(self, of: Range) -> str:
        """A range drawn.

        >>> Scale(999, 21).bar(Range(9, 99, 999))
        '       ├─────●──────┤'
        >>> Scale(999, 9).bar(Range(9)), Scale(999, 9).bar(Range(9, 9, 9)), Scale(999, 9).bar(Range(None, None, 99))
        ('   ├▷', '   ●', '◁────┤')
        """
        if of.empty:
            return ""
        low = self.at(of.low) if of.low is not None else 0
        high = self.at(of.high) if of.high is not None else min(low + 1, self.width - 1)
        drawn = [" "] * low + ["─"] * (high - low + 1)
        drawn[low] = "├" if of.low is not None else "◁"
        drawn[high] = "┤" if of.high is not None else "▷"
        if of.best is not None:
            drawn[self.at(of.best)] = "●"
        elif low == high:
            drawn[low] = "├" if of.low is not None else "┤"
        return "".join(drawn)

    def ticks(self) -> str:
        """The powers of ten, each where it stands.

        >>> Scale(999, 21).ticks()
        '0 1    10    100'
        """
        drawn = ""
        for number, label in ((0, "0"), *((10**power, _short(power)) for power in range(10))):
            if number <= self.top and self.at(number) + len(label) <= self.width and len(drawn) < self.at(number) + 1:
                drawn = drawn.ljust(self.at(number)) + label
        return drawn


class EstimatesTable:
    """Estimates below each other: what, the numbers with their bar, how well founded, and what they rest on."""

    def __init__(self, estimates: Iterable[Estimate], most: int) -> None:
        self.all = tuple(estimates)
        self.numbered = tuple(each for each in self.all if not each.range.empty)
        self.shown = self.numbered[:most]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.shown:
            yield from self._lines(options.max_width)
        yield from shown_of(len(self.shown), len(self.numbered), "event")
        rest = len(self.all) - len(self.numbered)
        if rest or not self.shown:
            told = wording.count(rest, "more event" if self.shown else "event")
            yield Text(f"{told} without a number by this convention: --json has all, with the reasons.", "dim")

    def _lines(self, width: int) -> Iterable[Text]:
        figure = max(_FIGURE, *(len(_number(number)) for each in self.shown for number in numbers_of(each.range)))
        scale = Scale(top_of(self.shown), min(_WIDEST, width - 3 * (figure + 1) - 2))
        heads = "".join(name.capitalize().rjust(figure + 1) for name in _ENDS)
        yield Text(f"{heads}  {scale.ticks()}", "bold")
        for each in self.shown:
            numbers = "".join(_number(number).rjust(figure + 1) for number in numbers_of(each.range))
            yield Text("")
            yield cell(each.label, "bold")
            yield Text(f"{numbers}  {scale.bar(each.range)}")
            yield cell(f"{founded(each)}; {counted(each)}", "dim")
        yield Text("")
        yield Text(_KEY, style="dim")


def estimates_table(estimates: Iterable[Estimate], most: int) -> RenderableType:
    """A table of the first so many estimates: the event, low, best, high, and a bar of them on one scale."""
    return EstimatesTable(estimates, most)


def derivation(estimate: Estimate, view: View) -> RenderableType:
    """One estimate in full: its numbers, its parts with the rules, and every claim with what became of it."""
    rows = {row.id: row for row in claim_rows(view)}
    lines = [
        cell(estimate.label, "bold underline"),
        Text(f"{estimate.id[:12]}, by `{estimate.convention}`: {_range(estimate.range)}", "bold"),
        Text(deaths_told(estimate)),
        cell(founded(estimate)),
        *(cell(note, "bold") for note in estimate.notes),
        Text(""),
        *(line for part in estimate.parts for line in _part(part, estimate)),
        *(cell(f"Together: {step}") for step in estimate.steps),
    ]
    if not estimate.conceded.empty:
        lines.append(Text(f"A side owns up to {span_told(estimate.conceded)}."))
    figures = _figures(estimate.figures, rows)
    return Group(*(line for line in lines if line or line.plain == ""), figures, Text(_WEIGHT_KEY, style="dim"))


def _figures(figures: Sequence[Figure], rows: dict[str, ClaimRow]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1), header_style="bold", pad_edge=False, leading=1)
    table.add_column("", width=1)
    table.add_column("Who says so", ratio=4, overflow="fold")
    table.add_column("Count", width=max([18, *(len(wording.figure_of(rows[each.claim])) for each in figures)]))
    table.add_column("What becomes of it", ratio=5, overflow="fold")
    for each in figures:
        row, style = rows[each.claim], _STYLES[each.weight]
        said = f", {wording.day(each.made_on)}" if each.made_on else ""
        owned = " †" if each.owned or row.against_interest else ""
        count = Text("\n").join(
            [cell(wording.figure_of(row), style), *([cell(quoted, "dim")] if (quoted := wording.quote(row)) else [])]
        )
        why = cell(each.reason or "counts")
        table.add_row(_MARKS[each.weight], cell(f"{wording.who(row)}{said}{owned}", style), count, why)
    return table


def part_told(part: Part, estimate: Estimate) -> str:
    """Whom a part counts, its numbers, and in which of UCDP's columns."""
    whose = {"unknown": "people", "mixed": "people"}.get(part.group, part.group)
    named = f"{whose} ({part.party})" if part.party else whose
    column = f", in {part.column}" if estimate.deaths else ""
    return f"{named}: {_range(part.range)}{column}"


def _part(part: Part, estimate: Estimate) -> Iterable[Text]:
    yield cell(part_told(part, estimate), "bold")
    for step in part.steps:
        yield Text("  ").append_text(cell(step))


def deaths_told(estimate: Estimate) -> str:
    """The best by side, in UCDP's four parts; nothing where the convention makes none."""
    deaths = estimate.deaths
    if deaths is None:
        return "not parted by side"
    sides = (deaths.side_a or "side a", deaths.deaths_a), (deaths.side_b or "side b", deaths.deaths_b)
    parts = (*sides, ("civilians", deaths.deaths_civilians), ("unknown", deaths.deaths_unknown))
    told = " + ".join(f"{name} {number:,}" for name, number in parts if number)
    return f"best {deaths.total:,}: {told}" if told else "best 0"


def founded(estimate: Estimate) -> str:
    """The grade with its rule, else that there is none; and who denies it."""
    graded = estimate.graded
    told = f"{graded.grade}: {graded.rule}" if graded else "not graded, as nothing credible is said of it"
    return f"{told}; denied by {', '.join(estimate.denied_by)}" if estimate.denied_by else told


def counted(estimate: Estimate) -> str:
    """How many claims count, and what became of the others.

    >>> _several("copy", 1), _several("copy", 3), _several("out of date", 2)
    ('1 copy', '3 copies', '2 out of date')
    """
    rules = Counter(each.rule for each in estimate.figures if each.weight != "counted")
    count = sum(each.weight == "counted" for each in estimate.figures)
    told = f"{count or 'none'} of {wording.count(len(estimate.figures), 'claim')} count{'' if count > 1 else 's'}"
    return ": ".join(filter(None, (told, ", ".join(_several(rule, rules[rule]) for rule in sorted(rules)))))


def _several(rule: Rule, number: int) -> str:
    return f"{number} {_MANY.get(rule, rule) if number > 1 else rule}"


def top_of(estimates: Iterable[Estimate]) -> int:
    """The highest number of some estimates, 1 where there is none."""
    return max((number for each in estimates for number in numbers_of(each.range) if number is not None), default=1)


def numbers_of(of: Range) -> tuple[int | None, int | None, int | None]:
    """Low, best and high."""
    return of.low, of.best, of.high


def _number(number: int | None) -> str:
    return _NONE if number is None else f"{number:,}"


def _range(of: Range) -> str:
    return ", ".join(f"{name} {_number(number)}" for name, number in zip(_ENDS, numbers_of(of), strict=True))


def span_told(of: Range) -> str:
    """A low to a high in words."""
    return _number(of.low) if of.low == of.high else f"{_number(of.low)} to {_number(of.high)}"


def _short(power: int) -> str:
    """A power of ten as a tick: 10k for ten thousand.

    >>> [_short(power) for power in (0, 2, 4, 6)]
    ['1', '100', '10k', '1M']
    """
    unit = ("", "k", "M", "G")[power // 3]
    return f"{10 ** (power % 3)}{unit}"
