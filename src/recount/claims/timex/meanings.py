"""What words for when mean before anything anchors them: a closed set of forms.

Each form says only what the words say. `resolve/timex` gives them their value against the day of writing and the day
last told.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from recount.claims.timex.vocabulary import Mod, Way

Origin = Literal["written", "told", "either"]


class Dated(Struct, frozen=True, tag=True, kw_only=True):
    """Part of a date as named: ``April 14``, ``Friday``, ``1989``, ``summer``. A year before Christ is below 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    fiscal: bool = False


class Decade(Struct, frozen=True, tag=True):
    """Ten years: 198 is the 1980s. `known` is whether the century is stated."""

    tens: int
    known: bool = True
    bc: bool = False


class Century(Struct, frozen=True, tag=True):
    """A hundred years: 19 is the nineteenth century."""

    number: int
    bc: bool = False


class Named(Struct, frozen=True, tag=True):
    """A named date in some direction: ``last Friday``, ``next March``; `of_year` as in "March of last year"."""

    dated: Dated
    way: Way
    of_year: bool = False


class Near(Struct, frozen=True, tag=True):
    """A unit in some direction: ``last week``, ``the following year``; `article` as in "the last week"."""

    unit: str
    way: Way
    article: bool = False


class Step(Struct, frozen=True, tag=True):
    """So many units away (None: some): ``two days ago`` from the day of writing, ``a year later`` from one told."""

    unit: str
    count: float | None
    forward: bool
    origin: Origin
    of: Meaning | None = None


class DayPart(Struct, frozen=True, tag=True):
    """A part of a day: ``Friday night``; `of` is None where only the part is named, `through` as in "overnight"."""

    part: str
    of: Meaning | None = None
    through: bool = False


class Clock(Struct, frozen=True, tag=True):
    """A time of day: hours and minutes as two digits, a zone as its offset."""

    time: str
    zone: str = ""
    of: Meaning | None = None


class WeekOf(Struct, frozen=True, tag=True):
    """The week of a day: ``the week of March 6``."""

    of: Meaning


class Portion(Struct, frozen=True, tag=True):
    """The beginning, middle or end of a stretch: ``early April``; `relative` as in "earlier this week", up to now."""

    mod: Mod
    of: Meaning
    relative: bool = False


class Echo(Struct, frozen=True, tag=True):
    """The quarter last told, in another year: ``the year-ago period`` (None), ``the 1988 quarter``."""

    year: int | None = None


class Amount(Struct, frozen=True, tag=True):
    """How much of one unit; a count of None is some."""

    count: float | None
    unit: str


class Length(Struct, frozen=True, tag=True):
    """A duration: ``two weeks``; `way` is where it lies, if said: ``the past two weeks``."""

    amount: Amount
    way: Way | None = None
    plus: Amount | None = None


class Share(Struct, frozen=True, tag=True):
    """Days or weeks counted off a month: ``the last week of August``; `nth` from 1, or -1 for the last ones.

    With a `weekday` only such days are counted: ``the third Thursday of November``.
    """

    amount: Amount
    nth: int
    of: Meaning
    weekday: int | None = None


class Often(Struct, frozen=True, tag=True):
    """A set of times, as its TIMEX3 value: ``every Friday``."""

    value: str


class Vague(Struct, frozen=True, tag=True):
    """No calendar: PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


class Event(Struct, frozen=True, tag=True):
    """So many units into a war: ``the 42nd day of the war``, or the event itself (0); `words` name or point to it.

    With `anniversary` it is the day on which it began, so many units later.
    """

    unit: str
    count: int
    words: str
    anniversary: bool = False


class Feast(Struct, frozen=True, tag=True):
    """A day by its name: ``Easter 2018``, ``last Easter``; `by_year` where that is the year's: Easter last year.

    `weekend` is for the weekend at it, `eve` for the day before it, `day` for one of its days by its number.
    """

    name: str
    year: int | None = None
    way: Way | None = None
    by_year: bool = False
    weekend: bool = False
    eve: bool = False
    day: int | None = None


Meaning: TypeAlias = (
    "Dated | Decade | Century | Named | Near | Step | DayPart | Clock | Portion | WeekOf | Echo | Length | Often"
    " | Vague | Event | Feast | Share"
)


class Expression(Struct, frozen=True):
    """Words for when: their place in code points and what they say.

    `ahead` is whether the verb that governs them looks forward (None: it does not say).
    """

    start: int
    end: int
    meaning: Meaning
    mod: Mod | None = None
    ahead: bool | None = None
