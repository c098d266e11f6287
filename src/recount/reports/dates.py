"""Written dates to a day and, where a time zone is given, an instant. A date is read or left out, never supplied."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from msgspec import Struct

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_ISO = re.compile(r"\s*(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)(?P<rest>.*)", re.DOTALL)
_BASIC = re.compile(r"\s*(?P<year>(?:19|20)\d{2})(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{4,6}Z?)?\s*")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH},?[ -](?P<year>\d{{4}})(?!\d)", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\d)", re.IGNORECASE)
_DOTTED = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d{2})(?!\d)")
_IN_URL = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<mark>[/_-]?)(?P<month>0\d|1[0-2])(?P=mark)(?P<day>[0-2]\d|3[01])(?!\d)"
)
_ZONE_GAP = re.compile(r"\s+(?=[+-]\d\d:?\d\d$)|\s*(?:UTC|GMT)$")
_EARLIEST = 1900


class Stamp(Struct, frozen=True):
    """The day on the writer's own clock, and the instant (UTC) where the zone is known."""

    on: date
    at: datetime | None


def read_stamp(words: str) -> Stamp | None:
    """The stamp that the words write, in ISO 8601, RFC 2822 or an unambiguous form with the year; None for all else.

    Day and month in numbers are read only as ISO or with dots (day first), since ``04/05/2022`` may mean either.

    Source: ISO 8601; RFC 2822, section 3.3.

    >>> read_stamp("2022-04-07T23:30:00-05:00")
    Stamp(on=datetime.date(2022, 4, 7), at=datetime.datetime(2022, 4, 8, 4, 30, tzinfo=datetime.timezone.utc))
    >>> read_stamp("7 April 2022").on, read_stamp("yesterday")
    (datetime.date(2022, 4, 7), None)
    """
    words = words.strip()[:200]
    iso = _ISO.match(words)
    if iso is not None:
        return _instant(words) or _day(iso)
    basic = _BASIC.fullmatch(words)
    if basic is not None:
        return _day(basic)
    try:
        return _stamp(parsedate_to_datetime(words))
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _DOTTED):
        match = pattern.search(words)
        if match is not None:
            return _day(match)
    return None


def date_in_url(url: str) -> date | None:
    """The day that a web address carries, as year, month and day together; None where it carries none.

    >>> date_in_url("https://example.org/world/2022/04/07/shelling.html")
    datetime.date(2022, 4, 7)
    """
    match = _IN_URL.search(url)
    stamp = None if match is None else _day(match)
    return None if stamp is None else stamp.on


def _instant(words: str) -> Stamp | None:
    """The stamp of a full ISO instant, with the small liberties pages take."""
    plain = _ZONE_GAP.sub(lambda match: "+00:00" if match.group().strip() else "", words)
    for text in (plain, plain[:19]):
        try:
            return _stamp(datetime.fromisoformat(text))
        except ValueError:
            continue
    return None


def _stamp(moment: datetime) -> Stamp | None:
    if not _EARLIEST <= moment.year <= 9990:
        return None
    zoned = moment.tzinfo is not None and moment.utcoffset() is not None
    return Stamp(moment.date(), moment.astimezone(UTC) if zoned else None)


def _day(match: re.Match[str]) -> Stamp | None:
    """The stamp of a day found by year, month (number or English name) and day."""
    month = match.group("month")
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        day = date(int(match.group("year")), number, int(match.group("day")))
    except ValueError:
        return None
    return Stamp(day, None) if day.year >= _EARLIEST else None
