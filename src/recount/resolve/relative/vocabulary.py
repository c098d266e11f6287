"""The words of ``lexicon/relative.toml`` as patterns: units, winds, and what stands around the name of a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import msgspec
from msgspec import Struct

from recount.lexicon import load
from recount.lexicon.lists import WordList


class _Units(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    km: Mapping[str, float]


class _Hours(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    of: Mapping[str, float]


class _Speeds(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    modes: Mapping[str, tuple[float, float]]


class _Vague(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    counts: Mapping[str, tuple[float, float]]


class _Compass(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    degrees: Mapping[str, float]


class _Tables(Struct, frozen=True):
    """The tables of the file that hold numbers beside their words."""

    units: _Units
    hours: _Hours
    speeds: _Speeds
    vague: _Vague
    compass: _Compass


def _tables() -> _Tables:
    tables: _Tables = load("relative", _Tables)
    return tables


@cache
def units() -> Mapping[str, float]:
    """Units of length in km."""
    return _tables().units.km


@cache
def hours() -> Mapping[str, float]:
    """Units of time that a way takes, in hours."""
    return _tables().hours.of


@cache
def speeds() -> Mapping[str, tuple[float, float]]:
    """Ways of going, with their least and greatest speed in km/h as the crow flies."""
    return _tables().speeds.modes


@cache
def vague() -> Mapping[str, tuple[float, float]]:
    """Vague counts of units, with the least and most that they may be."""
    return _tables().vague.counts


@cache
def listed(name: str) -> tuple[str, ...]:
    """The words of a list of the file, as they stand there."""
    lists = load("relative", Mapping[str, dict[str, object]])
    return msgspec.convert(lists[name], WordList).words


@cache
def alternatives(*names: str) -> str:
    """A pattern for any of the phrases of some lists, the longest first, whatever white space they hold.

    >>> alternatives("hedged_at_least")
    '(?:more\\\\s+than|well\\\\s+over|at\\\\s+least|over)'
    """
    return phrases_of(tuple(phrase for name in names for phrase in listed(name)))


@cache
def phrases_of(phrases: tuple[str, ...]) -> str:
    """A pattern for any of some phrases, the longest first."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(phrase).replace("\\ ", r"\s+") for phrase in ordered) + ")"


@cache
def winds() -> Mapping[str, float]:
    """Compass words without hyphens and spaces, as nouns and adjectives, and short: degrees from north.

    >>> winds()["northeast"], winds()["southern"], winds()["nnw"]
    (45.0, 180.0, 337.5)
    """
    found = {}
    for name, degrees in _tables().compass.degrees.items():
        joined = name.replace(" ", "")
        found[joined] = found[f"{joined}ern"] = degrees
        found[re.sub(r"(north|south|east|west)", lambda word: word[0][0], joined)] = degrees
    return found


def degrees_of(word: str) -> float:
    """The direction that a compass word names: "north-eastern" is 45."""
    return winds()[re.sub(r"[\s-]+", "", word.lower()).removesuffix("most")]


_ONE = r"(?:north|south)(?:[\s-]?(?:east|west))?|east|west"
NOUN = rf"(?:(?:north|south|east|west)[\s-](?:{_ONE})|{_ONE})"
ADJECTIVE = rf"(?:(?:{_ONE})ern)"
SHORT = r"(?:[news]{1,2}[ew]|[news])"
