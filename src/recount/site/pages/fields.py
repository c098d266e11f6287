"""The fields of a claim as they can be corrected in a form: what each says now, and what it may say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, Literal, get_args

from msgspec import Struct

from recount.model import Act, Corrected, Effect, Group, Modality, Scope, SourceKind
from recount.publish.rows import ClaimRow

Sort = Literal["number", "date", "choice", "words"]


class FieldShown(Struct, frozen=True, kw_only=True):
    """A field as it stands, in the words of a form (nothing: not stated), and, where those are given, its `choices`."""

    name: Corrected
    value: str
    sort: Sort
    choices: tuple[str, ...] = ()
    may_be_empty: bool = True


def fields_of(row: ClaimRow) -> tuple[FieldShown, ...]:
    """The fields of a claim that people correct, in the order of the codebook."""
    return tuple(
        FieldShown(name=name, value=_told(of(row)), sort=sort, choices=choices, may_be_empty=empty)
        for name, sort, choices, empty, of in _FIELDS
    )


def _told(value: object) -> str:
    """A value as a form has it.

    >>> _told(1200), _told(date(2022, 4, 7)), _told(None)
    ('1200', '2022-04-07', '')
    """
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


_Of = Callable[[ClaimRow], object]
_FIELDS: Final[tuple[tuple[Corrected, Sort, tuple[str, ...], bool, _Of], ...]] = (
    ("low", "number", (), True, lambda row: row.low),
    ("high", "number", (), True, lambda row: row.high),
    ("effect", "choice", get_args(Effect), False, lambda row: row.effect),
    ("group", "choice", get_args(Group), False, lambda row: row.victims.group if row.victims else "unknown"),
    ("party", "words", (), True, lambda row: row.victims.party if row.victims else None),
    ("source", "words", (), True, lambda row: row.source.name if row.source else None),
    ("source_kind", "choice", get_args(SourceKind), False, lambda row: row.source.kind if row.source else "other"),
    ("act", "choice", get_args(Act), True, lambda row: row.act),
    ("modality", "choice", get_args(Modality), False, lambda row: row.modality),
    ("place", "words", (), True, lambda row: row.place.name if row.place else None),
    ("country", "words", (), True, lambda row: row.place.country if row.place else None),
    ("from", "date", (), True, lambda row: row.time.first if row.time else None),
    ("to", "date", (), True, lambda row: row.time.last if row.time else None),
    ("said_on", "date", (), True, lambda row: row.said_on),
    ("scope", "choice", get_args(Scope), False, lambda row: row.scope),
)
