"""Claims side by side: what they are about, and how two of them stand to each other."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from recount.errors import EvidenceError
from recount.model.claims import Effect, Group, Scope


class Subject(Struct, frozen=True, kw_only=True):
    """What several claims are about: one effect on one group in one place, with the claims in order of date.

    `first` and `last` are the days that the harm lies between, as the claims have it (None: not stated).
    """

    id: str
    label: str
    effect: Effect
    group: Group
    party: str | None
    place: str | None
    country: str | None
    claims: tuple[str, ...]
    scope: Scope
    first: date | None = None
    last: date | None = None


class Relation(Struct, frozen=True, kw_only=True):
    """How two claims on one subject stand to each other, and why.

    `copies` is one claim carried from report to report: `left` is the copy, and says nothing that `right` did not.
    """

    kind: Literal["agree", "differ", "deny", "subset", "supersedes", "copies"]
    subject: str
    left: str
    right: str
    reason: str


class Ground(Struct, frozen=True, kw_only=True):
    """One primary source of a subject: who states it, the claims that rest on it, and how they came to be known.

    `source` is the fullest name by which the claims know it; None where nobody is named, and `heard_by` states it on
    its own word. `heard_by` are the outlets whose own reports have it, `outlets` all that carry it, copies too; both by
    name. A report whose outlet is not known adds to neither. `claims` are ids in order of date.
    """

    source: str | None
    claims: tuple[str, ...]
    heard_by: tuple[str, ...]
    outlets: tuple[str, ...]


class Grounds(Struct, frozen=True, kw_only=True):
    """What the claims of a subject rest on; those that deny it apart.

    `reports` and `outlets` count what carries them, copies too. `sources` are the primary sources, each once however
    often it is quoted. `independent` is how many of these can be told apart by source, outlet and author at once: one
    report that quotes three people is one.

    Source: Every Casualty Worldwide, Standards for Casualty Recording (2016), on independence.
    """

    subject: str
    reports: int
    outlets: int
    sources: tuple[Ground, ...]
    independent: int

    def __post_init__(self) -> None:
        if not 0 <= self.independent <= len(self.sources):
            raise EvidenceError(
                f"{self.subject} rests on {len(self.sources)} sources, so {self.independent} are not independent"
            )
