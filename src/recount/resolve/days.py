"""Words for when to an interval of days, against the day they were written.

News looks back: "Friday" is the last one up to the anchor, "April 14" the last one, "June" the last June. Days are of
the Gregorian calendar; intervals are inclusive and, but for plans, end no later than the anchor.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from recount.lexicon.eras import event_days, strife

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NUMBERS = {
    word: value
    for value, words in enumerate(
        (
            "",
            "a an one",
            "two couple",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        )
    )
    for word in words.split()
} | {"several": 3, "few": 3, "recent": 7}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"\b(?:" + "|".join((*_WEEKDAYS, "yesterday", "today", "tonight")) + r")\b"
_AGO = re.compile(
    r"\b(?P<number>\d+|[a-z]+)\s+(?P<unit>hour|day|week|weekend|month|year|decade|night)s?\s+(?:ago|earlier|before)\b"
)
_STRIFE = strife()
_FARTHEST = 2200
_UNITS = {"hour": 0, "day": 1, "week": 7, "weekend": 7, "month": 30, "year": 365, "decade": 3650, "night": 1}

Days = tuple[date, date]


def interval(words: str, anchor: date) -> Days | None:
    """The first and last day that the words mean when written on `anchor`; None where they name none.

    >>> interval("on Wednesday", date(2022, 4, 8))
    (datetime.date(2022, 4, 6), datetime.date(2022, 4, 6))
    >>> interval("since the war began on February 24", date(2022, 4, 8))
    (datetime.date(2022, 2, 24), datetime.date(2022, 4, 8))
    """
    text = " ".join(words.lower().replace("’", "'").split())
    if text.startswith("since"):
        start = _beginning(text[5:].strip(), anchor)
        return None if start is None or start > anchor else (start, anchor)
    for rule in (_named_days, _spread, _full_date, _weekday, _relative, _ago, _of_strife, _stretch, _month, _year):
        days = rule(text, anchor)
        if days is not None and days[0] <= days[1]:
            return (anchor, days[1]) if text.startswith("by ") and days[0] > anchor else days
    return event_days(text)


def _beginning(text: str, anchor: date) -> date | None:
    """The day from which a stretch runs: "almost four years ago" is that day, four years back."""
    back = _AGO.search(text)
    number = _number(back["number"]) if back and back["unit"] in {"year", "decade"} else None
    if back is not None and number is not None:
        return _back(anchor, number, back["unit"])
    days = interval(text, anchor)
    return days[0] if days else None


def after(words: str, told: date) -> Days | None:
    """The day that words count from the event just told: "the next day", "two days later"; "a day after" looks back.

    >>> after("two days later", date(2022, 4, 8))
    (datetime.date(2022, 4, 10), datetime.date(2022, 4, 10))
    """
    text = " ".join(words.lower().split())
    if re.search(r"\b(?:same|that|this) day\b", text):
        return told, told
    if re.search(r"\b(?:following|next) (?:day|morning|evening|night)\b|\bthe day after\b", text):
        return told + timedelta(1), told + timedelta(1)
    if re.search(r"\bprevious (?:day|evening|night)\b|\bthe day before\b", text):
        return told - timedelta(1), told - timedelta(1)
    match = re.search(
        r"\b(?P<number>\d+|[a-z]+)\s+(?P<unit>hour|day|week|month|year)s?\s+(?P<way>later|after|earlier|before)\b", text
    )
    number = _number(match["number"]) if match else None
    if match is None or number is None:
        return None
    day = _back(told, number if match["way"] in {"earlier", "after"} else -number, match["unit"])
    return day, day


def _named_days(text: str, anchor: date) -> Days | None:
    """today, yesterday, overnight."""
    if re.search(r"\byesterday\b", text):
        return anchor - timedelta(1), anchor - timedelta(1)
    if re.search(r"\b(today|tonight|currently|this (morning|afternoon|evening)|at present)\b", text):
        return anchor, anchor
    if re.search(r"\blast night\b", text):
        return anchor - timedelta(1), anchor - timedelta(1)
    return (anchor - timedelta(1), anchor) if re.search(r"\bovernight\b", text) else None


def _spread(text: str, anchor: date) -> Days | None:
    """between two dates: "from July 8 to July 12", "Nov. 20-21", "August and September"."""
    match = re.search(
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})\s*(?:-|–|to|and|through|until)\s*(?P<last>\d{{1,2}})\b(?!\d)"
        r"(?:,?\s+(?P<year>\d{{4}}))?",
        text,
    )
    if match:
        first = _day(match["month"], int(match["day"]), match["year"], anchor)
        return (
            None
            if first is None or int(match["last"]) < first.day
            else (first, first + timedelta(int(match["last"]) - first.day))
        )
    parts = re.split(r"\s+(?:to|and|through|until)\s+|\s*–\s*", text, maxsplit=1)
    if len(parts) != 2 or not all(re.search(rf"{_MONTH}|{_DAY}", part) for part in parts):
        return None
    last = interval(parts[1], anchor)
    first_days = interval(parts[0], last[1]) if last else None
    return (first_days[0], last[1]) if first_days and last else None


def _full_date(text: str, anchor: date) -> Days | None:
    """a day of a month, with or without its year."""
    match = re.search(
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}}))?", text
    ) or re.search(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>\d{{4}}))?", text)
    if match is None:
        return None
    day = _day(match["month"], int(match["day"]), match["year"], anchor)
    return (day, day) if day else None


def _day(month: str, day: int, year: str | None, anchor: date) -> date | None:
    """That day of that year, or the last such day up to a week past the anchor."""
    number = _MONTHS[month.rstrip(".")]
    try:
        if year:
            return date(int(year), number, day) if int(year) < _FARTHEST else None
        this = date(anchor.year, number, day)
        return this if this <= anchor + timedelta(7) else date(anchor.year - 1, number, day)
    except ValueError:
        return None


def _weekday(text: str, anchor: date) -> Days | None:
    """the last such weekday up to the anchor; "last Friday" within the week before."""
    match = re.search(r"\b(" + "|".join(_WEEKDAYS) + r")\b", text)
    if match is None:
        return None
    back = (anchor.weekday() - _WEEKDAYS.index(match.group(1))) % 7
    if "next " in text:
        day = anchor + timedelta((7 - back) or 7)
    elif "last " in text and back == 0:
        day = anchor - timedelta(7)
    else:
        day = anchor - timedelta(back)
    return day, day


def _relative(text: str, anchor: date) -> Days | None:
    """last week, this month, earlier this year, last summer."""
    monday = anchor - timedelta(anchor.weekday())
    if re.search(r"\b(last|past|previous) weekend\b", text):
        saturday = monday - timedelta(2)
        return saturday, saturday + timedelta(1)
    if re.search(r"\b(last|previous) week\b", text) and "the last week" not in text:
        return _part(text, (monday - timedelta(7), monday - timedelta(1)))
    if re.search(r"\bthis week\b", text):
        return monday, max(monday, anchor - timedelta("earlier" in text))
    if re.search(r"\b(last|previous) month\b", text) and "the last month" not in text:
        last = anchor.replace(day=1) - timedelta(1)
        return _part(text, (last.replace(day=1), last))
    if re.search(r"\bthis month\b", text):
        return anchor.replace(day=1), max(anchor.replace(day=1), anchor - timedelta("earlier" in text))
    if re.search(r"\b(last|previous) year\b", text) and "the last year" not in text and not re.search(_MONTH, text):
        return _part(text, (date(anchor.year - 1, 1, 1), date(anchor.year - 1, 12, 31)))
    if re.search(r"\bthis year\b", text) and not re.search(_MONTH, text):
        return date(anchor.year, 1, 1), anchor
    if re.search(r"\b(?:start|beginning) of (?:the|this) (?:year|month|week)\b", text):
        unit = text.split()[-1]
        return (
            (monday,) * 2
            if unit == "week"
            else (anchor.replace(day=1, month=1 if unit == "year" else anchor.month),) * 2
        )
    season = re.search(r"\b(last|this) (spring|summer|autumn|fall|winter)\b", text)
    if season:
        first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[season.group(2)]
        year = anchor.year - (
            (season.group(1) == "last" and (first >= anchor.month or anchor.month - first < 3)) or first > anchor.month
        )
        start = date(year, first, 1)
        return start, start + timedelta(91)
    return None


def _part(text: str, days: Days) -> Days:
    """The beginning or end of a stretch, where the words say so: 2 days of a week, 7 of a month, else a quarter."""
    length = (days[1] - days[0]).days
    share = timedelta(1 if length <= 7 else 6 if length <= 31 else length // 4)
    if "beginning" in text or "early" in text.split():
        return days[0], days[0] + share
    if "end of" in text or "late" in text.split():
        return days[1] - share, days[1]
    return days


def _ago(text: str, anchor: date) -> Days | None:
    """a month ago, three days earlier."""
    match = _AGO.search(text)
    number = _number(match["number"]) if match else None
    if match is None or number is None:
        return None
    day = _back(anchor, number, match["unit"])
    if match["unit"] in {"year", "decade"} and not re.search(r"\b(?:a|one)\s+year", text):
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def _of_strife(text: str, anchor: date) -> Days | None:
    """in four weeks of war, the seven-year civil war, yearlong: that long up to the anchor."""
    match = re.search(
        rf"\b(?P<number>\d+|[a-z]+)[\s-]+(?P<unit>day|week|month|year|decade)s?"
        rf"(?:-old|-long)?\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+)?{_STRIFE}",
        text,
    )
    number = _number(match["number"]) if match else 1 if re.search(r"\byear-?long\b", text) else None
    if number is None:
        return None
    unit = match["unit"] if match else "year"
    return _back(anchor, number - (unit == "day"), unit), anchor


def _stretch(text: str, anchor: date) -> Days | None:
    """in the past week, over the last five days, in recent days."""
    if re.search(_MONTH, text):
        return None
    match = re.search(
        r"\b(?:past|last|previous|preceding|recent)\s+"
        r"(?:(?P<number>\d+|[a-z]+)\s+)?(?P<unit>hour|day|week|month|year|decade|night)s?\b",
        text,
    )
    if match is not None:
        plural = {"day": 7, "week": 3, "month": 3, "year": 3, "hour": 24, "decade": 2, "night": 3}[match["unit"]]
        fallback = plural if re.search(match["unit"] + "s", text) and not match["number"] else 1
        number = _number(match["number"]) or fallback
        return _back(
            anchor, number - (match["unit"] == "day" and match["number"] is not None and number > 2), match["unit"]
        ), anchor
    ahead = re.search(r"\b(?:next|coming)\s+(?:(?P<number>\d+|[a-z]+)\s+)?(?P<unit>hour|day|week|month|year)s?\b", text)
    if ahead is not None:
        return anchor, _back(anchor, -(_number(ahead["number"]) or 1), ahead["unit"])
    return (anchor - timedelta(1), anchor) if re.search(r"24-hour", text) else None


def _back(anchor: date, number: int, unit: str) -> date:
    """So many units before the anchor (after it where the number is below 0), months and years by the calendar."""
    if unit == "hour":
        return anchor - timedelta(max(1, round(abs(number) / 24)) * (1 if number > 0 else -1))
    months = {"month": 1, "year": 12, "decade": 120}.get(unit)
    if months is None:
        return anchor - timedelta(min(number * _UNITS[unit], 36500))
    total = anchor.year * 12 + anchor.month - 1 - number * months
    year, month = min(max(total // 12, 1), 9999), total % 12 + 1
    return date(year, month, min(anchor.day, calendar.monthrange(year, month)[1]))


def _number(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() and len(word) < 5 else _NUMBERS.get(word)


def _month(text: str, anchor: date) -> Days | None:
    """a month, with or without its year."""
    match = re.search(rf"{_MONTH}(?:,?\s+(?P<year>\d{{4}}))?", text)
    if match is None:
        return None
    number = _MONTHS[match["month"].rstrip(".")]
    if match["year"]:
        year = int(match["year"])
    elif "last year" in text:
        year = anchor.year - 1
    elif text.startswith("by "):
        year = anchor.year + (number < anchor.month)
    else:
        year = anchor.year - (number > anchor.month or ("last " in text and number == anchor.month))
    if not 1 <= year < _FARTHEST:
        return None
    last = date(year, number, calendar.monthrange(year, number)[1])
    return _part(text, (date(year, number, 1), min(last, anchor) if last.replace(day=1) <= anchor else last))


def _year(text: str, anchor: date) -> Days | None:
    """a year or a stretch of years."""
    years = [int(year) for year in re.findall(r"\b(1[5-9]\d\d|20\d\d)\b", text)]
    short = re.search(r"\b(1[5-9]|20)\d\d\s*[-–]\s*(\d\d)\b", text)
    if short:
        years.append(int(short.group(1) + short.group(2)))
    if not years or min(years) > anchor.year + 50:
        return None
    last = date(max(years), 12, 31)
    return _part(text, (date(min(years), 1, 1), min(last, anchor) if max(years) <= anchor.year else last))
