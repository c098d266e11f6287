"""Subjects, reports, families, disputes, statements heard and matters for review: a page after the other."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final, Generic, TypeVar

from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery
from msgspec import Struct

from recount.catalogue import Matter, MatterKind, Odds, ReportEntry, SubjectEntry
from recount.errors import ChoiceError
from recount.model import Effect
from recount.publish.copies.rows import FamilyRow, HeardRow
from recount.publish.disputes import DisputeRow
from recount.web.api.answers import MOST, After, AsOfParameter, Limit, answer, asked, material_of
from recount.web.desk import Desk

T = TypeVar("T")


class Listed(Struct, Generic[T], frozen=True, kw_only=True):
    """A page of a list; `next` is the cursor of the next page (None: that was all)."""

    items: tuple[T, ...]
    next: str | None


@asked("/subjects", summary="What claims are about, what most claims are about first")
async def subjects(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    single: FromQuery[bool] = False,
    after: After = None,
    limit: Limit = MOST,
    as_of: AsOfParameter = None,
) -> Response[Listed[SubjectEntry]]:
    """Subjects of two claims or more; with `single` also those of one."""
    catalogue, start = (await material_of(desk, as_of)).catalogue, _start(after)
    return answer(request, _listed(catalogue.subjects(start, limit + 1, single=single), start, limit))


@asked("/reports", summary="Reports, the latest first")
async def reports(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    after: After = None,
    limit: Limit = MOST,
    as_of: AsOfParameter = None,
) -> Response[Listed[ReportEntry]]:
    """Every report by name, with how many claims it makes."""
    catalogue, start = (await material_of(desk, as_of)).catalogue, _start(after)
    return answer(request, _listed(catalogue.reports(start, limit + 1), start, limit))


@asked("/families", summary="Reports that share text, the largest family first")
async def families(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    after: After = None,
    limit: Limit = MOST,
    as_of: AsOfParameter = None,
) -> Response[Listed[FamilyRow]]:
    """Families of copies, each as its tree."""
    catalogue, start = (await material_of(desk, as_of)).catalogue, _start(after)
    return answer(request, _listed(catalogue.families(start, limit + 1), start, limit))


@asked("/disputes", summary="Where sources contradict, the largest gap first")
async def disputes(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    conflict: FromQuery[str | None] = None,
    effect: FromQuery[Effect | None] = None,
    party: FromQuery[str | None] = None,
    newest: FromQuery[bool] = False,
    after: After = None,
    limit: Limit = MOST,
    as_of: AsOfParameter = None,
) -> Response[Listed[DisputeRow]]:
    """Pairs of claims at odds, and denials: of a war, a harm, the side harmed; with `newest`, the newest first."""
    catalogue, start = (await material_of(desk, as_of)).catalogue, _start(after)
    odds = Odds(conflict=conflict, effect=effect, party=party, newest=newest)
    return answer(request, _listed(catalogue.disputes(start, limit + 1, odds), start, limit))


@asked("/statements", summary="Statements that several reports quote")
async def statements(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    after: After = None,
    limit: Limit = MOST,
    as_of: AsOfParameter = None,
) -> Response[Listed[HeardRow]]:
    """What several reports heard; none of them is a copy of another by that."""
    catalogue, start = (await material_of(desk, as_of)).catalogue, _start(after)
    return answer(request, _listed(catalogue.heard(start, limit + 1), start, limit))


@asked("/matters", summary="What a person should look at, the most pressing first")
async def matters(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    kind: FromQuery[MatterKind],
    after: After = None,
    limit: Limit = MOST,
    as_of: AsOfParameter = None,
) -> Response[Listed[Matter]]:
    """The review queue of a kind, as it was when the claims were last set side by side."""
    catalogue, start = (await material_of(desk, as_of)).catalogue, _start(after)
    found = islice(catalogue.matters(kind, start + 1), limit + 1)
    return answer(request, _listed(tuple(each.matter for each in found), start, limit))


def _start(after: str | None) -> int:
    """How many come before what a cursor stands for.

    Raises `ChoiceError` where it is no cursor.
    """
    if after is None:
        return 0
    if after.isascii() and after.isdecimal() and len(after) < 10:
        return int(after)
    raise ChoiceError(f"after: {after!r} is no cursor: take it from `next` of the page before")


def _listed(found: tuple[T, ...], start: int, limit: int) -> Listed[T]:
    return Listed(items=found[:limit], next=str(start + limit) if len(found) > limit else None)


HANDLERS: Final[tuple[HTTPRouteHandler, ...]] = (subjects, reports, families, disputes, statements, matters)
