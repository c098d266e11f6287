"""Statements without a figure as flat rows, told field by field in ``docs/codebook.md``, and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from rich import box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from recount.model import (
    Accusation,
    Action,
    Admission,
    Appeal,
    Denial,
    Event,
    Evidence,
    Mention,
    Mode,
    Recorded,
    Resolution,
    ResolvedStatement,
    Source,
    Speaker,
    Status,
)
from recount.publish import wording
from recount.publish.cells import cell
from recount.publish.rows import ClaimRow, ReportRow, SourceRow, TimeRow, report_row, time_row

StatementKind = Literal["denial", "admission", "accusation", "appeal", "action"]
_STYLES: Mapping[StatementKind, str] = {
    "denial": "bold red",
    "admission": "green",
    "accusation": "magenta",
    "appeal": "cyan",
    "action": "yellow",
}
_VERBS: Mapping[StatementKind, str] = {
    "denial": "denies",
    "admission": "admits",
    "accusation": "accuses",
    "appeal": "appeals",
    "action": "acts",
}
_MARKS: Mapping[Status, str] = {"done": "●", "planned": "◔", "possible": "◐", "demanded": "◌", "denied": "✕"}
_WIDE = 100


class RecipientRow(Struct, frozen=True, kw_only=True):
    """Who is accused, asked or acted upon: the words, and the side or full name where they give one."""

    exact: str
    start: int
    end: int
    name: str | None


class StatementRow(Struct, frozen=True, kw_only=True):
    """One statement, flat. `answers` are the indices of claims among its report's rows.

    `source` is who states it, of an action who reports it (None: the publisher itself); `actor` is who acts.
    """

    id: str
    kind: StatementKind
    event: Event | None
    mode: Mode | None
    status: Status
    source: SourceRow | None
    actor: SourceRow | None
    party: str | None
    recipient: RecipientRow | None
    cue: Mention
    content: Mention
    time: TimeRow | None
    answers: tuple[int, ...]
    evidence: Evidence


class StatedReportRow(ReportRow, frozen=True, kw_only=True):
    """One report with its claims and its statements, each in the order of its text."""

    statements: tuple[StatementRow, ...]


def stated_row(recorded: Recorded) -> StatedReportRow:
    """The row of a report as read, with its claims and its statements."""
    bare = report_row(recorded.reading, recorded.claims)
    index = {row.id: number for number, row in enumerate(bare.claims)}
    return StatedReportRow(
        report=bare.report,
        claims=bare.claims,
        statements=tuple(_row(one, index) for one in recorded.statements),
    )


def _row(resolved: ResolvedStatement, index: Mapping[str, int]) -> StatementRow:
    statement = resolved.statement
    acts = isinstance(statement, Action)
    agent = _source(resolved.agent, statement.actor if isinstance(statement, Action) else statement.source)
    kind, event, other = _nature(resolved)
    return StatementRow(
        id=statement.id,
        kind=kind,
        event=event,
        mode=statement.mode if isinstance(statement, Action) else None,
        status=statement.status if isinstance(statement, Action) else "done",
        source=_source(resolved.reporter, statement.source) if acts else agent,
        actor=agent if acts else None,
        party=resolved.party.value,
        recipient=_recipient(other, resolved.recipient),
        cue=statement.verb if isinstance(statement, Action) else statement.cue,
        content=statement.content,
        time=time_row(resolved.time.value),
        answers=() if isinstance(statement, Action) else tuple(index[one] for one in statement.answers if one in index),
        evidence=statement.evidence,
    )


def _nature(resolved: ResolvedStatement) -> tuple[StatementKind, Event | None, Mention | None]:
    """The kind of a statement, its PLOVER event, and the words for whom it is about."""
    match resolved.statement:
        case Action() as action:
            return "action", action.event, action.recipient
        case Accusation() as accusation:
            return "accusation", "ACCUSE", accusation.accused
        case Appeal() as appeal:
            return "appeal", "REQUEST", appeal.asked
        case Denial():
            return "denial", None, None
        case Admission():
            return "admission", None, None


def _source(decided: Resolution[Speaker], worded: Source | None) -> SourceRow | None:
    speaker = decided.value
    if speaker is not None:
        words = speaker.mention
        return SourceRow(exact=words.exact, start=words.start, end=words.end, name=speaker.name, kind=speaker.kind)
    if worded is None:
        return None
    words = worded.mention
    return SourceRow(exact=words.exact, start=words.start, end=words.end, name=words.exact, kind=worded.kind)


def _recipient(words: Mention | None, decided: Resolution[str]) -> RecipientRow | None:
    if words is None:
        return None
    return RecipientRow(exact=words.exact, start=words.start, end=words.end, name=decided.value)


class StatementsTable:
    """Statements as a table whose columns follow the width: six at 100 columns and more, four below.

    Each row comes with the claims of its report, which it may answer.
    """

    def __init__(self, reports: Iterable[StatedReportRow]) -> None:
        self.rows = tuple((row, report.claims) for report in reports for row in report.statements)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.rows:
            yield Text("No statements.")
            return
        wide = options.max_width >= _WIDE
        table = Table(box=box.SIMPLE_HEAD, expand=True, leading=1, padding=(0, 1), header_style="bold", pad_edge=False)
        shape = (("Who", 4), ("Act", 4), ("What", 8), ("Of or to whom", 4), ("Date", 3), ("Answers", 4))
        narrow = (("Who", 4), ("Act", 4), ("What", 7), ("Date", 3))
        for heading, ratio in shape if wide else narrow:
            table.add_column(heading, ratio=ratio, overflow="fold")
        for row, claims in self.rows:
            who, act, what, whom, date_, answers = _cells(row, claims)
            if not wide:
                about = Text("answers ", "dim").append_text(answers) if answers else answers
                what = Text("\n").join(part for part in (what, whom, about) if part)
            table.add_row(*((who, act, what, whom, date_, answers) if wide else (who, act, what, date_)))
        yield table
        yield Text(_KEY, style="dim")


_KEY = "● done  ◔ planned  ◐ possible  ◌ demanded  ✕ denied   → whom it is done to"


def statements_table(reports: Iterable[StatedReportRow]) -> RenderableType:
    """A table of statements: who, which act or event, its words, whom it is about, when, which figures it answers."""
    return StatementsTable(reports)


def act_of(row: StatementRow) -> str:
    """What somebody does in a statement, in words; of an action its event with the mark of how far it is done."""
    if row.kind != "action" or row.event is None:
        return _VERBS[row.kind]
    told = f"{_MARKS[row.status]} {row.event.lower()}" + (f", {row.mode}" if row.mode else "")
    return told if row.status == "done" else f"{told}, {row.status}"


def _cells(row: StatementRow, claims: Sequence[ClaimRow]) -> tuple[Text, Text, Text, Text, Text, Text]:
    """Who, act, what, whom, when, and what it answers."""
    who = row.actor if row.kind == "action" else row.source
    name = cell(who.name if who else "nobody named", "bold" if who else "italic")
    if who is not None and row.party is not None and row.party not in who.name:
        name.append(f" ({wording.visible(row.party)})", "not bold dim")
    told = f"says {row.source.name}" if row.kind == "action" and row.source is not None else ""
    shown = cell(act_of(row), _STYLES[row.kind])
    if told:
        shown.append(f"\n{wording.visible(told)}", "dim")
    return (
        name,
        shown,
        cell(f"“{row.content.exact}”"),
        _whom(row.recipient),
        cell(wording.days(row.time)),
        cell(
            ", ".join(dict.fromkeys(f"“{claims[at].quantity.exact}” {claims[at].effect}" for at in row.answers)), "dim"
        ),
    )


def _figure(claim: ClaimRow) -> str:
    return f"“{claim.quantity.exact}” {claim.effect}"


def _whom(recipient: RecipientRow | None) -> Text:
    if recipient is None:
        return Text("")
    said = recipient.exact
    if recipient.name is not None and recipient.name not in said:
        said = f"{said} ({recipient.name})"
    return cell(f"→ {said}")
