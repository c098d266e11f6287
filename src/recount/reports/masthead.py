"""The opening lines of a plain-text report to what they say of it: who published it, who wrote it, and when.

A masthead follows the headline: a byline, a publisher, a date, each on a short line without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from recount.lexicon.outlets import namings, outlet_of
from recount.model import Span
from recount.reports.dates import read_stamp

_LINES, _LONGEST = 3, 120
_BYLINE = re.compile(r"(?:By|Compiled by|Reported by|Written by)\s+(?P<who>.+)", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*", re.IGNORECASE)
_DATE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}|\d{4}-\d\d-\d\d)"
)


class Masthead(Struct, frozen=True):
    """What the lines after a headline say; `lines` are their spans, None and empty where there is no masthead."""

    publisher: str | None = None
    byline: str | None = None
    published_on: date | None = None
    lines: tuple[Span, ...] = ()


def read_masthead(text: str, paragraphs: Sequence[Span]) -> Masthead:
    """The masthead in the first paragraphs after a headline.

    >>> text = "By Our Correspondent, The Harbour Gazette\\n17 March 2022\\nShelling killed ten people."
    >>> found = read_masthead(text, [Span(0, 41), Span(42, 55), Span(56, 82)])
    >>> found.publisher, found.byline, found.published_on, len(found.lines)
    ('The Harbour Gazette', 'Our Correspondent', datetime.date(2022, 3, 17), 2)
    """
    publisher = agency = byline = published_on = None
    lines: list[Span] = []
    for span in paragraphs[:_LINES]:
        line = span.of(text)
        if len(line) > _LONGEST or line.rstrip().endswith((".", "!", "?", ":")):
            break
        written = _DATE.search(line)
        stamp = read_stamp(_WEEKDAY.sub("", written.group())) if written else None
        rest = (line[: written.start()] + line[written.end() :] if written and stamp else line).strip(" ,|-–—\t")
        signed = _BYLINE.fullmatch(rest)
        if stamp is None and signed is None:
            break
        published_on = published_on or (stamp.on if stamp else None)
        who, _, house = signed["who"].partition(", ") if signed else ("", "", rest)
        if signed and any(one.outlet.agency for one in namings(house)):
            # "Associated Press Writer" is how papers sign an agency's people; where no paper is named, it is its own
            agency = agency or (house if outlet_of(house) else None)
            who, house = who if outlet_of(house) else signed["who"], ""
        byline = byline or who or None
        publisher = publisher or house.removeprefix("for ") or None
        lines.append(span)
    return Masthead(publisher or agency, byline, published_on, tuple(lines))
