"""Families for a terminal: each copy under what it was made from, with what it changed; then what many heard.

Kinds of link are told by mark and word, what differs between two passages by the marks around it: nothing rests on
colour. Text from reports is shown as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from recount.publish import wording
from recount.publish.cells import cell
from recount.publish.copies.differences import Piece, differences
from recount.publish.copies.rows import (
    BranchRow,
    FamilyRow,
    HeardRow,
    ReportName,
    family_rows,
    heard_rows,
    hung,
    tally,
)
from recount.publish.view import View

_GUIDES = "dim"
_BESIDE, _SHORT = 92, 12
_SIGNS = ("−", "+")
_FIGURE = ("number", "bound")


class Passages:
    """Passages of two reports side by side where there is room, else one below the other, with what each has alone."""

    def __init__(self, heads: tuple[str, str], passages: Sequence[tuple[str, str]]) -> None:
        self.heads = heads
        self.passages = [tuple(_marked(pieces) for pieces in differences(*pair)) for pair in passages]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        beside = options.max_width >= _BESIDE
        table = Table.grid(padding=(0, 2 if beside else 1))
        heads = [cell(head, "dim italic") for head in self.heads]
        if beside:
            for _ in heads:
                table.add_column(ratio=1, overflow="fold")
            table.expand = True
            table.add_row(*heads)
        else:
            table.add_column()
            table.add_column(overflow="fold")
            for sign, head in zip(_SIGNS, heads, strict=True):
                table.add_row(sign, head)
        for pair in self.passages:
            table.add_row("", "")
            if pair[0] == pair[1]:
                same = Text("in the same words", "dim italic")
                table.add_row(*((pair[0], same) if beside else ("=", pair[0])))
            elif beside:
                table.add_row(*pair)
            else:
                for sign, passage in zip(_SIGNS, pair, strict=True):
                    table.add_row(sign, passage)
        yield table


def copies_tree(view: View, *, evidence: bool = False) -> RenderableType:
    """The families of a view as trees, the statements that several reports quote, and a line of counts.

    With `evidence`, the signs of each link and the passages on both sides stand under it.
    """
    parts: list[RenderableType] = []
    for family in family_rows(view):
        parts += [cell(family.heading, "bold underline"), _family(family, evidence), Text("")]
    heard = heard_rows(view)
    if heard:
        parts.append(Text("Quoted by several reports", "bold underline"))
        for row in heard:
            parts += [_heard(row), Text("")]
    return Group(*parts, Text(tally(view).words))


def _family(family: FamilyRow, evidence: bool) -> RenderableType:
    """The trees of a family, a root each; where none is the origin, they stand under what is said of it."""
    names = {branch.report.id: branch.report for branch in family.branches}
    nodes: dict[str | None, Tree] = {}
    tops: list[Tree] = []
    if family.outside is not None or family.origin is None:
        nodes[None] = Tree(_unheld(family), guide_style=_GUIDES)
        tops.append(nodes[None])
    over = hung(family)
    for branch in family.branches:
        above = over[branch.report.id]
        told = Group(*_branch(branch, family, names.get(branch.of or ""), evidence, apart=above != branch.of))
        if above in nodes:
            nodes[branch.report.id] = nodes[above].add(told)
        else:
            nodes[branch.report.id] = Tree(told, guide_style=_GUIDES)
            tops.append(nodes[branch.report.id])
    return Group(*tops)


def _unheld(family: FamilyRow) -> Text:
    if family.outside is None:
        return Text("? origin not known", "bold")
    held = cell(f"◌ {wording.outside(family.outside)}", "bold").append("  ")
    return held.append_text(cell(f"credited as “{family.outside.words}”", "not bold dim"))


def _branch(
    branch: BranchRow, family: FamilyRow, made_from: ReportName | None, evidence: bool, *, apart: bool
) -> Iterator[RenderableType]:
    """A report with what is known of it; where it stands `apart` from what it was made from, that is named."""
    yield _line(branch, family)
    title = _title(branch.report)
    below: list[RenderableType] = []
    if apart and made_from is not None:
        below.append(cell(f"made from {_dated(made_from)}  {made_from.id[:_SHORT]}", "italic"))
    if title and made_from is not None and title == _title(made_from):
        below.append(Text("same title", "dim italic"))
    elif title:
        below.append(cell(f"“{title}”", "dim"))
    below.extend(_claims(branch))
    if evidence and made_from is not None:
        below.extend(_evidence(branch, (_dated(made_from), _dated(branch.report))))
    if below:
        yield Padding(Group(*below), (0, 0, 0, 2), expand=False)


def _line(branch: BranchRow, family: FamilyRow) -> Text:
    """The kind of link with its score, the outlet, the day."""
    line = Text()
    if branch.kind is not None:
        line.append(f"{wording.LINK_MARKS[branch.kind]} {branch.kind}", "bold").append(f" {branch.score:.2f}", "dim")
        line.append("  ")
    elif branch.report.id == family.origin:
        line.append("◉ origin", "bold").append(f" {family.confidence:.2f}", "dim").append("  ")
    line.append_text(cell(_dated(branch.report), "bold"))
    return line.append(f"  {branch.report.id[:_SHORT]}", "dim")


def _claims(branch: BranchRow) -> Iterator[Text]:
    """How many claims were carried, and what became of those that changed."""
    if branch.of is None:
        if branch.claims:
            yield Text(wording.count(branch.claims, "claim"))
        return
    changed = [one for one in branch.carried if one.changes or one.revises]
    before = len(branch.carried) + branch.left_out
    told = []
    if before:
        told.append(f"{len(branch.carried)} of {wording.count(before, 'claim')} carried")
    if changed:
        told.append(f"{len(changed)} changed")
    if branch.added:
        told.append(f"{branch.added} added")
    if told:
        yield Text(", ".join(told))
    alike: dict[str, list[str]] = {}
    for one in changed:
        what = "; ".join(change.told for change in one.changes if not (one.revises and change.aspect in _FIGURE))
        if one.revises:
            yield cell(f"↻ “{one.before}” {one.effect} is now “{one.after}”{'; ' if what else ''}{what}")
        else:
            alike.setdefault(what, []).append(f"“{one.before}” {one.effect}")
    for what, claims in alike.items():
        yield cell(f"▸ {', '.join(claims)}: {what}")


def _evidence(branch: BranchRow, heads: tuple[str, str]) -> Iterator[RenderableType]:
    signs = [f"{sign.name} {sign.value:.2f}" + (f" ({sign.detail})" if sign.detail else "") for sign in branch.signals]
    if signs:
        yield cell(f"signs: {', '.join(signs)}", "dim")
    if branch.passages:
        passages = Passages(heads, [(pair.original.exact, pair.copy.exact) for pair in branch.passages])
        yield Padding(passages, (1, 0, 1, 0), expand=False)


def _heard(row: HeardRow) -> Tree:
    """A statement under its first wording, with each report that quotes it, and how."""
    first = row.quotes[0].words.exact
    tree = Tree(cell(f"❝ {first}"), guide_style=_GUIDES)
    for quote in row.quotes:
        told = cell(_dated(quote.report), "bold")
        _, own = differences(first, quote.words.exact)
        if any(piece.own for piece in own):
            told.append("\n").append_text(_marked(own))
        elif quote is not row.quotes[0]:
            told.append(": in the same words", "not bold dim")
        tree.add(told)
    return tree


def _marked(pieces: Sequence[Piece]) -> Text:
    """A passage with what it has alone between marks."""
    told = []
    for piece in pieces:
        if piece.cut:
            told.append(Text(f"[… {wording.count(piece.cut, 'word')} alike …]", "dim"))
        else:
            told.append(cell(f"▸{piece.words}◂", "bold") if piece.own else cell(piece.words))
    return Text(" ").join(told)


def _dated(report: ReportName) -> str:
    return f"{report.outlet}, {wording.day(report.published)}" if report.published else report.outlet


def _title(report: ReportName) -> str:
    return " ".join((report.title or "").split())
