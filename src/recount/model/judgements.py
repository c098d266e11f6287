"""What people judge of claims, subjects and sources; each an entry of its own, that can be withdrawn.

A judgement never takes the place of what was read: both stay, and what two reviewers disagree about is shown as such.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from recount.errors import EvidenceError

Verdict = Literal["accept", "reject", "undecided"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Corrected = Literal[
    "low", "high", "operator", "effect", "group", "party", "source", "source_kind", "source_party", "act", "modality",
    "place", "country", "lat", "lon", "from", "to", "said_on", "scope", "subset_of",
]  # fmt: skip


class Review(Struct, frozen=True, kw_only=True, tag="review"):
    """Whether a claim stands as it was read: accepted, rejected (it is no such claim), or looked at and left open."""

    claim: str
    verdict: Verdict
    note: str | None = None


class Correction(Struct, frozen=True, kw_only=True, tag="correction"):
    """What one field of a claim should be; None: not stated. Dates are ISO 8601, counts whole numbers."""

    claim: str
    field: Corrected
    value: str | int | float | None
    note: str | None = None


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
    """What somebody answers to a claim. `contact` is a salted SHA-256: the contact itself never stands in an entry."""

    claim: str
    text: str
    name: str | None = None
    contact: str | None = None
    signature: Signature | None = None


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
