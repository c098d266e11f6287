"""What spans say, before anything anchors them: the forms that single expressions do not have."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from recount.claims.timex.hours import Hour, Part
from recount.claims.timex.meanings import Amount, Dated, Meaning
from recount.claims.timex.spans.vocabulary import Side
from recount.claims.timex.vocabulary import Mod, Way


class Week(Struct, frozen=True, tag=True):
    """A week by its number: ``week 31``, ``week 3 of 2027``."""

    number: int
    of: Form | None = None


class Nth(Struct, frozen=True, tag=True):
    """So many units of a stretch from its beginning, its end if below 0: ``the last three weeks of 2021``."""

    number: int
    amount: Amount
    of: Form


class OfMonth(Struct, frozen=True, tag=True):
    """A day of a month said apart from it: ``the 15th day of next month``, ``the 21st this month``."""

    day: int
    month: Form


class OfYear(Struct, frozen=True, tag=True):
    """A month or quarter of a year said by its direction: ``June next year``, ``Q3 this year``."""

    dated: Dated
    year: Form


class InWeek(Struct, frozen=True, tag=True):
    """A weekday of a week: ``Tuesday of next week``, ``next week on Tuesday``."""

    weekday: int
    week: Form


class Coming(Struct, frozen=True, tag=True):
    """The next day of a name: ``this coming Friday``."""

    dated: Dated


class Sevens(Struct, frozen=True, tag=True):
    """So many weekdays of a name away: ``two Sundays from now``."""

    count: int
    weekday: int
    forward: bool


class FiscalYear(Struct, frozen=True, tag=True):
    """A year of the budget (FY) or of schools (SY), which begins nobody says when: ``fiscal year 2008``."""

    kind: Literal["FY", "SY"]
    year: int | None = None
    way: Way | None = None


class NthWeekday(Struct, frozen=True, tag=True):
    """A weekday of a month by its number, from the end where below 0: ``the first Monday of next month``."""

    number: int
    weekday: int
    month: Form


class AfterNext(Struct, frozen=True, tag=True):
    """The unit after the next: ``the week after next``."""

    unit: str


class WeekWith(Struct, frozen=True, tag=True):
    """The week in which a day lies: ``the week of April 10``."""

    day: Form


class Away(Struct, frozen=True, tag=True):
    """So much before or after a day (None: that of writing): ``two weeks before Christmas``, ``in 3 days``."""

    amounts: tuple[Amount, ...]
    forward: bool
    of: Form | None = None
    weekday: int | None = None


class At(Struct, frozen=True, tag=True):
    """A day with a time, a part or a stretch of it: ``tomorrow at 8``, ``Friday night``, ``Monday from 3 to 5``."""

    day: Form
    time: Form


class EndOf(Struct, frozen=True, tag=True):
    """The last moment of a day: ``the end of tomorrow``."""

    day: Form


class Between(Struct, frozen=True, tag=True):
    """From one to another: ``between Friday and Sunday``, ``5 to 7 p.m.``."""

    begin: Form
    end: Form


class Bound(Struct, frozen=True, tag=True):
    """Open at one side: ``since August``, ``no later than January 1, 2010``."""

    side: Side
    of: Form


class Lasting(Struct, frozen=True, tag=True):
    """So long from a moment on (None: from when it was written): ``for 3 days from today``, ``within 9 months``."""

    amounts: tuple[Amount, ...]
    begin: Form | None = None


class Long(Struct, frozen=True, tag=True):
    """A length: ``one year, one month and 21 days``."""

    amounts: tuple[Amount, ...]


class Rest(Struct, frozen=True, tag=True):
    """What remains of a unit, or has passed of it (`passed`): ``the rest of the week``, ``the year to date``."""

    unit: str
    passed: bool = False


class Again(Struct, frozen=True, tag=True):
    """A set of times by its TIMEX3 value, with its hour or part of the day: ``every Monday at 4 p.m.``."""

    value: str
    time: Form | None = None


class Around(Struct, frozen=True, tag=True):
    """A form with a mark that its edges are not sharp."""

    of: Form
    mod: Mod = "APPROX"


Form: TypeAlias = (
    "Meaning | Hour | Part | Week | Nth | OfMonth | OfYear | InWeek | WeekWith | Away | At | EndOf | Between | Bound"
    " | Lasting | Long | Rest | Again | Around | Coming | FiscalYear | NthWeekday | Sevens | AfterNext"
)


class Span(Struct, frozen=True):
    """Words for when taken together: their place in code points and what they say."""

    start: int
    end: int
    form: Form
