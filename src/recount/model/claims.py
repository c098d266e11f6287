"""What a report says: one count of people harmed, with its bounds, its victims, its source and what it rests on."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from recount.errors import EvidenceError
from recount.model.texts import Evidence, Mention, Span

Effect = Literal[
    "killed", "injured", "casualties", "missing", "captured", "displaced", "bodies", "affected", "destroyed"
]
Group = Literal["civilians", "combatants", "mixed", "unknown"]
SourceKind = Literal[
    "government", "military", "police", "medical", "armed_group", "un", "ngo", "media", "witness", "other"
]
Act = Literal["says", "claims", "admits", "confirms", "denies", "accuses", "estimates", "warns"]
Modality = Literal["asserted", "possible", "denied"]
Scope = Literal["incident", "period", "total", "revision"]
Standing = Literal["adverbial", "modifier", "subject", "object", "clause", "joined", "inside"]
Operator = Literal["exact", "at_least", "more_than", "at_most", "fewer_than", "about", "between", "vague"]
Field = Literal["quantity", "effect", "victims", "source", "act", "modality", "scope", "subset_of", "supersedes"]


class Quantity(Struct, frozen=True, kw_only=True):
    """A count as worded, with its bounds: ``more than 5,000`` is `low` 5000, `operator` ``more_than``.

    >>> Quantity(exact="up to 40", start=0, end=8, low=None, high=40, operator="at_most").vague
    False
    """

    exact: str
    start: int
    end: int
    low: int | None
    high: int | None
    operator: Operator
    approx: bool = False

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise EvidenceError(f"{self.exact!r} at {self.start}: low {self.low} is above high {self.high}")

    @property
    def vague(self) -> bool:
        """Whether the words give no number at all (``dozens``, ``heavy``)."""
        return self.operator == "vague"

    @property
    def span(self) -> Span:
        """The place of the words in the report."""
        return Span(self.start, self.end)


class Victims(Struct, frozen=True, kw_only=True):
    """Who was harmed, as worded (`mention` is None where the noun is left out), and which group they are of."""

    mention: Mention | None
    group: Group


class Source(Struct, frozen=True, kw_only=True):
    """Who is said to state something, as worded, and what kind of source the words show."""

    mention: Mention
    kind: SourceKind


class Hint(Struct, frozen=True):
    """What the language model heard of a place or time near a count, from code point `start` to `end`.

    How it hangs on what it shares with the count: as an ``adverbial`` ("killed in Irpin"), the ``modifier`` of a noun
    ("the attack in Irpin"), the ``subject``, an ``object``, in a ``clause`` of its own, ``joined`` by "and", or
    ``inside`` the counted phrase. ``outside``: not in what is stated; ``no place``: part of the name of a person or an
    organisation. `strength` is the model's probability.
    """

    start: int
    end: int
    kind: Standing | Literal["outside", "no place"]
    strength: float

    def touches(self, mention: Mention) -> bool:
        """Whether it was heard of any of these words."""
        return self.start < mention.end and mention.start < self.end


class Reason(Struct, frozen=True):
    """Why a field of a claim is as it is: the rule that decided, the words it rests on, how sure it is (0-1)."""

    field: Field
    rule: str
    words: Mention | None
    confidence: float


class Claim(Struct, frozen=True, kw_only=True):
    """One count of people harmed (or things destroyed), exactly as one report states it.

    `places` and `times` are the words that may say where and when the harm happened, most likely first: reading finds
    them, resolving decides. `via` is the chain of those who passed the statement on, outermost first; `said` are the
    words for when the statement was made; `speakers` are those who spoke before in the report, the last first; `hints`
    are what the language model heard of `places` and `times`, `leanings` how strongly it hears the harm at each of the
    `places` (log odds, in their order; none where it did not listen). `scope` ``revision`` is by how much a running
    total was put up or, below nought, down, and no new harm. `subset_of` is the claim that this one is a part of,
    `supersedes` the one whose figure it revises ("up from five"). `reasons` tell why each field is as it is, one a
    field; those of `subset_of` and `supersedes` are there where these are.
    """

    id: str
    report: str
    quantity: Quantity
    effect: Effect
    victims: Victims | None
    source: Source | None
    via: tuple[Source, ...]
    cue: Mention | None
    act: Act | None
    modality: Modality
    places: tuple[Mention, ...]
    times: tuple[Mention, ...]
    scope: Scope
    subset_of: str | None
    evidence: Evidence
    said: Mention | None = None
    speakers: tuple[Source, ...] = ()
    hints: tuple[Hint, ...] = ()
    leanings: tuple[float, ...] = ()
    supersedes: str | None = None
    reasons: tuple[Reason, ...] = ()
