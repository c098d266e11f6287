"""A table to its rows and cells, exactly as written: the text of each row, and where in it each cell stands.

Source: RFC 4180, Common Format and MIME Type for Comma-Separated Values; semicolons and tabs part cells as well.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from msgspec import Struct

_MARKS = ",;\t"


class Cell(Struct, frozen=True):
    """What a cell says, and where in its row it stands, quotation marks apart."""

    value: str
    start: int
    end: int


class Row(Struct, frozen=True):
    """A row as written, the line it begins on, counted from 1, and its cells."""

    line: int
    text: str
    cells: tuple[Cell, ...]


class Broken(Struct, frozen=True):
    """A row that cannot be cut into cells: the line it begins on, and why."""

    line: int
    why: str


def rows_of(text: str) -> Iterator[Row | Broken]:
    r"""The rows of a table, the first of which names the columns; empty lines are passed over.

    A cell in quotation marks may hold line ends, which stay in the row's text.

    >>> [(row.line, row.text, [cell.value for cell in row.cells]) for row in rows_of('day,dead\n\n1 May,"1,200"\n')]
    [(1, 'day,dead', ['day', 'dead']), (3, '1 May,"1,200"', ['1 May', '1,200'])]
    """
    mark = max(_MARKS, key=text.partition("\n")[0].count)
    taken: list[str] = []
    reader = csv.reader(_noted(text, taken), delimiter=mark, strict=True)
    while True:
        taken.clear()
        first = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Broken(first, str(error))
            continue
        if values:
            row = "".join(taken).removesuffix("\n")
            cells = tuple(_cells(row, mark))
            if [cell.value for cell in cells] == values:
                yield Row(first, row, cells)
            else:
                yield Broken(first, "a quotation mark stands inside a cell")


def _noted(text: str, taken: list[str]) -> Iterator[str]:
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        taken.append(line)
        yield line


def _cells(row: str, mark: str) -> Iterator[Cell]:
    at = 0
    while at <= len(row):
        if quoted := _QUOTED.match(row, at):
            yield Cell(quoted[1].replace('""', '"'), quoted.start(1), quoted.end(1))
            at = quoted.end() + 1
        else:
            end = row.find(mark, at)
            end = len(row) if end < 0 else end
            yield Cell(row[at:end], at, end)
            at = end + 1


_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
