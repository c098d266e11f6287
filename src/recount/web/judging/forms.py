"""The forms of the pages that judge: what each says, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar
from urllib.parse import urlencode

import msgspec
from litestar import Response, post
from litestar.datastructures import FormMultiDict
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from recount.errors import EvidenceError, InputError
from recount.model import Grading, Judged, Rating, Review, Split
from recount.reviewing import CORRECTED, correction_of, merge_of
from recount.site.routing import QUEUE
from recount.web.accounts import Visitor
from recount.web.desk import Desk
from recount.web.judging.writing import (
    LETTERS,
    MOST_BYTES,
    Making,
    ReplyGiven,
    claim_id,
    claims_of,
    judged,
    replied,
    require_seldom,
    short,
    source_named,
    taken_back,
    written,
)
from recount.web.protection import Asked
from recount.web.protection.buckets import Buckets
from recount.web.protection.signing_in import own_path
from recount.web.protection.visiting import require_same_origin

J = TypeVar("J", Review, Rating, Grading)


class Form:
    """The fields of a form, read strictly: what it must say and does not is refused."""

    def __init__(self, told: FormMultiDict, desk: Desk) -> None:
        self._told, self._desk = told, desk

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a field, without empty ones."""
        return tuple(each.strip() for each in self._told.getall(name, []) if isinstance(each, str) and each.strip())

    def text(self, name: str) -> str | None:
        """The value of a field that may be left out."""
        return short(name, next(iter(self.all(name)), None), LETTERS.get(name, 200))

    def one(self, name: str) -> str:
        """The value of a field that must be there."""
        found = self.text(name)
        if found is None:
            raise InputError(f"the form says no {name}: load the page anew and send it again")
        return found

    def raw(self, name: str) -> str | None:
        """The value of a field as sent, empty too; None where it was not sent."""
        found = self._told.get(name)
        return found if isinstance(found, str) else None

    def claims(self) -> tuple[str, ...]:
        """The claims named, by id; of a subject named all its claims."""
        named = [claim_id(each) for each in self.all("claim")]
        subjects = [claim for each in self.all("subject") for claim in claims_of(self._desk, each)]
        if not named and not subjects:
            raise InputError("the form names no claim and no subject: load the page anew and send it again")
        return (*named, *subjects)

    def firsts(self) -> tuple[str, ...]:
        """The claims named, by id, and of each subject named the first."""
        return (*map(claim_id, self.all("claim")), *(claims_of(self._desk, each)[0] for each in self.all("subject")))

    def first(self) -> str:
        """The claim named, by id, or the first of the subject named."""
        return next(iter(self.firsts() or (claim_id(self.one("claim")),)))

    def source(self) -> str:
        """The source named, as claims name it."""
        return source_named(self._desk, self.one("source"))


def _reviews(form: Form) -> Making:
    verdict, note = form.one("verdict"), form.text("note")
    made = [_of(Review, claim=each, verdict=verdict, note=note) for each in form.claims()]
    return lambda _: made


def _corrections(form: Form) -> Making:
    """A field and a value; or fields by their names, of which those count that are not as they were (``was-low``)."""
    claim, note = claim_id(form.one("claim")), form.text("note")
    told = [(field, value) for field in CORRECTED if (value := form.raw(field)) is not None]
    changed = [(field, value) for field, value in told if value.strip() != (form.raw(f"was-{field}") or "").strip()]
    if field := form.text("field"):
        changed.append((field, form.raw("value") or ""))
    if not changed:
        raise InputError("nothing is corrected: change a field before sending the form")
    return lambda ledger: [correction_of(ledger, claim, field, value, note) for field, value in changed]


def _merges(form: Form) -> Making:
    claims, note = form.firsts(), form.text("note")
    return lambda ledger: [merge_of(ledger, claims, note)]


def _splits(form: Form) -> Making:
    made = Split(claims=tuple(dict.fromkeys(form.claims())), note=form.text("note"))
    return lambda _: [made]


def _ratings(form: Form) -> Making:
    made = _of(Rating, source=form.source(), reliability=form.one("reliability").upper(), note=form.text("note"))
    return lambda _: [made]


def _gradings(form: Form) -> Making:
    made = _of(Grading, claim=form.first(), grade=form.one("grade"), note=form.text("note"))
    return lambda _: [made]


def _of(kind: type[J], **told: object) -> J:
    """A judgement of these fields; raises `EvidenceError` where one cannot be that."""
    try:
        return msgspec.convert(told, kind)
    except msgspec.ValidationError as error:
        raise EvidenceError(str(error)) from error


def _form_handler(action: str, making: Callable[[Form], Making]) -> HTTPRouteHandler:
    @post(f"/judge/{action}", action=action, include_in_schema=False, request_max_body_size=MOST_BYTES)
    async def handle(request: Asked, desk: NamedDependency[Desk], visitor: NamedDependency[Visitor]) -> Response[bytes]:
        told = await request.form()
        given = await judged(desk, visitor, making(Form(told, desk)))
        return _led_back(told, given.judged)

    return handle


@post("/judge/withdraw", action="withdraw", include_in_schema=False, request_max_body_size=MOST_BYTES)
async def withdraw_form(
    request: Asked, desk: NamedDependency[Desk], visitor: NamedDependency[Visitor]
) -> Response[bytes]:
    """Take judgements of the visitor's own back."""
    told = await request.form()
    form = Form(told, desk)
    ids = form.all("id") or (form.one("id"),)
    await written(desk, visitor, taken_back(ids, form.text("note")))
    return _led_back(told, ())


@post("/judge/reply", action="reply", include_in_schema=False, request_max_body_size=MOST_BYTES)
async def reply_form(
    request: Asked, desk: NamedDependency[Desk], visitor: NamedDependency[Visitor], replies: NamedDependency[Buckets]
) -> Response[bytes]:
    """Answer a claim, signed in or, where the workbench is open for that, not."""
    require_same_origin(request)
    told = await request.form()
    form = Form(told, desk)
    given = ReplyGiven(
        claim=form.one("claim"), text=form.one("text"), name=form.text("name"), contact=form.text("contact")
    )
    write = replied(given, visitor)
    require_seldom(visitor, replies)
    await written(desk, visitor, write)
    return _led_back(told, ())


def _led_back(told: FormMultiDict, made: Iterable[Judged]) -> Response[bytes]:
    """The way back to the page that the form names, if it is one of ours; to the queue with what was judged."""
    wanted = told.get("next")
    path = own_path(wanted if isinstance(wanted, str) else f"/{QUEUE}")
    done = [each.id for each in made]
    if done and path.partition("?")[0] == f"/{QUEUE}":
        path += f"{'&' if '?' in path else '?'}{urlencode({'done': done}, doseq=True)}"
    return Response(b"", status_code=303, headers={"Location": path, "Cache-Control": "no-store"})


def handlers() -> tuple[HTTPRouteHandler, ...]:
    """The handlers of all forms."""
    forms = {
        "review": _reviews,
        "correct": _corrections,
        "merge": _merges,
        "split": _splits,
        "rate": _ratings,
        "grade": _gradings,
    }
    made = (_form_handler(action, making) for action, making in forms.items())
    return (*made, withdraw_form, reply_form)
