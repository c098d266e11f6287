"""One claim, subject, report or family by its id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final

from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter
from msgspec import Struct, structs

from recount.catalogue import Catalogue, ClaimEntry, Matter, RelationEntry, ReportEntry, SubjectEntry
from recount.model import Disagreement, Estimate, Recorded, Series
from recount.publish.copies.rows import FamilyRow, StepRow
from recount.publish.explanation import DecisionRow
from recount.publish.reviewed import JudgementRow
from recount.publish.statements import StatementRow, stated_row
from recount.publish.wording import RELATION_MARKS
from recount.site.pages import claim as claim_page
from recount.site.reckoning import reckon
from recount.web.api.answers import AsOfParameter, answer, asked, held, material_of
from recount.web.desk import Desk

_Name = Annotated[str, PathParameter(max_length=100, description="The whole id.")]


class ClaimFound(Struct, frozen=True, kw_only=True):
    """A claim, why its fields are as they are, how it stands to others, and itself in all reports that carry it.

    `history` is what people judged of it, what they took back too; `replies` are those that stand; `disagreements` is
    what they judge otherwise than one another.
    """

    entry: ClaimEntry
    decisions: tuple[DecisionRow, ...]
    relations: tuple[RelationEntry, ...]
    course: tuple[StepRow, ...]
    history: tuple[JudgementRow, ...]
    replies: tuple[JudgementRow, ...]
    disagreements: tuple[Disagreement, ...]


class SubjectFound(Struct, frozen=True, kw_only=True):
    """A subject with its claims, in order of date, and how they stand to each other: the first thousand of each.

    `series` is what each source says from day to day, `estimates` what the claims on its event add up to by each
    convention; `near` are subjects that may be the same, `beside` those that count the same event.
    """

    entry: SubjectEntry
    claims: tuple[ClaimEntry, ...]
    relations: tuple[RelationEntry, ...]
    series: tuple[Series, ...]
    estimates: tuple[Estimate, ...]
    near: tuple[Matter, ...]
    beside: tuple[SubjectEntry, ...]


class ReportFound(Struct, frozen=True, kw_only=True):
    """A report as it was read, with its claims, and with what it states without a figure, in the order of its text."""

    entry: ReportEntry
    text: str
    claims: tuple[ClaimEntry, ...]
    statements: tuple[StatementRow, ...]


_MOST: Final = 1000


@asked("/claims/{name:str}", summary="One claim, with why it is as it is")
async def claim(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], name: _Name, as_of: AsOfParameter = None
) -> Response[ClaimFound]:
    """A claim by its id."""
    material = await material_of(desk, as_of)
    page = held(claim_page.gather(material, name), "claim", name)
    found = ClaimFound(
        entry=structs.replace(page.entry, row=page.row),
        decisions=tuple(each.decision for each in page.explained),
        relations=material.catalogue.relations_of_claim(name),
        course=tuple(step.step for step in page.steps),
        history=tuple(each.row for each in page.history),
        replies=tuple(each.row for each in page.replies),
        disagreements=page.disagreements,
    )
    return answer(request, found)


@asked("/subjects/{name:str}", summary="One subject, with its claims side by side")
async def subject(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], name: _Name, as_of: AsOfParameter = None
) -> Response[SubjectFound]:
    """A subject by its id."""
    material = await material_of(desk, as_of)
    catalogue = material.catalogue
    entry = held(catalogue.subject(name), "subject", name)
    beside = catalogue.beside(name, _MOST) or (entry,)
    reckoned = reckon(material, entry.subject, beside)
    found = SubjectFound(
        entry=entry,
        claims=catalogue.claims(entry.subject.claims[:_MOST]),
        relations=tuple(_relations(catalogue, name)),
        series=reckoned.series,
        estimates=tuple(each.estimate for each in reckoned.sums),
        near=catalogue.matters_of_subject(name, "near miss"),
        beside=tuple(each for each in beside if each.subject.id != name),
    )
    return answer(request, found)


@asked("/reports/{name:str}", summary="One report as it was read, with its claims")
async def report(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], name: _Name, as_of: AsOfParameter = None
) -> Response[ReportFound]:
    """A report by its id."""
    material = await material_of(desk, as_of)
    entry = held(material.catalogue.report(name), "report", name)
    reading = held(material.contents.reading(name), "report", name)
    claims = tuple(material.contents.claims(name))
    stated = stated_row(Recorded(reading=reading, claims=claims, statements=tuple(material.contents.statements(name))))
    found = ReportFound(
        entry=entry,
        text=reading.report.text,
        claims=material.catalogue.claims_of_report(name),
        statements=stated.statements,
    )
    return answer(request, found)


@asked("/families/{name:str}", summary="One family of reports that share text")
async def family(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], name: _Name, as_of: AsOfParameter = None
) -> Response[FamilyRow]:
    """A family by its id."""
    return answer(request, held((await material_of(desk, as_of)).catalogue.family(name), "family", name))


def _relations(catalogue: Catalogue, subject: str) -> Iterator[RelationEntry]:
    """The first so many pairs of a subject, kind by kind."""
    for kind in RELATION_MARKS:
        yield from catalogue.relations_of_subject(subject, kind, most=_MOST)


HANDLERS: Final[tuple[HTTPRouteHandler, ...]] = (claim, subject, report, family)
