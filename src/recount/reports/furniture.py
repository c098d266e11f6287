"""A paragraph or sentence to the sort of furniture it is: appeals, donations, comment forms, buttons, links, notices.

Furniture is known by its words (``lexicon/furniture.toml``), never by guessing at style, so that no sentence of a
report is lost: a paragraph that no list knows is part of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from msgspec import Struct, structs

from recount.lexicon import load
from recount.model import Sort, Span
from recount.reports.quotations import unquoted

# In order of precedence: an appeal for money is an appeal too.
_SORTS: tuple[Sort, ...] = (
    "donation",
    "appeal",
    "comment_form",
    "subscription",
    "related_links",
    "menu",
    "credit",
    "legal",
)
_REMEMBERED, _LONGEST_REMEMBERED = 1 << 12, 300
_LONGEST_OPENING = 45
_LONGEST_PHRASE = 70
_EDGES = " \t\n\u00a0.,:;!?…*|>»«<→←›‹•·–—-_()[]{}#+&▼▲\"“”'"


class _List(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    lines: tuple[str, ...]
    openings: tuple[str, ...]
    phrases: tuple[str, ...]
    causes: tuple[str, ...] = ()


class _Furniture(Struct, frozen=True, forbid_unknown_fields=True):
    appeal: _List
    donation: _List
    comment_form: _List
    subscription: _List
    related_links: _List
    menu: _List
    credit: _List
    legal: _List


class _Rules(Struct, frozen=True):
    """The lists turned round: a line to its sort, and patterns with a group a sort."""

    lines: dict[str, Sort]
    openings: re.Pattern[str]
    phrases: re.Pattern[str]
    leading: re.Pattern[str]
    headings: re.Pattern[str]


def sort_of_line(text: str) -> Sort | None:
    """The sort of furniture that a whole paragraph is, by being nothing but a known line.

    >>> sort_of_line("Leave a Reply")
    'comment_form'
    >>> sort_of_line("Two people died.") is None
    True
    """
    return _sorts_of(text)[0] if len(text) <= _LONGEST_REMEMBERED else _sort_of_line(text)


def _sort_of_line(text: str) -> Sort | None:
    return _rules().lines.get(_plain(text).strip(_EDGES))


@lru_cache(_REMEMBERED)
def _sorts_of(text: str) -> tuple[Sort | None, Sort | None]:
    """The sorts of a short paragraph as a line and as a sentence: the same stands on all pages of a site."""
    return _sort_of_line(text), _sort_of_sentence(text)


def sort_of_sentence(text: str) -> Sort | None:
    """The sort of furniture that a sentence or short paragraph is, by its opening or by words outside quotation marks.

    >>> sort_of_sentence("If you would like to donate, our fund page is here.")
    'donation'
    >>> sort_of_sentence("“Sign up for our army,” the poster said.") is None
    True
    """
    return _sorts_of(text)[1] if len(text) <= _LONGEST_REMEMBERED else _sort_of_sentence(text)


def _sort_of_sentence(text: str) -> Sort | None:
    plain = _plain(unquoted(text)).strip()
    words = plain.count(" ") + 1
    if words > _LONGEST_PHRASE:
        return None
    match = _rules().phrases.search(plain)
    if match is None and words <= _LONGEST_OPENING:
        match = _rules().openings.match(plain)
    return None if match is None else _SORTS[int(str(match.lastgroup)[1:])]


def leads_to_appeal(text: str) -> bool:
    """Whether a sentence before an appeal belongs with it: outside quotation marks it says *we* or names the cause.

    >>> leads_to_appeal("Now we are renewing it"), leads_to_appeal("Ten died.")
    (True, False)
    """
    return _rules().leading.search(_plain(unquoted(text))) is not None


def headings_of_links(text: str, span: Span) -> list[int]:
    """Where a heading over links to other reports stands among running words, in code points, in order.

    Only headings of several words, each with a capital, as a page that lost its line breaks has them.

    >>> text = "Source: agencies Related News Ten things to know"
    >>> [text[at:] for at in headings_of_links(text, Span(0, len(text)))]
    ['Related News Ten things to know']
    """
    return [match.start() for match in _rules().headings.finditer(text, span.start, span.end)]


@cache
def _rules() -> _Rules:
    lists = load("furniture", _Furniture)
    by_sort = {sort: structs.asdict(lists)[sort] for sort in _SORTS}
    return _Rules(
        lines={_plain(line).strip(_EDGES): sort for sort in _SORTS for line in by_sort[sort].lines},
        openings=_any_of(by_sort[sort].openings for sort in _SORTS),
        phrases=_any_of(by_sort[sort].phrases for sort in _SORTS),
        leading=_any_of([("we", "our", "us", *lists.appeal.causes)]),
        headings=_any_of(
            [
                tuple(
                    line.title()
                    for line in lists.related_links.lines
                    if line.replace(" ", "").isalpha() and " " in line
                )
            ]
        ),
    )


def _any_of(lists: Iterable[Iterable[str]]) -> re.Pattern[str]:
    """A pattern for any phrase of the lists, a group a list, at the edges of words where a phrase ends in a letter."""
    groups = (
        f"(?P<g{number}>"
        + "|".join(re.escape(word) + (r"(?!\w)" if word[-1].isalpha() else "") for word in words)
        + ")"
        for number, words in enumerate(lists)
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(groups) + ")")


def _plain(text: str) -> str:
    """Lower case, straight apostrophes, single spaces."""
    return " ".join(text.lower().replace("’", "'").split())
