"""What the page shows of copies and origins: families as trees, statements that many heard, claims through copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from recount.model import Evidence
from recount.publish.copies.differences import Piece, differences
from recount.publish.copies.rows import (
    BranchRow,
    FamilyRow,
    HeardRow,
    ReportName,
    StepRow,
    Tally,
    course_rows,
    family_rows,
    heard_rows,
    hung,
    tally,
)
from recount.publish.page.bars import Bar, Scale
from recount.publish.view import View


class Beside(Struct, frozen=True):
    """Two passages with what each has alone."""

    original: tuple[Piece, ...]
    copy: tuple[Piece, ...]


class Node(Struct, frozen=True):
    """A report of a family with the passages that link it to what it was made from, and what stands under it.

    `apart` is whether it stands under another than it was made from, where the tree would get too deep.
    """

    branch: BranchRow
    made_from: ReportName | None
    apart: bool
    beside: tuple[Beside, ...]
    below: tuple[Node, ...]


class Tree(Struct, frozen=True):
    """A family with its trees."""

    family: FamilyRow
    roots: tuple[Node, ...]


class Quoted(Struct, frozen=True):
    """A report that quotes a statement, its words, and whether they are those of the first that does."""

    report: ReportName
    pieces: tuple[Piece, ...]
    alike: bool


class Heard(Struct, frozen=True):
    """A statement in its first words, with all that quote it."""

    words: str
    quotes: tuple[Quoted, ...]


class Course(Struct, frozen=True):
    """A claim through its copies on one scale."""

    scale: Scale | None
    lines: tuple[tuple[StepRow, Bar | None], ...]


class Copies(Struct, frozen=True, kw_only=True):
    """The section of copies; `unchanged` counts claims that copies carried as they were."""

    tally: Tally
    trees: tuple[Tree, ...]
    heard: tuple[Heard, ...]
    courses: tuple[Course, ...]
    unchanged: int


def gather(view: View) -> Copies | None:
    """What the page shows of a view's lineage; None where nothing is known to be shared."""
    if not view.lineage.families and not view.lineage.utterances:
        return None
    courses = course_rows(view)
    drifting = [course.steps for course in courses if course.drifts]
    return Copies(
        tally=tally(view),
        trees=tuple(tree_of(family) for family in family_rows(view)),
        heard=tuple(heard_of(row) for row in heard_rows(view)),
        courses=tuple(_course(steps) for steps in drifting),
        unchanged=len(courses) - len(drifting),
    )


def tree_of(family: FamilyRow) -> Tree:
    """A family as a tree, each report under what it was made from, with what is in both."""
    names = {branch.report.id: branch.report for branch in family.branches}
    over = hung(family)
    below: defaultdict[str | None, list[BranchRow]] = defaultdict(list)
    for branch in family.branches:
        below[over[branch.report.id]].append(branch)

    def node(branch: BranchRow, above: str | None) -> Node:
        return Node(
            branch=branch,
            made_from=names.get(branch.of or ""),
            apart=above != branch.of,
            beside=tuple(_beside(pair.original, pair.copy) for pair in branch.passages),
            below=tuple(node(other, branch.report.id) for other in below[branch.report.id]),
        )

    return Tree(family, tuple(node(root, None) for root in below[None]))


def _beside(original: Evidence, copy: Evidence) -> Beside:
    return Beside(*differences(original.exact, copy.exact))


def heard_of(row: HeardRow) -> Heard:
    """A statement that several quote, with what each has otherwise than the first."""
    first = row.quotes[0].words.exact
    quotes = []
    for quote in row.quotes:
        _, pieces = differences(first, quote.words.exact)
        quotes.append(Quoted(quote.report, pieces, alike=not any(piece.own for piece in pieces)))
    return Heard(first, tuple(quotes))


def _course(steps: Sequence[StepRow]) -> Course:
    scale = Scale.over([step.claim for step in steps])
    return Course(scale, tuple((step, scale.bar(step.claim) if scale else None) for step in steps))
