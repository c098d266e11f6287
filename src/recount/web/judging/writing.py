"""What is judged, written into the ledger under the visitor's name, in a thread that may have to wait for others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final, TypeAlias

from anyio.to_thread import run_sync
from litestar.exceptions import TooManyRequestsException
from msgspec import Struct

from recount.errors import ChoiceError, InputError
from recount.ledger import Ledger, open_ledger
from recount.ledger.judgements import Given, id_of, judge, standing_of, withdraw
from recount.ledger.replies import reply
from recount.model import Judgement, Reply
from recount.pipeline import SOFTWARE
from recount.web.accounts import Visitor
from recount.web.desk import Desk
from recount.web.protection.buckets import Buckets

ANONYMOUS: Final = "anonymous"
"""Who the entries of replies are by that somebody left without signing in."""
PATIENCE_S: Final = 3.0
"""How long to wait for others that write before answering that the ledger is busy."""
MOST_BYTES: Final = 65_536
"""How long a request that judges may be."""
LETTERS: Final = {"text": 4000, "note": 2000, "name": 100, "contact": 200}
"""How many letters each of these may have."""
Making: TypeAlias = "Callable[[Ledger], Iterable[Judgement]]"


class ReplyGiven(Struct, frozen=True, kw_only=True):
    """What somebody answers to the claim of that id. `contact` is never published and stands in no entry."""

    claim: str
    text: str
    name: str | None = None
    contact: str | None = None


async def judged(desk: Desk, visitor: Visitor, make: Making) -> Given:
    """Judge what `make` makes, all or nothing, under the visitor's name."""
    return await written(desk, visitor, lambda ledger: judge(ledger, make(ledger), SOFTWARE))


async def written(desk: Desk, visitor: Visitor, write: Callable[[Ledger], Given]) -> Given:
    """Write into the ledger in a thread of its own, which may have to wait for others that write."""
    given = await run_sync(partial(_write, desk.where, visitor.name or ANONYMOUS, write))
    desk.look_again()
    return given


def _write(where: str, who: str, write: Callable[[Ledger], Given]) -> Given:
    with open_ledger(where, create=False, who=who, patience=PATIENCE_S) as ledger:
        return write(ledger)


def taken_back(ids: Sequence[str], note: str | None) -> Callable[[Ledger], Given]:
    """What takes judgements of the visitor's own back, by their ids; what was taken back is given."""

    def take(ledger: Ledger) -> Given:
        return Given(judged=withdraw(ledger, ids, SOFTWARE, note), new=len(ids))

    return take


def replied(given: ReplyGiven, visitor: Visitor) -> Callable[[Ledger], Given]:
    """What adds a reply. Of those who are not signed in the same words count once, and their contact stays theirs.

    Raises `InputError` where it is too long, `EvidenceError` where it says nothing.
    """
    for name, letters in LETTERS.items():
        short(name, getattr(given, name, None), letters)
    answer = Reply(claim=claim_id(given.claim), text=given.text.strip(), name=given.name or visitor.name)

    def add(ledger: Ledger) -> Given:
        name = id_of(ledger.who, answer)
        if visitor.name is None and ledger.latest("reply", name) is not None:
            return Given(judged=standing_of(ledger, [name]), new=0)
        return reply(ledger, answer, SOFTWARE, given.contact)

    return add


def short(name: str, told: str | None, letters: int) -> str | None:
    """The text, without spaces around it; None where there is none."""
    if told is None or not told.strip():
        return None
    if len(told) > letters or "\0" in told:
        raise InputError(f"{name}: up to {letters:,} letters will do, these are {len(told):,}: shorten it")
    return told.strip()


def require_seldom(visitor: Visitor, replies: Buckets) -> None:
    """Raise 429 where somebody who is not signed in replies more than five times, and then once in two minutes."""
    if visitor.name is None and (wait := replies.take(visitor.key)):
        raise TooManyRequestsException(
            f"more replies than one reader may leave: try again in {wait} s", headers={"Retry-After": str(wait)}
        )


def bucket_of_replies() -> Buckets:
    """How often somebody who is not signed in may reply."""
    return Buckets(size=5, per_minute=0.5)


def claim_id(told: str) -> str:
    """The id of a claim as given; raises `ChoiceError` where it is the id of none."""
    if not told.startswith("clm:"):
        raise ChoiceError(f"{told!r} is no id of a claim: it begins with clm:")
    return told


def claims_of(desk: Desk, subject: str) -> tuple[str, ...]:
    """The claims of the subject of that id; raises `ChoiceError` where there is none such."""
    material = desk.material()
    found = material.catalogue.subject(subject) if material else None
    if found is None:
        raise ChoiceError(f"no subject has the id {subject!r}, or no longer: load the page anew")
    return found.subject.claims


def source_named(desk: Desk, wanted: str) -> str:
    """A source as claims name it; raises `ChoiceError` where none does."""
    material = desk.material()
    names = material.catalogue.columns.facets["source"].values if material else ()
    for name in names:
        if name.casefold() == wanted.casefold():
            return name
    raise ChoiceError(f"no claim has a source named {wanted!r}")
