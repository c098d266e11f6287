"""What people judge of claims, subjects and sources; each an entry of its own, that can be withdrawn.

A judgement never takes the place of what was read: both stay, and what two reviewers disagree about is shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Final, Literal, get_args

import msgspec
from msgspec import Meta, Struct

from recount.errors import EvidenceError
from recount.model.claims import Act, Effect, Group, Modality, Operator, Scope, SourceKind

Verdict = Literal["accept", "reject", "undecided"]
Standpoint = Literal["accepted", "rejected", "disputed", "original rejected"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Corrected = Literal[
    "low", "high", "operator", "effect", "group", "party", "source", "source_kind", "source_party", "act", "modality",
    "place", "country", "lat", "lon", "from", "to", "said_on", "scope", "subset_of",
]  # fmt: skip
_Count = int | None
_Words = Annotated[str, Meta(pattern=r"\S")] | None
_VALUES: Final[Mapping[Corrected, object]] = {
    "low": _Count,
    "high": _Count,
    "operator": Operator,
    "effect": Effect,
    "group": Group,
    "party": _Words,
    "source": _Words,
    "source_kind": SourceKind,
    "source_party": _Words,
    "act": Act | None,
    "modality": Modality,
    "place": _Words,
    "country": Annotated[str, Meta(pattern=r"^[A-Z]{2}$")] | None,
    "lat": Annotated[float, Meta(ge=-90, le=90)] | None,
    "lon": Annotated[float, Meta(ge=-180, le=180)] | None,
    "from": date | None,
    "to": date | None,
    "said_on": date | None,
    "scope": Scope,
    "subset_of": Annotated[str, Meta(pattern="^clm:")] | None,
}


def choices(field: Corrected) -> tuple[str, ...]:
    """The words that a field is corrected to one of; none where it takes a number, a date or a name.

    >>> choices("modality"), choices("low")
    (('asserted', 'possible', 'denied'), ())
    """
    kinds = (_VALUES[field], *get_args(_VALUES[field]))
    return next(
        (words for kind in kinds if (words := get_args(kind)) and all(isinstance(one, str) for one in words)), ()
    )


class Review(Struct, frozen=True, kw_only=True, tag="review"):
    """Whether a claim stands as it was read: accepted, rejected (it is no such claim), or looked at and left open."""

    claim: str
    verdict: Verdict
    note: str | None = None


class Correction(Struct, frozen=True, kw_only=True, tag="correction"):
    """What one field of a claim should be; None: not stated. Dates are ISO 8601, counts whole numbers.

    >>> Correction(claim="clm:1", field="effect", value="dead")
    Traceback (most recent call last):
    recount.errors.EvidenceError: effect cannot be 'dead': it is killed, injured, casualties, missing, captured, \
displaced, bodies, affected or destroyed
    """

    claim: str
    field: Corrected
    value: str | int | float | None
    note: str | None = None

    def __post_init__(self) -> None:
        kind = _VALUES[self.field]
        try:
            msgspec.convert(self.value, kind)
        except msgspec.ValidationError as error:
            *most, last = get_args(kind) if all(isinstance(one, str) for one in get_args(kind)) else ("", "")
            why = f"it is {', '.join(most)} or {last}" if last else str(error)
            raise EvidenceError(f"{self.field} cannot be {self.value!r}: {why}") from error


class Merge(Struct, frozen=True, kw_only=True, tag="merge"):
    """The subjects that these claims are about are one."""

    claims: tuple[str, ...]
    note: str | None = None

    def __post_init__(self) -> None:
        if len(set(self.claims)) < len(self.claims) or len(self.claims) < 2:
            raise EvidenceError("a merge names two claims or more, each once")


class Split(Struct, frozen=True, kw_only=True, tag="split"):
    """These claims are about something of their own, apart from the subject they were set in."""

    claims: tuple[str, ...]
    note: str | None = None

    def __post_init__(self) -> None:
        if len(set(self.claims)) < len(self.claims) or not self.claims:
            raise EvidenceError("a split names one claim or more, each once")


class Rating(Struct, frozen=True, kw_only=True, tag="rating"):
    """How far a source, by its name, can be relied on: A completely, B usually, C fairly, D seldom, E not, F unknown.

    Source: NATO STANAG 2511, reliability of sources.
    """

    source: str
    reliability: Reliability
    note: str | None = None

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise EvidenceError("a rating names a source")


class Grading(Struct, frozen=True, kw_only=True, tag="grading"):
    """How well founded the subject is that this claim is about, in Airwars' five grades."""

    claim: str
    grade: Grade
    note: str | None = None


class Signature(Struct, frozen=True, kw_only=True):
    """An Ed25519 signature and the public key that checks it, both in base64."""

    key: str
    value: str


class Reply(Struct, frozen=True, kw_only=True, tag="reply"):
    """What somebody answers to a claim, under a name or none.

    `contact` is a salted SHA-256: how to reach them never stands in an entry.
    """

    claim: str
    text: str
    name: str | None = None
    contact: str | None = None
    signature: Signature | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise EvidenceError("a reply says something: its text is empty")


class Withdrawal(Struct, frozen=True, kw_only=True, tag="withdrawal"):
    """Whoever made a judgement takes it back."""

    note: str | None = None


Judgement = Review | Correction | Merge | Split | Rating | Grading | Reply


class Judged(Struct, frozen=True, kw_only=True):
    """A judgement that stands: its id, who made it, when (UTC), and the number of its entry."""

    id: str
    who: str
    at: datetime
    seq: int
    judgement: Judgement


class Turn(Struct, frozen=True, kw_only=True):
    """One turn in the history of a judgement: made, made otherwise by the same person, or withdrawn.

    `id` is the judgement's, the same through all its turns; `stands` is whether this is what it says now.
    """

    id: str
    who: str
    at: datetime
    seq: int
    said: Judgement | Withdrawal
    stands: bool


class Position(Struct, frozen=True, kw_only=True):
    """What some hold of a matter that others see otherwise, in words; nobody in `who`: as it was read."""

    what: str
    who: tuple[str, ...]


class Disagreement(Struct, frozen=True, kw_only=True):
    """A matter that people judge differently: a claim's ``verdict``, a field of it, a source's ``reliability``, ...

    `claims` are those that it is about, `source` is the one that is rated. `reason` tells what follows.
    """

    matter: str
    claims: tuple[str, ...]
    positions: tuple[Position, ...]
    reason: str
    source: str | None = None


class Assessment(Struct, frozen=True, kw_only=True):
    """What all judgements of one claim come to.

    `review` is ``disputed`` where some accept and some reject it, ``original rejected`` where it is a copy of one that
    is rejected, None where nobody accepted or rejected it. `corrected` are the fields that people corrected, `disputed`
    those that they would correct differently, so that they stay as read.
    """

    claim: str
    review: Standpoint | None = None
    corrected: tuple[Corrected, ...] = ()
    disputed: tuple[Corrected, ...] = ()
    replies: int = 0
