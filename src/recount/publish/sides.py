"""Claims side by side for a terminal: what they are about, how they stand, what may be the same, who is at odds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from rich.console import Group, RenderableType
from rich.text import Text

from recount.model import Grounds, Relation, RelationKind, Subject
from recount.publish import wording
from recount.publish.cells import cell
from recount.publish.disputes import DisputeRow, dispute_rows, tellers
from recount.publish.judgements import disagreements_table
from recount.publish.rows import ClaimRow, claim_rows
from recount.publish.table import (
    add_column,
    count_cell,
    empty_table,
    shown_of,
    source_cell,
    stance_cell,
    words_cell,
)
from recount.publish.view import View, compared

_NEAR = 20


def compare_table(view: View) -> RenderableType:
    """The subjects that several claims share, a section each: source beside source by date, then how they stand.

    Below them what may be one subject, the likeliest first.
    """
    rows = {row.id: row for row in claim_rows(view)}
    told = tellers(view, rows)
    relations: defaultdict[str, list[Relation]] = defaultdict(list)
    for relation in view.relations:
        relations[relation.subject].append(relation)
    rests = {each.subject: each for each in view.grounds}
    sections: list[RenderableType] = []
    for subject in compared(view):
        members = [rows[claim] for claim in subject.claims]
        sections.extend(_subject(subject, members, rests.get(subject.id), relations[subject.id], told))
    if not sections:
        sections.append(Text("Nothing to compare: no two claims share a subject."))
    if view.near:
        sections.extend(near_table(view))
    return Group(*sections)


def near_table(view: View) -> Iterator[RenderableType]:
    """The likeliest near misses of a view: what differs, and a claim of each of the two subjects."""
    rows = {row.id: row for row in claim_rows(view)}
    labels = {subject.id: subject.label for subject in view.subjects}
    shown = view.near[:_NEAR]
    more = f", the likeliest {len(shown):,} here" if len(shown) < len(view.near) else ""
    yield cell(f"Near misses, for a person to judge: {len(view.near):,}{more}", "bold underline")
    table = empty_table()
    for heading, ratio in (("Differ in", 2), ("One", 5), ("Other", 5), ("Why", 5)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for miss in shown:
        table.add_row(
            cell(", ".join(miss.differences)),
            _one(rows[miss.left], labels[miss.subjects[0]]),
            _one(rows[miss.right], labels[miss.subjects[1]]),
            cell(miss.reason.partition(": ")[2]),
        )
    yield table


def _one(row: ClaimRow, label: str) -> Text:
    """A claim of a near miss: what its subject is, the count, who says so, and its id."""
    count = wording.figure_of(row) if not row.vague else f"“{row.quantity.exact}”"
    return Text("\n").join([cell(label), cell(f"{count} {wording.who(row)}", "bold"), cell(row.id[:12], "dim")])


def _subject(
    subject: Subject,
    rows: Sequence[ClaimRow],
    found: Grounds | None,
    relations: Sequence[Relation],
    told: Mapping[str, str],
) -> list[RenderableType]:
    table = empty_table()
    headings: tuple[tuple[str, int | None, Literal["left", "right"]], ...] = (
        ("Stated", 3, "left"),
        ("Who says so", 6, "left"),
        ("Count", None, "right"),
        ("In words", 4, "left"),
        ("Stance", 4, "left"),
    )
    for heading, ratio, justify in headings:
        add_column(table, heading, ratio, justify, rows)
    for row in rows:
        stated = wording.stated_on(row)
        day = cell(wording.day(stated) if stated else "no date")
        table.add_row(day, source_cell(row), count_cell(row), words_cell(row), stance_cell(row))
    rests = Text(wording.rests_on(found)) if found else Text("")
    below = [*_joins(subject), *relation_lines(relations, told), Text("")]
    return [cell(subject.label, "bold underline"), rests, table, Text("\n").join(below)]


def _joins(subject: Subject) -> Iterator[Text]:
    """Why claims belong to a subject that are not told like the rest of it."""
    for number, reason in wording.joined(subject):
        yield cell(f"+ {wording.count(number, 'claim')} joined: {reason}")


def relation_lines(relations: Iterable[Relation], told: Mapping[str, str]) -> Iterator[Text]:
    """How many claims agree, differ, deny; then each pair with its reason, kind by kind.

    `told` is who states each claim and statement, with the figure.
    """
    kinds: defaultdict[RelationKind, list[Relation]] = defaultdict(list)
    for relation in relations:
        kinds[relation.kind].append(relation)
    if not kinds:
        return
    yield Text(wording.relation_counts(kind for kind, each in kinds.items() for _ in each), "bold")
    for kind, mark in wording.RELATION_MARKS.items():
        for relation in kinds[kind]:
            pair = f"{told[relation.left]} and {told[relation.right]}"
            yield cell(f"{mark} {kind}: {pair}: {relation.reason}")


def disputes_table(view: View, most: int) -> RenderableType:
    """The first so many pairs at odds, a row each: how far apart, what about, who says what; then what reviewers
    disagree about.
    """
    reviewed = (disagreements_table(view),) if view.disagreements else ()
    found = dispute_rows(view)
    if not found:
        return Group(Text("No two sources are at odds."), *reviewed)
    table = empty_table()
    table.add_column("Gap", justify="right", width=max(9, *(len(_gap(row)) for row in found)), overflow="fold")
    for heading, ratio in (("About", 4), ("One says", 5), ("Another says", 5)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for row in found[:most]:
        about = Text("\n").join([cell(row.label), cell(wording.day(row.on), "dim")] if row.on else [cell(row.label)])
        table.add_row(cell(_gap(row), "bold"), about, _side(row, 0), _side(row, 1))
    more = shown_of(most, len(found), "dispute")
    return Group(table, *more, Text(_KEY, style="dim"), Text(""), *reviewed)


_KEY = "≠ no number fits both  ✕ the first denies the second"


def _gap(row: DisputeRow) -> str:
    return f"{wording.RELATION_MARKS[row.kind]} {'denied' if row.gap is None else f'{row.gap:,}'}"


def _side(row: DisputeRow, place: int) -> Text:
    """A figure, who states it, and whether it is told of the speaker's own loss or its enemy's."""
    lines = [cell(row.figures[place] or "no figure", "bold"), cell(row.who[place])]
    if row.between[place] != "neither":
        lines.append(cell(f"of its {row.between[place]}", "dim"))
    return Text("\n").join(lines)
