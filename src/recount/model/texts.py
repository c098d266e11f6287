"""Reports and their passages, words of them with their place, and inputs that could not be read."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from recount.errors import EvidenceError

PassageKind = Literal["headline", "dateline", "sentence", "quotation", "caption", "furniture"]
Sort = Literal["appeal", "donation", "comment_form", "subscription", "related_links", "menu", "credit", "legal"]
DateOrigin = Literal["given", "jsonld", "meta", "url", "text", "column"]
Refusal = Literal[
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
    "not_a_row",
    "encrypted",
    "bomb",
    "nested",
    "too_many",
    "overlapping",
    "duplicate",
    "unsafe_name",
    "link",
    "digest",
    "forbidden_address",
    "unreachable",
    "http_status",
    "redirects",
    "content_type",
    "robots",
    "too_slow",
    "out_of_memory",
    "crashed",
]


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
    `pages` are the offsets into `text`, in code points, at which the pages of a printed document begin; what has no
    pages has no such field.
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
    pages: tuple[int, ...] | UnsetType = UNSET

    def page_at(self, offset: int) -> int | None:
        """The page, counted from 1, on which the code point at `offset` is printed; None for what has no pages."""
        return None if self.pages is UNSET else bisect_right(self.pages, offset) or 1


class Passage(Struct, frozen=True, kw_only=True):
    """A stretch of a report of one kind; `sort` says which furniture; `paragraph` counts paragraphs from 0."""

    kind: PassageKind
    span: Span
    paragraph: int
    sort: Sort | None = None


class Reading(Struct, frozen=True, kw_only=True):
    """A report with its passages, which cover its text in order without overlap (white space between them aside)."""

    report: Report
    passages: tuple[Passage, ...]


class Rejected(Struct, frozen=True, kw_only=True):
    """An input that could not be read: where it came from, why, and what to do about it."""

    where: str
    reason: Refusal
    detail: str
