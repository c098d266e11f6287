"""What the page shows of copies and origins: families as trees, statements that many heard, claims through copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    tally,
)
from recount.publish.page.bars import Bar, Scale
from recount.publish.view import View


class Beside(Struct, frozen=True):
    """Two passages with what each has alone."""

    original: tuple[Piece, ...]
    copy: tuple[Piece, ...]


class Node(Struct, frozen=True):
    """A report of a family with the passages that link it to what it was made from, and what was made from it."""

    branch: BranchRow
    made_from: ReportName | None
    beside: tuple[Beside, ...]
    below: tuple[Node, ...]


class Tree(Struct, frozen=True):
    """A family; `origin` is the report that the rest were made from, `roots` are its trees."""

    family: FamilyRow
    origin: ReportName | None
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
        trees=tuple(_tree(family) for family in family_rows(view)),
        heard=tuple(_heard(row) for row in heard_rows(view)),
        courses=tuple(_course(steps) for steps in drifting),
        unchanged=len(courses) - len(drifting),
    )


def _tree(family: FamilyRow) -> Tree:
    names = {branch.report.id: branch.report for branch in family.branches}
    roots = [branch for branch in family.branches if branch.of is None]
    return Tree(
        family=family,
        origin=names.get(family.origin or ""),
        roots=tuple(_node(branch, family.branches, names) for branch in roots),
    )


def _node(branch: BranchRow, branches: Sequence[BranchRow], names: Mapping[str, ReportName]) -> Node:
    return Node(
        branch=branch,
        made_from=names.get(branch.of or ""),
        beside=tuple(_beside(pair.original, pair.copy) for pair in branch.passages),
        below=tuple(_node(other, branches, names) for other in branches if other.of == branch.report.id),
    )


def _beside(original: Evidence, copy: Evidence) -> Beside:
    return Beside(*differences(original.exact, copy.exact))


def _heard(row: HeardRow) -> Heard:
    first = row.quotes[0].words.exact
    quotes = []
    for quote in row.quotes:
        _, pieces = differences(first, quote.words.exact)
        quotes.append(Quoted(quote.report, pieces, alike=not any(piece.own for piece in pieces)))
    return Heard(first, tuple(quotes))


def _course(steps: Sequence[StepRow]) -> Course:
    scale = Scale.over([step.claim for step in steps])
    return Course(scale, tuple((step, scale.bar(step.claim) if scale else None) for step in steps))
