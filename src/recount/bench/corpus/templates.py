"""Sentences with slots, filled from lists that may have slots themselves and from the cast of an article.

A cast is what an article keeps to, as news does: a few persons, each with a full name and a role when first told of
and with the last name after, a main town and some others, an agency, a company, figures of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from random import Random
from typing import Final

from msgspec import Struct

from recount.lexicon import load

_SLOT = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeio]|u(?!ni|se|su|ti)|honest|hour)")
_TWICE = re.compile(r",(?=[,.;:—?])|,(?= —)|(?<=\.)\.")
Slots = Mapping[str, tuple[str, ...]]

_PERSONS = (3, 4, 4, 5, 6)
_FOREMOST: Final = 0.45  # how often the first of what a cast has is the one meant
_AGAIN = 12  # draws for one that a sentence does not have yet
_NUMBERS: Final[Mapping[str, Callable[[Random], str]]] = {
    "number": lambda draw: str(draw.randint(2, 90)),
    "count": lambda draw: str(draw.randint(100, 999)),
    "figure": lambda draw: f"{int(10 ** draw.uniform(3, 5)):,}",
    "percent": lambda draw: f"{draw.uniform(0.5, 9):.1f}",
    "share": lambda draw: f"{draw.uniform(10, 90):.1f}",
    "toll": lambda draw: str(int(10 ** draw.uniform(0.7, 2.2))),
    "year": lambda draw: str(draw.randint(1998, 2023)),
}


class Desk(Struct, frozen=True, forbid_unknown_fields=True):
    """What one desk writes: `counted` is the share of `counts` among its sentences, `set` where it plays.

    `cast` is how many of a slot one article has, besides those of all desks (`Templates.cast`).
    """

    source: str
    example: str
    set: str
    counted: float
    cast: Mapping[str, int]
    headlines: tuple[str, ...]
    counts: tuple[str, ...]
    sentences: tuple[str, ...]
    slots: Slots


class Templates(Struct, frozen=True, forbid_unknown_fields=True):
    """What all desks share: a feed is the share of each of its desks, `cast` how many of a slot one article has."""

    source: str
    example: str
    feeds: Mapping[str, Mapping[str, float]]
    cast: Mapping[str, int]
    slots: Slots


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Where articles play: each setting has slots of its own, `war` those of seven wars."""

    source: str
    example: str
    war: tuple[Slots, ...]
    peace: tuple[Slots, ...]


def templates() -> Templates:
    """What all desks share, of ``lexicon/corpus.toml``."""
    known: Templates = load("corpus", Templates)
    return known


def desk_of(name: str) -> Desk:
    """The templates of a desk, of ``lexicon/corpus/``."""
    known: Desk = load(f"corpus/{name}", Desk)
    return known


def settings_of(desk: Desk) -> tuple[Slots, ...]:
    """The settings that a desk's articles may play in, of ``lexicon/corpus/settings.toml``."""
    known: Settings = load("corpus/settings", Settings)
    return known.war if desk.set == "war" else known.peace


@cache
def _slots_of(name: str) -> Slots:
    return {**templates().slots, **desk_of(name).slots}


class _Person(Struct):
    first: str
    last: str
    pronoun: str
    role: str
    told: bool = False


class Writer:
    """Fills templates for one article, from its cast and by what is drawn; what the setting has goes before all."""

    def __init__(self, draw: Random, desk: str, setting: Slots) -> None:
        self._draw = draw
        self._slots = {**_slots_of(desk), **setting}
        self._room = {**templates().cast, **desk_of(desk).cast}
        self._persons: list[_Person] = []
        self._most = draw.choice(_PERSONS)
        self._cast: defaultdict[str, list[str]] = defaultdict(list)
        self._used: set[str] = set()
        self._last: _Person | None = None
        self._lately: _Person | None = None

    def filled(self, template: str) -> str:
        """The template with every slot filled, and a capital at its start; nothing of the cast stands in it twice.

        >>> writer = Writer(Random(1), "war", {"town": ("Izium",)})
        >>> writer.filled("{town} lost {few} lorries.")
        'Izium lost three lorries.'
        """
        self._used.clear()
        self._last, self._lately = None, self._last
        if "{here}" in template.lower():
            self._told("here")
        said = _ARTICLE.sub(r"\1n ", _TWICE.sub("", self._slots_filled(template)))
        return said[:1].upper() + said[1:]

    def _slots_filled(self, template: str) -> str:
        return _SLOT.sub(self._slot, template)

    def _slot(self, slot: re.Match[str]) -> str:
        name = slot[1]
        told = self._told(name.lower())
        return told[:1].upper() + told[1:] if name[0].isupper() else told

    def _told(self, name: str) -> str:
        match name:
            case "person":
                return self._mentioned(self._someone())
            case "name":
                someone = self._someone()
                return f"{someone.first} {someone.last}"
            case "he" if self._lately is not None:
                self._last = self._lately
                return self._lately.pronoun
            case "he":
                return self._mentioned(self._someone())
            case "here":
                return self._of_cast("town", 1)
        return self._of_cast(name, self._room[name]) if name in self._room else self._drawn(name)

    def _drawn(self, name: str) -> str:
        if name in _NUMBERS:
            return _NUMBERS[name](self._draw)
        return self._slots_filled(self._draw.choice(self._slots[name]))

    def _of_cast(self, name: str, room: int) -> str:
        """One of the cast, the first one the most often, another where the sentence has that one already."""
        cast, draw = self._cast[name], self._draw
        for _ in range(_AGAIN):
            at = 0 if room == 1 or draw.random() < _FOREMOST else draw.randrange(room)
            while len(cast) <= at:
                cast.append(self._new(name))
            if cast[at] not in self._used or room == 1:
                break
        self._used.add(cast[at])
        return cast[at]

    def _new(self, name: str) -> str:
        """One more for the cast, as far as there are any that it does not have."""
        for _ in range(_AGAIN):
            told = self._drawn(name)
            if told not in self._cast[name]:
                break
        return told

    def _someone(self) -> _Person:
        """One of the article's persons, in the order in which they come up."""
        at = self._draw.randrange(self._most)
        if at < len(self._persons) and self._persons[at].last not in self._used:
            return self._persons[at]
        if len(self._persons) < self._most:
            self._persons.append(self._met())
            return self._persons[-1]
        return next((one for one in self._persons if one.last not in self._used), self._persons[at])

    def _met(self) -> _Person:
        pool, pronoun = self._draw.choice((("women", "she"), ("men", "he")))
        names = {one.last for one in self._persons}
        last = next((name for name in (self._drawn("last") for _ in range(_AGAIN)) if name not in names), "Horne")
        return _Person(self._drawn(pool), last, pronoun, self._drawn("role"))

    def _mentioned(self, someone: _Person) -> str:
        """A person as the article has it by now: with name and role at first, by the last name after."""
        self._last = self._lately = someone
        self._used.add(someone.last)
        if someone.told:
            return someone.last
        someone.told = True
        return f"{someone.first} {someone.last}, {someone.role},"
