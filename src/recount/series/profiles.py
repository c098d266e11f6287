"""What the columns of a series mean: which counts what, whose figure it is, where, and since when.

A kind of series is a TOML file of ``recount/series/kinds``; one of your own is named by its path.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
from msgspec import Struct

from recount.errors import ChoiceError, InputError
from recount.model import Effect, Group, Operator, Scope, SourceKind

_SUFFIX = ".toml"


class Body(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who states figures: a name, the kind of source, the side it speaks for.

    Where it `carries` figures over from an earlier day, its rows state nothing.
    """

    name: str
    kind: SourceKind
    party: str | None = None
    carries: bool = False


class Count(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one column counts.

    `noun` are words for what is counted, of the column's name or the title; `noun_in` and `party_in` are columns that
    say it instead. `of` names the body where it is not the row's own; `since_in` is the column that says which of the
    profile's `starts` is the first day of a total. `qualifier` is the column of a word that bounds the figure, `high`
    the column next to it with the upper bound, `part_of` the column that counts the whole.
    """

    column: str
    effect: Effect
    scope: Scope
    group: Group = "unknown"
    party: str | None = None
    party_in: str | None = None
    noun: str | None = None
    noun_in: str | None = None
    of: str | None = None
    since_in: str | None = None
    qualifier: str | None = None
    high: str | None = None
    part_of: str | None = None


class Profile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of series: its columns and what they mean.

    `source` is where the meaning of the columns is told, `example` a row; `title` names the series in words that hold
    the `place`, or `places` are columns, the narrowest first and the country last. `day` is the column of the row's
    day, or of the first day where `until` is that of the last: then a row tells of an event, and not when that was
    stated. `hours` is the column of how many hours up to that day a figure for a period spans (24 where there is none).
    `bodies` state the figures: the one that `body` names, or the column `body_in`. `governments` are words before the
    name of a party that leave it the same; `nothing` are cells that state nothing, `left_out` columns that are not
    read, with the reason.
    """

    source: str
    example: str
    title: str
    publisher: str
    bodies: Mapping[str, Body]
    counts: tuple[Count, ...]
    day: str | None = None
    until: str | None = None
    hours: str | None = None
    place: str | None = None
    places: tuple[str, ...] = ()
    body: str | None = None
    body_in: str | None = None
    since: date | None = None
    starts: Mapping[str, date] = {}
    qualifiers: Mapping[str, Operator] = {}
    governments: str | None = None
    nothing: tuple[str, ...] = ("",)
    left_out: Mapping[str, str] = {}

    def __post_init__(self) -> None:
        if (self.body is None) == (self.body_in is None):
            raise ValueError("either `body` or `body_in` says who states the figures")
        named = {self.body, *(count.of for count in self.counts)} - {None}
        if missing := sorted(str(name) for name in named - self.bodies.keys()):
            raise ValueError(f"there is no body {missing[0]!r} among [bodies]")
        if (self.place is None) == (not self.places):
            raise ValueError("either `place` or `places` says where")
        if self.place is not None and self.place not in self.title:
            raise ValueError(f"the title does not name the place {self.place!r}")
        for count in self.counts:
            if count.noun is not None and count.noun not in count.column and count.noun not in self.title:
                raise ValueError(f"neither column {count.column!r} nor the title has the noun {count.noun!r}")

    @property
    def columns(self) -> frozenset[str]:
        """The columns that a file of this kind must have: those that place its rows in time, space and mouths."""
        asked = (self.day, self.until, self.hours, self.body_in, *self.places)
        return frozenset(column for column in asked if column is not None)


def kinds() -> tuple[str, ...]:
    """The kinds of series that recount knows, by name.

    >>> "general-staff-personnel" in kinds()
    True
    """
    found = (Path(file.name) for file in files(__package__).joinpath("kinds").iterdir())
    return tuple(sorted(file.stem for file in found if file.suffix == _SUFFIX))


@cache
def profile_of(kind: str) -> Profile:
    """What is known of a kind of series, by its name, or by the path of a TOML file.

    Raises `ChoiceError` where there is no such kind, `InputError` where the file does not hold one.

    >>> profile_of("general-staff-personnel").counts[0].effect
    'killed'
    """
    if kind.endswith(_SUFFIX):
        file = Path(kind)
    elif kind in kinds():
        file = Path(str(files(__package__).joinpath("kinds", f"{kind}{_SUFFIX}")))
    else:
        raise ChoiceError(f"there is no kind of series {kind!r}: name one of {', '.join(kinds())}, or a .toml file")
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Profile)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InputError(f"{file} tells no kind of series: {error}; docs/series.md shows how one is written") from error
