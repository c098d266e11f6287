"""One claim, subject, report or family by its id."""

from __future__ import annotations

from typing import Annotated, Any, Final

from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter
from msgspec import Struct

from recount.catalogue import ClaimEntry, RelationEntry, ReportEntry, SubjectEntry
from recount.pipeline import explain
from recount.publish.copies.rows import FamilyRow
from recount.publish.explanation import DecisionRow
from recount.web.api.answers import AsOfParameter, answer, asked, held, material_of
from recount.web.desk import Desk

_Name = Annotated[str, PathParameter(max_length=100, description="The whole id.")]


class ClaimFound(Struct, frozen=True, kw_only=True):
    """A claim, why its fields are as they are, and how it stands to others."""

    entry: ClaimEntry
    decisions: tuple[DecisionRow, ...]
    relations: tuple[RelationEntry, ...]


class SubjectFound(Struct, frozen=True, kw_only=True):
    """A subject with its claims, in order of date, and how they stand to each other: the first thousand of both."""

    entry: SubjectEntry
    claims: tuple[ClaimEntry, ...]
    relations: tuple[RelationEntry, ...]


class ReportFound(Struct, frozen=True, kw_only=True):
    """A report as it was read, with its claims in the order of its text."""

    entry: ReportEntry
    text: str
    claims: tuple[ClaimEntry, ...]


_MOST: Final = 1000


@asked("/claims/{name:str}", summary="One claim, with why it is as it is")
async def claim(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], name: _Name, as_of: AsOfParameter = None
) -> Response[ClaimFound]:
    """A claim by its id."""
    material = await material_of(desk, as_of)
    entry = held(material.catalogue.claim(name), "claim", name)
    found = ClaimFound(
        entry=entry,
        decisions=explain(material.contents, name).decisions,
        relations=material.catalogue.relations_of_claim(name),
    )
    return answer(request, found)


@asked("/subjects/{name:str}", summary="One subject, with its claims side by side")
async def subject(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], name: _Name, as_of: AsOfParameter = None
) -> Response[SubjectFound]:
    """A subject by its id."""
    catalogue = (await material_of(desk, as_of)).catalogue
    entry = held(catalogue.subject(name), "subject", name)
    found = SubjectFound(
        entry=entry,
        claims=catalogue.claims(entry.subject.claims[:_MOST]),
        relations=tuple(
            each
            for kind in catalogue.relation_counts(name)
            for each in catalogue.relations_of_subject(name, kind, most=_MOST)
        )[:_MOST],
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
    found = ReportFound(entry=entry, text=reading.report.text, claims=material.catalogue.claims_of_report(name))
    return answer(request, found)


@asked("/families/{name:str}", summary="One family of reports that share text")
async def family(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], name: _Name, as_of: AsOfParameter = None
) -> Response[FamilyRow]:
    """A family by its id."""
    return answer(request, held((await material_of(desk, as_of)).catalogue.family(name), "family", name))


HANDLERS: Final[tuple[HTTPRouteHandler, ...]] = (claim, subject, report, family)
