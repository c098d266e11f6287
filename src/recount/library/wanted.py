"""Which claims are wanted, as keyword arguments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

import msgspec

from recount.errors import ChoiceError
from recount.model import Act, Effect, Group, Modality, Scope, Selection, SourceKind


class Wanted(TypedDict, total=False):
    """The fields of `Selection`, each of which may be left out; days may be written, ``"2022-04-07"``."""

    effect: Effect | None
    group: Group | None
    party: str | None
    source: str | None
    kind: SourceKind | None
    place: str | None
    country: str | None
    scope: Scope | None
    act: Act | None
    modality: Modality | None
    since: date | str | None
    until: date | str | None
    report: str | None
    published_since: date | str | None
    published_until: date | str | None


def day(written: date | str | None) -> date | None:
    """A day, which may be written as in ``"2022-04-07"``.

    Raises `ChoiceError` where it is none.

    >>> day("2022-04-07"), day(None)
    (datetime.date(2022, 4, 7), None)
    """
    try:
        return msgspec.convert(written, date | None)
    except msgspec.ValidationError as error:
        raise ChoiceError(f"{written!r} is no day like 2022-04-07: {error}") from error


def selection(wanted: Mapping[str, object]) -> Selection:
    """The selection of some fields with their values.

    Raises `ChoiceError` where a field is unknown or a value is none that it can have.

    >>> selection({"effect": "killed", "since": "2022-04-07"}).since
    datetime.date(2022, 4, 7)
    >>> selection({"place": "Bucha", "efect": "killed"})
    Traceback (most recent call last):
    recount.errors.ChoiceError: claims cannot be chosen by efect: the fields are effect, group, party, source, kind, \
place, country, scope, act, modality, since, until, report, published_since, published_until
    """
    known = Selection.__struct_fields__
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise ChoiceError(f"claims cannot be chosen by {', '.join(unknown)}: the fields are {', '.join(known)}")
    for name, value in wanted.items():
        try:
            msgspec.convert({name: value}, Selection)
        except msgspec.ValidationError as error:
            raise ChoiceError(f"{name} = {value!r} will not do: {error}") from error
    return msgspec.convert(dict(wanted), Selection)
