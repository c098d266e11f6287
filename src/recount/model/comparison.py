"""Claims side by side: what they are about, and how two of them stand to each other."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from recount.errors import EvidenceError
from recount.model.claims import Effect, Group, Scope

Facet = Literal["effect", "group", "party", "things", "place", "time", "scope"]
RelationKind = Literal[
    "agree", "overlap", "same statement", "admit", "differ", "deny", "supersedes", "subset", "copies"
]  # fmt: skip
Interest = Literal["own loss", "enemy's loss", "neither"]


class Join(Struct, frozen=True, kw_only=True):
    """Why a claim is of a subject though it is not like the first of its claims in every facet.

    `by` is the facet it differs in, ``copy`` where it was carried over from another claim of the subject, or
    ``judgement`` where a person set it there.
    """

    claim: str
    by: Facet | Literal["copy", "judgement"]
    reason: str


class Subject(Struct, frozen=True, kw_only=True):
    """What several claims are about: one effect on one group in one place, with the claims in order of date.

    `first` and `last` are the days that the harm lies between, as the claims have it (None: not stated). `conflict` is
    the war of that country and those days, by the id of ``lexicon/eras.toml``. `joins` are the claims that belong here
    by anything but equality, in their order.

    `spot` is what the place is told by, its entry in the gazetteer or its name (None beside a country: all of it);
    `since` is the day that a period, or a total that is not of the whole war, counts from.
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
    spot: str | None = None
    since: date | None = None
    first: date | None = None
    last: date | None = None
    conflict: str | None = None
    joins: tuple[Join, ...] = ()


class NearMiss(Struct, frozen=True, kw_only=True):
    """Two subjects that may be one, or be taken for one, for a person to judge: a claim of each, and what differs.

    `left` and `right` are claims, `subjects` theirs; `score` (0-1) is how alike the subjects are, 1 all but one.
    """

    left: str
    right: str
    subjects: tuple[str, str]
    differences: tuple[Facet, ...]
    reason: str
    score: float


class Relation(Struct, frozen=True, kw_only=True):
    """How two claims on one subject stand to each other, and why.

    - ``agree``: one figure is the other, or lies in it; ``overlap``: both allow some numbers, and each has others too,
      or the wider bounds the other from above alone ("up to 180").
    - ``same statement``: one figure of one side, heard twice; it corroborates nothing.
    - ``admit``: `left` owns up to a loss of its own side that its enemy puts as `right` does.
    - ``differ``: no number fits both; `gap` is how far apart they are at the nearest.
    - ``deny``: `left`, a claim or a statement (``stm:``), contests `right`.
    - ``supersedes``: `left` takes the place of `right`; ``subset``: `left` is a part of `right`.
    - ``copies``: one claim carried from report to report: `left` is the copy, and says nothing that `right` did not.

    `between` tells from where each of the two is told: a party that owns up to its ``own loss``, one that tells of its
    ``enemy's loss``, or ``neither``. An admission against interest weighs otherwise than an enemy's claim of the same.
    """

    kind: RelationKind
    subject: str
    left: str
    right: str
    reason: str
    gap: int | None = None
    between: tuple[Interest, Interest] = ("neither", "neither")


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
