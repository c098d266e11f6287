"""Where reports and claims come from: links between reports, families of copies, and what a copy changed.

Three lineages are kept apart. *Text*: one report was made from the words or the facts of another. *Claim*: two claims
are the same figure of the same source. *Utterance*: two reports quote one statement that both may have heard; that
makes neither a copy of the other.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from recount.errors import EvidenceError
from recount.model.decisions import Resolution
from recount.model.texts import Evidence, Mention

LinkKind = Literal["reprint", "edited copy", "update", "shared passage", "rewrite", "quotes the same statement"]
SignalName = Literal[
    "address", "title", "credit", "containment", "resemblance", "facts", "figures", "claims", "quotations"
]
CreditRole = Literal["text", "byline", "contributed", "republished", "copyright", "appeal", "picture", "told"]
Aspect = Literal["number", "bound", "source", "hedge", "victims", "effect", "place", "time"]


class Credit(Struct, frozen=True, kw_only=True):
    """What a report says of where its text comes from: the outlet by its usual name, and the words that say so.

    `mention` lies in the report's text; it is None where the byline, the publisher or the title says it (`words` then
    holds what stands there). Only a `told` ("told AFP") and a `picture` credit leave open whose the text is.
    """

    outlet: str
    role: CreditRole
    words: str
    mention: Mention | None
    agency: bool


class Signal(Struct, frozen=True):
    """One sign that two reports belong together: its name, its strength (0-1), and what it rests on in words."""

    name: SignalName
    value: float
    detail: str = ""


class Parallel(Struct, frozen=True):
    """What stands in two reports: the passage of each."""

    left: Evidence
    right: Evidence


class Link(Struct, frozen=True, kw_only=True):
    """Why two reports belong together: the kind, how sure it is (0-1), the signs, and the passages on both sides.

    `left` and `right` are report ids, in order of the ids; `first` is which of them came first (None: not known).
    """

    kind: LinkKind
    left: str
    right: str
    score: float
    first: Resolution[str]
    signals: tuple[Signal, ...]
    parallels: tuple[Parallel, ...]

    def __post_init__(self) -> None:
        if not self.left < self.right:
            raise EvidenceError(f"a link names two reports in order of their ids, not {self.left} and {self.right}")
        if self.first.value not in (None, self.left, self.right):
            raise EvidenceError(f"what came first is {self.left} or {self.right}, not {self.first.value}")

    @property
    def lineage(self) -> Literal["text", "utterance"]:
        """Which lineage the link is of."""
        return "utterance" if self.kind == "quotes the same statement" else "text"


class Branch(Struct, frozen=True):
    """One report of a family: what it was most likely made from (None: the root), and the link that shows it."""

    report: str
    of: str | None
    link: Link | None


class Family(Struct, frozen=True, kw_only=True):
    """Reports that share text: their tree, in order of publication, and where they come from.

    `origin` is the report that the rest were made from (None: not known). `outside` is the outlet that they credit
    where no report of the family is its own.
    """

    id: str
    branches: tuple[Branch, ...]
    origin: Resolution[str]
    outside: Credit | None = None

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the family's reports, in order of publication."""
        return tuple(branch.report for branch in self.branches)


class Change(Struct, frozen=True):
    """What a copy changed of a claim: the aspect, how the original has it, how the copy has it (None: left out)."""

    aspect: Aspect
    before: str | None
    after: str | None

    @property
    def told(self) -> str:
        """It in words.

        >>> Change("bound", "about", "at least").told, Change("hedge", "reportedly", None).told
        ('bound “about” → “at least”', 'hedge “reportedly” left out')
        """
        if self.after is None:
            return f"{self.aspect} “{self.before}” left out"
        if self.before is None:
            return f"{self.aspect} “{self.after}” put in"
        return f"{self.aspect} “{self.before}” → “{self.after}”"


class ClaimLink(Struct, frozen=True, kw_only=True):
    """One claim carried from one report to another: the ids of the original and the copy, and what changed.

    `revises` is whether the copy gives a newer figure for what the original counts: a new version, which supersedes it.
    """

    original: str
    copy: str
    score: float
    changes: tuple[Change, ...]
    revises: bool = False


class Lineage(Struct, frozen=True, kw_only=True):
    """All that is known of where some reports and their claims come from.

    `families` hold reports that share text, `utterances` links between reports that quote one statement, `claims` the
    links from claim to claim inside families; a report or a claim that nothing names stands alone.
    """

    families: tuple[Family, ...] = ()
    utterances: tuple[Link, ...] = ()
    claims: tuple[ClaimLink, ...] = ()
