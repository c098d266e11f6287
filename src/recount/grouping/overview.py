"""What was found in shards, as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from recount.compare.subjects.keys import Key
from recount.compare.subjects.labels import label
from recount.grouping.copies import Copies
from recount.grouping.subjects import SubjectRow, Subjects
from recount.publish.cells import cell
from recount.publish.copies.rows import Tally
from recount.publish.table import empty_table
from recount.publish.wording import count


def copies_table(found: Copies) -> Table:
    """The largest families, and how many there are."""
    table = _table("largest families", ("reports",))
    table.add_column("published first", overflow="fold")
    for family in found.largest:
        table.add_row(cell(family.family), f"{family.reports:,}", cell(family.origin or "not known"))
    alone = found.reports - found.families - found.copies
    table.caption = Tally(
        reports=found.reports, families=found.families, copies=found.copies, alone=alone, statements=0
    ).words
    return table


def subjects_table(found: Subjects) -> Table:
    """The subjects that most tell of independently, and how many there are."""
    table = _table("subjects told of most", ("claims", "reports", "families", "outlets", "low", "high"))
    for one in found.most_told:
        figures = (one.claims, one.reports, one.families, one.outlets, one.low, one.high)
        table.add_row(cell(_label(one)), *("—" if each is None else f"{each:,}" for each in figures))
    table.caption = (
        f"{count(found.claims, 'claim')} of {count(found.reports, 'report')}: {count(found.subjects, 'subject')}, "
        f"{found.told_again:,} of several reports, {found.independent:,} of several families."
    )
    return table


def _table(first: str, figures: Sequence[str]) -> Table:
    table = empty_table()
    table.leading = 0
    table.caption_justify = "left"
    table.add_column(first, overflow="fold")
    for heading in figures:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _label(one: SubjectRow) -> str:
    """What a ledger calls it."""
    key = Key(
        effect=one.effect,
        group=one.group,
        party=one.party,
        things=one.things,
        place=None,
        country=one.country,
        scope=one.scope,
        within=None,
        since=one.since,
        until=one.until,
    )
    return label(key, one.place)
