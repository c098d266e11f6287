"""Where sources contradict one another: the largest gap first, then the newest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from recount.model import Interest, Relation, RelationKind
from recount.publish import wording
from recount.publish.rows import ClaimRow, claim_rows
from recount.publish.view import View

_AT_ODDS: frozenset[RelationKind] = frozenset({"differ", "deny"})


class DisputeRow(Struct, frozen=True, kw_only=True):
    """Two claims at odds, or a claim and the statement that denies it.

    `left` and `right` are their ids, `who` states them and `figures` they give (of a statement none); `between` tells
    whether each is told of the speaker's own loss or of its enemy's. `gap` is how far apart the figures are (None: one
    denies the other), `on` the day the later of them was stated.
    """

    kind: RelationKind
    subject: str
    label: str
    left: str
    right: str
    who: tuple[str, str]
    figures: tuple[str | None, str | None]
    between: tuple[Interest, Interest]
    gap: int | None
    on: date | None
    reason: str


def dispute_rows(view: View) -> tuple[DisputeRow, ...]:
    """The pairs at odds of a view, the largest gap first, then the newest; what is denied after what differs."""
    rows = {row.id: row for row in claim_rows(view)}
    names = who_of(view, rows)
    labels = {subject.id: subject.label for subject in view.subjects}
    found = [_row(each, rows, names, labels) for each in view.relations if each.kind in _AT_ODDS]
    found.sort(key=lambda row: (-(row.gap or 0), -(row.on or date.min).toordinal(), row.label, row.left, row.right))
    return tuple(found)


def _row(
    each: Relation, rows: Mapping[str, ClaimRow], names: Mapping[str, str], labels: Mapping[str, str]
) -> DisputeRow:
    left, right = rows.get(each.left), rows.get(each.right)
    days = [day for row in (left, right) if row is not None and (day := wording.stated_on(row))]
    return DisputeRow(
        kind=each.kind,
        subject=each.subject,
        label=labels[each.subject],
        left=each.left,
        right=each.right,
        who=(names[each.left], names[each.right]),
        figures=(_figure(left), _figure(right)),
        between=each.between,
        gap=each.gap,
        on=max(days, default=None),
        reason=each.reason,
    )


def _figure(row: ClaimRow | None) -> str | None:
    if row is None:
        return None
    return f"“{row.quantity.exact}”" if row.vague else wording.figure_of(row)


def who_of(view: View, rows: Mapping[str, ClaimRow]) -> Mapping[str, str]:
    """Who states each claim and each statement."""
    names = {claim: wording.who(row) for claim, row in rows.items()}
    for each in view.statements:
        names[each.statement.id] = each.agent.value.name if each.agent.value else "not named"
    return names


def tellers(view: View, rows: Mapping[str, ClaimRow]) -> Mapping[str, str]:
    """Who states each claim and each statement, with the figure where there is one."""
    return {name: f"{who} {_figure(rows.get(name)) or ''}".rstrip() for name, who in who_of(view, rows).items()}
