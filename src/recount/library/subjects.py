"""Subjects side by side: to look at, to go through, and as data frames."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import overload

from msgspec import Struct

from recount.library.frames import Tabular
from recount.model import Effect, Group, Relation, Scope
from recount.publish import wording
from recount.publish.disputes import tellers
from recount.publish.notebook import SideBySide, sides_html
from recount.publish.rows import claim_rows
from recount.publish.view import View


class SubjectRow(Struct, frozen=True, kw_only=True):
    """A subject with no nesting: a line of a data frame.

    `claims`, `reports`, `outlets`, `sources` count what it rests on, `independent` the sources that are independent;
    `agree`, `differ`, `deny` how many pairs of its claims do.
    """

    id: str
    label: str
    effect: Effect
    group: Group
    party: str | None
    place: str | None
    country: str | None
    scope: Scope
    first: date | None
    last: date | None
    conflict: str | None
    claims: int
    reports: int | None
    outlets: int | None
    sources: int | None
    independent: int | None
    agree: int
    differ: int
    deny: int


class Subjects(Tabular, Sequence[SideBySide]):
    """Subjects, each a `SideBySide`: the subject, the rows of its claims, how these stand to each other and why."""

    def __init__(self, sides: Iterable[SideBySide]) -> None:
        self.sides = tuple(sides)

    def __len__(self) -> int:
        return len(self.sides)

    @overload
    def __getitem__(self, at: int) -> SideBySide: ...

    @overload
    def __getitem__(self, at: slice) -> Subjects: ...

    def __getitem__(self, at: int | slice) -> SideBySide | Subjects:
        return Subjects(self.sides[at]) if isinstance(at, slice) else self.sides[at]

    def __repr__(self) -> str:
        return f"<{wording.count(len(self), 'subject')}>"

    def _repr_html_(self) -> str:
        return sides_html(self.sides)

    def flat(self) -> tuple[type[Struct], Sequence[SubjectRow]]:
        """Each subject as a `SubjectRow`."""
        return SubjectRow, [_flat(side) for side in self.sides]


def sides_of(view: View) -> Iterator[SideBySide]:
    """The subjects of a view, those that most claims are about first."""
    rows = {row.id: row for row in claim_rows(view)}
    told, order = tellers(view, rows), list(wording.RELATION_MARKS)
    rests = {each.subject: each for each in view.grounds}
    relations: defaultdict[str, list[Relation]] = defaultdict(list)
    for relation in sorted(view.relations, key=lambda each: order.index(each.kind)):
        relations[relation.subject].append(relation)
    for subject in sorted(view.subjects, key=lambda each: -len(each.claims)):
        yield SideBySide(
            subject=subject,
            claims=tuple(rows[claim] for claim in subject.claims),
            relations=tuple(relations[subject.id]),
            grounds=rests.get(subject.id),
            told=told,
        )


def _flat(side: SideBySide) -> SubjectRow:
    subject, grounds = side.subject, side.grounds
    kinds = Counter(each.kind for each in side.relations)
    return SubjectRow(
        id=subject.id,
        label=subject.label,
        effect=subject.effect,
        group=subject.group,
        party=subject.party,
        place=subject.place,
        country=subject.country,
        scope=subject.scope,
        first=subject.first,
        last=subject.last,
        conflict=subject.conflict,
        claims=len(side.claims),
        reports=grounds.reports if grounds else None,
        outlets=grounds.outlets if grounds else None,
        sources=len(grounds.sources) if grounds else None,
        independent=grounds.independent if grounds else None,
        agree=kinds["agree"],
        differ=kinds["differ"],
        deny=kinds["deny"],
    )
