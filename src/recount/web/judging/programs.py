"""What programs judge: JSON under ``/api/``, by a token or with a session."""

from __future__ import annotations

from typing import Final

from litestar import delete, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from recount.model import Correction, Grading, Merge, Rating, Review, Split
from recount.publish.judgements import judgement_rows
from recount.publish.reviewed import JudgementRow
from recount.reviewing import merge_of
from recount.web.accounts import Visitor, action_of
from recount.web.desk import Desk
from recount.web.judging.writing import (
    MOST_BYTES,
    Making,
    ReplyGiven,
    claim_id,
    judged,
    replied,
    require_seldom,
    source_named,
    taken_back,
    written,
)
from recount.web.protection import PROBLEMS, Asked, require
from recount.web.protection.buckets import Buckets
from recount.web.protection.visiting import require_same_origin

Judging = Review | Correction | Merge | Split | Rating | Grading


class Made(Struct, frozen=True, kw_only=True):
    """What stands now of what was judged, and how much of it was new to the ledger."""

    judgements: tuple[JudgementRow, ...]
    new: int


@post(
    "/api/judgements",
    action="review",
    status_code=200,
    request_max_body_size=MOST_BYTES,
    summary="Judge a claim, a subject or a source, under your name",
    tags=["recount"],
    responses=PROBLEMS,
)
async def judge_json(desk: NamedDependency[Desk], visitor: NamedDependency[Visitor], data: JSONBody[Judging]) -> Made:
    """Add a judgement; what you judged of the same matter before, it takes the place of. What stands now is given."""
    require(visitor, action_of(data))
    given = await judged(desk, visitor, _checked(data, desk))
    return Made(judgements=judgement_rows(given.judged), new=given.new)


def _checked(data: Judging, desk: Desk) -> Making:
    match data:
        case Merge(claims=claims, note=note):
            named = tuple(map(claim_id, claims))
            return lambda ledger: [merge_of(ledger, named, note)]
        case Rating(source=source, reliability=reliability, note=note):
            rating = Rating(source=source_named(desk, source), reliability=reliability, note=note)
            return lambda _: [rating]
        case _:
            return lambda _: [data]


@post(
    "/api/replies",
    action="reply",
    status_code=200,
    request_max_body_size=MOST_BYTES,
    summary="Answer a claim",
    tags=["recount"],
    responses=PROBLEMS,
)
async def reply_json(
    request: Asked,
    desk: NamedDependency[Desk],
    visitor: NamedDependency[Visitor],
    replies: NamedDependency[Buckets],
    data: JSONBody[ReplyGiven],
) -> Made:
    """Add a reply, which stands beside the claim and changes nothing of it."""
    require_same_origin(request)
    write = replied(data, visitor)
    require_seldom(visitor, replies)
    given = await written(desk, visitor, write)
    return Made(judgements=judgement_rows(given.judged), new=given.new)


@delete(
    "/api/judgements/{name:str}",
    action="withdraw",
    status_code=200,
    summary="Take a judgement of your own back",
    tags=["recount"],
    responses=PROBLEMS,
)
async def withdraw_json(desk: NamedDependency[Desk], visitor: NamedDependency[Visitor], name: FromPath[str]) -> Made:
    """Withdraw a judgement or a reply by its id (``jdg:…``), or the beginning of it. What was taken back is given."""
    given = await written(desk, visitor, taken_back((name,), None))
    return Made(judgements=judgement_rows(given.judged), new=given.new)


HANDLERS: Final[tuple[HTTPRouteHandler, ...]] = (judge_json, reply_json, withdraw_json)
