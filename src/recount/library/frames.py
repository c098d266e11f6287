"""Flat records as data frames of pandas, Polars and GeoPandas, which are only loaded when one is asked for.

A column's type is that of the record's field: whole numbers that may be missing stay whole, days are days, and what is
one of several words is a category that knows them all.
"""

from __future__ import annotations

import types
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeVar, Union, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

from recount.errors import MissingExtraError

if TYPE_CHECKING:
    import pandas
    import polars

T = TypeVar("T")
Sort = Literal["words", "choice", "whole", "number", "truth", "day"]
_SORTS: dict[object, Sort] = {str: "words", int: "whole", float: "number", bool: "truth", date: "day"}
_PANDAS = {"words": "string", "whole": "Int64", "number": "float64", "truth": "bool", "day": "datetime64[s]"}


class Column(Struct, frozen=True):
    """A column of a data frame: its name, what sort of values it has, and the words to choose from."""

    name: str
    sort: Sort
    choices: tuple[str, ...] = ()


def columns(record: type[Struct]) -> tuple[Column, ...]:
    """The columns of a flat record, named as it is written.

    >>> class Toll(Struct):
    ...     place: str
    ...     low: int | None
    ...     stance: Literal["asserted", "denied"]
    >>> [(column.name, column.sort, column.choices) for column in columns(Toll)]
    [('place', 'words', ()), ('low', 'whole', ()), ('stance', 'choice', ('asserted', 'denied'))]
    """
    return tuple(_column(field.encode_name, field.type) for field in fields(record))


def _column(name: str, told: object) -> Column:
    """The column of a field: what it is, where it is stated at all."""
    if get_origin(told) in (Union, types.UnionType):
        (told,) = (each for each in get_args(told) if each is not type(None))
    if get_origin(told) is Literal:
        return Column(name, "choice", get_args(told))
    return Column(name, _SORTS[told])


@contextmanager
def extra() -> Iterator[None]:
    """Where the package that a data frame needs is not installed, say which extra has it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"data frames need {error.name}, which is not installed: `pip install 'recount[frames]'`", name=error.name
        ) from error


class Tabular(ABC):
    """What becomes a data frame, a line a flat record."""

    @abstractmethod
    def flat(self) -> tuple[type[Struct], Sequence[Struct]]:
        """The kind of its flat records, and these in order."""

    def to_pandas(self) -> pandas.DataFrame:
        """All of it as a data frame of pandas, nullable where something may not be stated.

        Raises `MissingExtraError` where pandas is not installed.
        """
        with extra():
            import pandas as pd
        record, rows = self.flat()
        held: dict[str, object] = {}
        for column, values in _valued(record, rows):
            if column.sort == "choice":
                held[column.name] = pd.Categorical(values, categories=column.choices)
            else:
                held[column.name] = pd.Series(values, dtype=_PANDAS[column.sort])
        return pd.DataFrame(held)

    def to_polars(self) -> polars.DataFrame:
        """All of it as a data frame of Polars.

        Raises `MissingExtraError` where Polars is not installed.
        """
        with extra():
            import polars as pl
        record, rows = self.flat()
        kinds: dict[Sort, type[pl.DataType]] = {
            "words": pl.String,
            "whole": pl.Int64,
            "number": pl.Float64,
            "truth": pl.Boolean,
            "day": pl.Date,
        }
        held = [
            pl.Series(
                column.name,
                values,
                dtype=pl.Enum(column.choices) if column.choices else kinds[column.sort],
                strict=True,
            )
            for column, values in _valued(record, rows)
        ]
        return pl.DataFrame(held)


def _valued(record: type[Struct], rows: Sequence[Struct]) -> Iterator[tuple[Column, list[object]]]:
    """Every column of some records with its values."""
    for column, name in zip(columns(record), record.__struct_fields__, strict=True):
        yield column, [getattr(row, name) for row in rows]
