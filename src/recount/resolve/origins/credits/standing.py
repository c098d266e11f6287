"""A report to what bears on when it came and whose it is: its house, its date, its credits, its version, its length."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Final

from msgspec import Struct

from recount.lexicon.outlets import Outlet, outlet_of
from recount.model import Credit, CreditRole, Reading
from recount.reports.reading import body
from recount.resolve.origins.credits.credits import credits_of
from recount.resolve.origins.credits.lines import heard_itself
from recount.resolve.origins.text.versions import version_of

TAKEN: Final[frozenset[CreditRole]] = frozenset({"text", "byline", "republished", "copyright", "appeal"})
"""The credits that say whose the text is."""


class Standing(Struct, frozen=True, dict=True):
    """What tells a report's place among others that share its text.

    `on` is the day it was published on, `at` the instant, `weak` whether that was read off its text or its address;
    `heard` are those of its credits whose outlet somebody spoke to, `version` what `version_of` says of it; `length`
    that of its own words in code points.
    """

    id: str
    publisher: str | None
    on: date | None
    at: datetime | None
    weak: bool
    credits: tuple[Credit, ...]
    heard: tuple[Credit, ...]
    version: int
    length: int

    @cached_property
    def house(self) -> Outlet | None:
        """The outlet that published it, where that is a known one."""
        return outlet_of(self.publisher)

    @cached_property
    def agency(self) -> bool:
        """Whether it is an agency's own: published by one that signs no other's name under it."""
        if self.house is None or not self.house.agency:
            return False
        return all(credit.outlet == self.house.name for credit in self.credits if credit.role in TAKEN)


def standing_of(reading: Reading) -> Standing:
    """The standing of a report.

    >>> from recount.reports import read_text
    >>> found = standing_of(read_text("KYIV (Reuters) - Two died.", publisher="Reuters", title="UPDATE 2-Two died"))
    >>> found.agency, found.version, found.credits[0].role
    (True, 2, 'text')
    """
    report, found = reading.report, credits_of(reading)
    return Standing(
        id=report.id,
        publisher=report.publisher,
        on=report.published_on or (report.published_at.date() if report.published_at else None),
        at=report.published_at,
        weak=report.published_from in ("text", "url"),
        credits=found,
        heard=tuple(credit for credit in found if credit.agency and _heard(report.text, credit)),
        version=version_of(report),
        length=len(body(reading)),
    )


def _heard(text: str, credit: Credit) -> bool:
    """Whether it was the outlet that somebody spoke to, or its own people who saw."""
    return credit.role == "told" and credit.mention is not None and heard_itself(text, credit.mention)
