"""All records of the journey and their invariants; this module imports nothing of recount but its errors.

Offsets are half-open code points into `Report.text`. A name ending in ``_at`` is an instant in UTC, one ending in
``_on`` a calendar date, one ending in ``_km`` a distance. *None* means not stated, never zero.

The meaning of a claim's fields is told in ``docs/codebook.md``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from msgspec import Struct, field

from recount.errors import EvidenceError

Effect = Literal[
    "killed", "injured", "casualties", "missing", "captured", "displaced", "bodies", "affected", "destroyed"
]
Group = Literal["civilians", "combatants", "mixed", "unknown"]
SourceKind = Literal[
    "government", "military", "police", "medical", "armed_group", "un", "ngo", "media", "witness", "other"
]
Act = Literal["says", "claims", "admits", "confirms", "denies", "accuses", "estimates", "warns"]
Modality = Literal["asserted", "possible", "denied"]
Scope = Literal["incident", "period", "total"]
Operator = Literal["exact", "at_least", "more_than", "at_most", "fewer_than", "about", "between", "vague"]
PassageKind = Literal["headline", "dateline", "sentence", "quotation", "caption", "furniture"]
Sort = Literal["appeal", "donation", "comment_form", "subscription", "related_links", "menu", "credit", "legal"]
DateOrigin = Literal["given", "jsonld", "meta", "url", "text"]
Reason = Literal[
    "missing",
    "unreadable",
    "empty",
    "binary",
    "encoding",
    "too_large",
    "too_deep",
    "not_json",
    "not_a_report",
    "not_a_feed",
    "no_text",
]

T = TypeVar("T")


class Span(Struct, frozen=True, order=True):
    """A half-open stretch of a report's text, in code points.

    >>> Span(3, 8).overlaps(Span(7, 9))
    True
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise EvidenceError(f"a span must run forwards from 0 or later, not {self.start} to {self.end}")

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The words of `text` that this span covers."""
        return text[self.start : self.end]


class Mention(Struct, frozen=True):
    """Words of a report with their place: ``text[start:end] == exact``."""

    exact: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.exact):
            raise EvidenceError(f"{self.exact!r} is {len(self.exact)} code points long, not {self.end - self.start}")

    @property
    def span(self) -> Span:
        """The place of the words in the report."""
        return Span(self.start, self.end)

    @classmethod
    def at(cls, text: str, start: int, end: int) -> Mention:
        """The mention of the words of `text` from `start` to `end`.

        >>> Mention.at("at least 12 dead", 0, 11)
        Mention(exact='at least 12', start=0, end=11)
        """
        return cls(text[start:end], start, end)


class Evidence(Struct, frozen=True):
    """A passage as W3C TextPositionSelector (`start`, `end`) and TextQuoteSelector (`exact`, `prefix`, `suffix`).

    Source: W3C Web Annotation Data Model, sections 4.2.4 and 4.2.5.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    @classmethod
    def at(cls, text: str, start: int, end: int, context: int = 32) -> Evidence:
        """The evidence that `text` holds from `start` to `end`, with up to `context` code points either side.

        >>> Evidence.at("A. Twelve died. B.", 3, 15, context=3)
        Evidence(start=3, end=15, exact='Twelve died.', prefix='A. ', suffix=' B.')
        """
        return cls(start, end, text[start:end], text[max(0, start - context) : start], text[end : end + context])


class Report(Struct, frozen=True, kw_only=True):
    """One report as read: its text, and what is known of who published it and when.

    `published_on` is the day on the publisher's own clock, `published_at` the instant where it is known;
    `published_from` says where the date was found. `digest` is the SHA-256 of the bytes the report came from.
    """

    id: str
    url: str | None
    publisher: str | None
    title: str | None
    byline: str | None
    published_on: date | None
    published_at: datetime | None
    published_from: DateOrigin | None
    fetched_at: datetime | None
    language: str | None
    text: str
    digest: str


class Passage(Struct, frozen=True, kw_only=True):
    """A stretch of a report of one kind; `sort` says which furniture; `paragraph` counts paragraphs from 0."""

    kind: PassageKind
    span: Span
    paragraph: int
    sort: Sort | None = None


class Rejected(Struct, frozen=True, kw_only=True):
    """An input that could not be read: where it came from, why, and what to do about it."""

    where: str
    reason: Reason
    detail: str


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

    ``under``: it stands in a clause below the count's own; ``outside``: not in what is stated; ``no place``: it is
    part of the name of a person or an organisation. `strength` is the model's probability.
    """

    start: int
    end: int
    kind: Literal["under", "outside", "no place"]
    strength: float

    def touches(self, mention: Mention) -> bool:
        """Whether it was heard of any of these words."""
        return self.start < mention.end and mention.start < self.end


class Claim(Struct, frozen=True, kw_only=True):
    """One count of people harmed (or things destroyed), exactly as one report states it.

    `places` and `times` are the words that may say where and when the harm happened, most likely first: reading finds
    them, resolving decides. `via` is the chain of those who passed the statement on, outermost first; `said` are the
    words for when the statement was made; `speakers` are those who spoke before in the report, the last first; `hints`
    are what the language model heard of `places` and `times`.
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


class Resolution(Struct, Generic[T], frozen=True, kw_only=True):
    """A decision: its value (None: unresolved), the rule that made it, its confidence 0-1, what else was possible."""

    value: T | None
    method: str
    confidence: float
    candidates: tuple[str, ...] = ()


class Speaker(Struct, frozen=True, kw_only=True):
    """Who a source is: the fullest name in the report, the kind, and the words that name them there."""

    name: str
    kind: SourceKind
    mention: Mention


class Place(Struct, frozen=True, kw_only=True):
    """Where: the name the report uses, its words, the country (ISO 3166 alpha-2), and WGS 84 degrees where known.

    `precision` is UCDP's where_prec: 1 exact, 3 district, 4 province, 6 country (None where unknown).
    """

    name: str
    mention: Mention
    country: str | None
    lat: float | None
    lon: float | None
    precision: int | None


class Interval(Struct, frozen=True, kw_only=True):
    """When: first and last day, inclusive, and the words that say so (None where it is only inferred)."""

    first: date = field(name="from")
    last: date = field(name="to")
    mention: Mention | None

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise EvidenceError(f"an interval must run forwards, not from {self.first} to {self.last}")


class Resolutions(Struct, frozen=True, kw_only=True):
    """All that was decided about one claim."""

    claim: str
    source: Resolution[Speaker]
    party: Resolution[str]
    place: Resolution[Place]
    time: Resolution[Interval]
    said_on: date | None


class ResolvedClaim(Struct, frozen=True, kw_only=True):
    """A claim as worded, with what was decided about it."""

    claim: Claim
    resolutions: Resolutions


class Run(Struct, frozen=True, kw_only=True):
    """One run of the software over some inputs: what did the reading, and which language model listened."""

    software: str
    started_at: datetime
    inputs: tuple[str, ...]
    model: str | None = None


class Subject(Struct, frozen=True, kw_only=True):
    """What several claims are about: one effect on one group in one place, with the claims in order of date."""

    id: str
    label: str
    effect: Effect
    group: Group
    party: str | None
    place: str | None
    country: str | None
    claims: tuple[str, ...]


class Relation(Struct, frozen=True, kw_only=True):
    """How two claims on one subject stand to each other, and why."""

    kind: Literal["agree", "differ", "deny", "subset"]
    subject: str
    left: str
    right: str
    reason: str


class Reading(Struct, frozen=True, kw_only=True):
    """A report with its passages, which cover its text in order without overlap (white space between them aside)."""

    report: Report
    passages: tuple[Passage, ...]


class Recorded(Struct, frozen=True, kw_only=True):
    """A report as read, with every claim found in it: what one input becomes where it is not `Rejected`."""

    reading: Reading
    claims: tuple[ResolvedClaim, ...]
