"""A report as it was read: its text with all claims and statements marked, what was left aside, and the original."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from recount.model import Recorded
from recount.publish.copies.rows import FamilyRow
from recount.publish.links import link
from recount.publish.page.marks import Block, blocks
from recount.publish.rows import ClaimRow, report_row
from recount.publish.statements import StatementRow, act_of, stated_row
from recount.site.judging import judging
from recount.site.material import Material


class Noted(Struct, frozen=True):
    """A claim or a statement of the report, with its number in the order of the text; of a statement what is done in
    it, and by whom.
    """

    number: int
    claim: ClaimRow | None
    statement: StatementRow | None
    told: str
    who: str | None

    @property
    def anchor(self) -> str:
        """The fragment under which its words stand in the text: it depends on the claim alone, so that links last."""
        row = self.claim or self.statement
        return f"words-{row.id.replace(':', '-')}" if row is not None else ""


class Kin(Struct, frozen=True):
    """The family of reports that this one shares text with: its id, what it is called, what this was made from."""

    id: str
    heading: str
    made_from: str | None
    kind: str | None


class ReportPage(Struct, frozen=True, kw_only=True):
    """A report: who put it out and when, its text in blocks with marks, and what is noted of it, in order of the text.

    `link` is its address where a browser may follow it, `digest` the SHA-256 of the bytes it came from.
    """

    id: str
    heading: str
    publisher: str | None
    byline: str | None
    published: date | None
    url: str | None
    link: str | None
    digest: str
    language: str | None
    blocks: tuple[Block, ...]
    noted: tuple[Noted, ...]
    claims: int
    statements: int
    family: Kin | None


def gather(material: Material, name: str) -> ReportPage | None:
    """The page of the report of that id; None where none is held."""
    entry = material.catalogue.report(name)
    reading = material.contents.reading(name)
    if entry is None or reading is None:
        return None
    report = reading.report
    outcome = judging(material, tuple(material.contents.claims(name))).outcome
    statements = tuple(material.contents.statements(name))
    rows = report_row(reading, outcome.claims, assessments=outcome.assessments).claims
    stated = stated_row(Recorded(reading=reading, claims=outcome.claims, statements=statements)).statements
    noted = _noted(rows, stated)
    numbers = {row.id: one.number for one in noted if (row := one.claim or one.statement) is not None}
    cut = blocks(reading, outcome.claims, numbers, statements)
    return ReportPage(
        id=name,
        heading=entry.name.title or report.publisher or name,
        publisher=report.publisher,
        byline=report.byline,
        published=report.published_on,
        url=report.url,
        link=link(report.url),
        digest=report.digest,
        language=report.language,
        blocks=cut,
        noted=noted,
        claims=len(rows),
        statements=len(stated),
        family=_kin(material.catalogue.family(entry.family), name) if entry.family else None,
    )


def _noted(claims: Sequence[ClaimRow], statements: Sequence[StatementRow]) -> tuple[Noted, ...]:
    """Claims and statements by where they begin: a claim with its count, a statement with what is stated."""
    found: list[tuple[int, int, ClaimRow | None, StatementRow | None]] = [
        *((row.quantity.start, 1, row, None) for row in claims),
        *((row.content.start, 0, None, row) for row in statements),
    ]
    found.sort(key=lambda each: each[:2])
    return tuple(_one(number, claim, said) for number, (_, _, claim, said) in enumerate(found, start=1))


def _one(number: int, claim: ClaimRow | None, statement: StatementRow | None) -> Noted:
    if statement is None:
        return Noted(number, claim, None, "", None)
    who = statement.actor if statement.kind == "action" else statement.source
    return Noted(number, None, statement, act_of(statement), who.name if who else None)


def _kin(family: FamilyRow | None, report: str) -> Kin | None:
    if family is None:
        return None
    branch = next((each for each in family.branches if each.report.id == report), None)
    names = {each.report.id: each.report.outlet for each in family.branches}
    return Kin(
        id=family.id,
        heading=family.heading,
        made_from=names.get(branch.of or "") if branch else None,
        kind=branch.kind if branch else None,
    )
