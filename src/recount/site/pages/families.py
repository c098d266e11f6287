"""Families of reports that share text: a list of them, each as a tree, and statements that several reports quote."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from msgspec import Struct

from recount.model import LinkKind
from recount.publish.copies.rows import FamilyRow
from recount.publish.page.copies import Heard, Tree, heard_of, tree_of
from recount.site.material import Material

FAMILIES: Final = 30
QUOTED: Final = 30


class FamilyLine(Struct, frozen=True, kw_only=True):
    """A family in the list: how many reports it has, how many of each kind of copy, between which days; what changed.

    `title` is that of its origin, or of the first report where the origin is not known. `carried` counts the claims
    that its copies took over, `changed` those of them that they changed, as in `example`: from what, to what.
    """

    id: str
    heading: str
    title: str | None
    kinds: tuple[tuple[LinkKind, int], ...]
    first: date | None
    last: date | None
    carried: int
    changed: int
    example: tuple[str, str] | None


class FamiliesPage(Struct, frozen=True, kw_only=True):
    """A page of the families, of `pages`, with how many there are, and of statements that several quote."""

    families: int
    heard: int
    page: int
    pages: int
    lines: tuple[FamilyLine, ...]


class QuotedPage(Struct, frozen=True, kw_only=True):
    """A page of the statements that several reports quote, of `pages`, with how many there are."""

    families: int
    heard: int
    page: int
    pages: int
    lines: tuple[Heard, ...]


class FamilyPage(Struct, frozen=True, kw_only=True):
    """A family as a tree, origin first, and the statements in its reports that others quote too."""

    tree: Tree
    heard: tuple[Heard, ...]


def gather(material: Material, page: int) -> FamiliesPage:
    """That page of the families, the largest first."""
    counts = material.catalogue.counts()
    rows = material.catalogue.families((page - 1) * FAMILIES, FAMILIES)
    return FamiliesPage(
        families=counts["families"],
        heard=counts["heard"],
        page=page,
        pages=max(1, -(-counts["families"] // FAMILIES)),
        lines=tuple(_line(row) for row in rows),
    )


def gather_quoted(material: Material, page: int) -> QuotedPage:
    """That page of the statements that several reports quote, the most quoted first."""
    counts = material.catalogue.counts()
    rows = material.catalogue.heard((page - 1) * QUOTED, QUOTED)
    return QuotedPage(
        families=counts["families"],
        heard=counts["heard"],
        page=page,
        pages=max(1, -(-counts["heard"] // QUOTED)),
        lines=tuple(heard_of(row) for row in rows),
    )


def gather_family(material: Material, name: str) -> FamilyPage | None:
    """The family of that id; None where there is none."""
    family = material.catalogue.family(name)
    if family is None:
        return None
    quoted = material.catalogue.heard_by([branch.report.id for branch in family.branches], QUOTED)
    return FamilyPage(tree=tree_of(family), heard=tuple(heard_of(row) for row in quoted))


def _line(row: FamilyRow) -> FamilyLine:
    days = [branch.report.published for branch in row.branches if branch.report.published]
    carried = [each for branch in row.branches for each in branch.carried]
    changed = [each for each in carried if each.changes or each.revises]
    told = next(((each.before, each.after) for each in changed if each.before != each.after), None)
    origin = next((branch.report for branch in row.branches if branch.report.id == row.origin), row.branches[0].report)
    return FamilyLine(
        id=row.id,
        heading=row.heading,
        title=origin.title,
        kinds=tuple(Counter(branch.kind for branch in row.branches if branch.kind is not None).most_common()),
        first=min(days, default=None),
        last=max(days, default=None),
        carried=len(carried),
        changed=len(changed),
        example=told,
    )
