"""Named days and wars: when an event known by its name took place, and when a war that a report speaks of began."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache

from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.lists import one_of, words

_AFTERMATH = 400


class NamedDay(Struct, frozen=True, forbid_unknown_fields=True):
    """An event known by its name, and its first and last day."""

    names: tuple[str, ...]
    first: date
    last: date


class War(Struct, frozen=True, forbid_unknown_fields=True):
    """A war: what pages call it (`label`), its names as they are looked for, the words that show a report speaks of it,
    its first day, and its last (None while it runs).

    `countries` are those that it is fought in, `sides` the parties that fight it, those that fight together in one.
    """

    id: str
    label: str
    names: tuple[str, ...]
    lands: tuple[str, ...]
    began: date
    ended: date | None = None
    countries: tuple[str, ...] = ()
    sides: tuple[tuple[str, ...], ...] = ()

    def runs(self, day: date) -> bool:
        """Whether its toll is still news on a day: from its beginning to a year past its end."""
        return self.began <= day and (self.ended is None or (day - self.ended).days <= _AFTERMATH)


class _Eras(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    days: tuple[NamedDay, ...]
    wars: tuple[War, ...]


@cache
def wars() -> tuple[War, ...]:
    """All wars of ``lexicon/eras.toml``."""
    loaded: _Eras = load("eras", _Eras)
    return loaded.wars


def strife() -> str:
    """A pattern for the words by which news names armed conflict as a whole: war, uprising, siege."""
    return "(?:" + "|".join(sorted(words("stance", "strife"), key=len, reverse=True)) + ")"


@cache
def _lands() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of(land for war in wars() for land in war.lands)}\b")


def event_days(text: str) -> tuple[date, date] | None:
    """The first and last day of the event or war that words name; None where they name none, or one still running.

    >>> event_days("the September 11 attacks")
    (datetime.date(2001, 9, 11), datetime.date(2001, 9, 11))
    """
    lower = text.lower().replace("’", "'")
    for day in load("eras", _Eras).days:
        if any(name in lower for name in day.names):
            return day.first, day.last
    for war in wars():
        if war.ended is not None and any(name in lower for name in war.names):
            return war.began, war.ended
    return None


def begins_war(text: str) -> bool:
    """Whether words for armed conflict mean a whole war, which begins when it does, and not a siege or offensive in it.

    >>> begins_war("Russia's invasion"), begins_war("the siege")
    (True, False)
    """
    return bool(set(text.lower().split()) & words("stance", "wars"))


def anniversary(day: date, years: int) -> date:
    """A day so many years later; of 29 February in other years the day before.

    >>> anniversary(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    year = min(day.year + years, date.max.year)
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def lands_in(text: str) -> tuple[str, ...]:
    """The words of a text that show which war it speaks of, in order, repeated as they are.

    >>> lands_in("Tigrayan fighters in Amhara and Tigray")
    ('Tigrayan', 'Tigray')
    """
    return tuple(_lands().findall(text))


def war_of(lands: Iterable[str], day: date) -> War | None:
    """The war running on a day that most of some words speak of; of two alike, the one that began later.

    >>> war_of(("Gaza", "Hamas"), date(2014, 8, 6)).began, war_of(("Paris",), date(2014, 8, 6))
    (datetime.date(2014, 7, 8), None)
    """
    counted = Counter(lands)
    running = [war for war in wars() if war.runs(day)]
    found = [(sum(often for land, often in counted.items() if land in war.lands), war.began, war) for war in running]
    shown, _, war = max(found, key=lambda one: one[:2], default=(0, day, None))
    return war if shown else None
