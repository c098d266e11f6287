"""CSV that a spreadsheet can open: nothing in it runs as a formula, and no control hides in it.

Source: RFC 4180; OWASP, "CSV Injection", on what spreadsheets take for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO, Final

from recount.publish.wording import visible

_SIGNS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # and their wide forms, in Japanese spreadsheets
_FORMULA: Final = (*_SIGNS, "\t", "\r", "\n")
_IGNORED: Final = " \t\r\n\v\f\u00a0\u200b\u2060\ufeff"


def write_table(headers: Iterable[Sequence[str]], rows: Iterable[Iterable[object]], out: BinaryIO) -> None:
    """Write lines of headers, then rows, as `table_lines` gives them."""
    for piece in table_lines(headers, rows):
        out.write(piece)


def table_lines(headers: Iterable[Sequence[str]], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Lines of headers, then rows, as CSV (UTF-8, RFC 4180); each cell as of `spreadsheet_cell`."""
    line = io.StringIO(newline="")
    table = csv.writer(line)
    for row in chain(headers, (map(spreadsheet_cell, row) for row in rows)):
        table.writerow(row)
        yield line.getvalue().encode(errors="replace")
        line.seek(0)
        line.truncate()


def spreadsheet_cell(value: object) -> object:
    """A value as a cell of CSV: text that a spreadsheet would run as a formula gets a ``'`` before.

    Numbers stay numbers: a longitude of -17.4 is written as it is. Controls in text are written out.

    >>> spreadsheet_cell("=1+1"), spreadsheet_cell(" @A1"), spreadsheet_cell(-17.4), spreadsheet_cell(True)
    ("'=1+1", "' @A1", -17.4, 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    shown = visible(value)
    runs = shown.startswith(_FORMULA) or shown.lstrip(_IGNORED).startswith(_SIGNS)
    return f"'{shown}" if runs else shown
