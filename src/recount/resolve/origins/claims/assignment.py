"""One to one: which of the left goes with which of the right, so that all pairs together fit best.

Source: H. W. Kuhn, "The Hungarian method for the assignment problem" (1955), by shortest augmenting paths as in
R. Jonker and A. Volgenant (1987).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf

_MANY = 128


def assigned(scores: Sequence[Sequence[float]], least: float) -> tuple[tuple[int, int], ...]:
    """The pairs (row, column), in order of rows, whose squared scores sum to most; none that scores under `least`.

    Squared, so that one good pair goes before two middling ones. Rows and columns that have no pair in common are told
    apart first; where more than `_MANY` hang together, the best pair goes first, then the best of those left.

    >>> assigned([[0.9, 0.8], [0.85, 0.1]], least=0.3), assigned([[1.0, 0.6], [0.6, 0.0]], least=0.3)
    (((0, 1), (1, 0)), ((0, 0),))
    """
    found: list[tuple[int, int]] = []
    for rows, columns in _groups(scores, least):
        small = [[scores[row][column] for column in columns] for row in rows]
        pairs = _greedy(small, least) if min(len(rows), len(columns)) > _MANY else _best(small, least)
        found += [(rows[row], columns[column]) for row, column in pairs]
    return tuple(sorted(found))


def _groups(scores: Sequence[Sequence[float]], least: float) -> Iterator[tuple[list[int], list[int]]]:
    """The rows and columns that hang together by scores of `least` and more, each group in order."""
    across = [[column for column, score in enumerate(row) if score >= least] for row in scores]
    down: defaultdict[int, list[int]] = defaultdict(list)
    for row, own in enumerate(across):
        for column in own:
            down[column].append(row)
    seen: set[int] = set()
    for first in range(len(scores)):
        if first in seen or not across[first]:
            continue
        rows, columns, waiting = {first}, set[int](), [first]
        while waiting:
            for column in across[waiting.pop()]:
                if column not in columns:
                    columns.add(column)
                    waiting += [row for row in down[column] if row not in rows]
                    rows.update(down[column])
        seen |= rows
        yield sorted(rows), sorted(columns)


def _greedy(scores: Sequence[Sequence[float]], least: float) -> Iterator[tuple[int, int]]:
    """The best pair first, then the best of those that are left."""
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    cells = ((-score, row, column) for row, own in enumerate(scores) for column, score in enumerate(own))
    for _, row, column in sorted(cell for cell in cells if -cell[0] >= least):
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            yield row, column


def _best(scores: Sequence[Sequence[float]], least: float) -> Iterator[tuple[int, int]]:
    """The pairs whose squared scores sum to most."""
    turned = len(scores) > len(scores[0])
    worth = [[score * score if score >= least else 0.0 for score in row] for row in scores]
    for row, column in enumerate(_columns([*zip(*worth, strict=True)] if turned else worth)):
        one, other = (column, row) if turned else (row, column)
        if scores[one][other] >= least:
            yield one, other


def _columns(worth: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row, for no more rows than columns."""
    rows, columns = len(worth), len(worth[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    holder = [0] * (columns + 1)  # the row that holds each column, counted from 1; column 0 is the one looking
    for row in range(1, rows + 1):
        holder[0] = row
        column, slack, came_from, used = 0, [inf] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while holder[column]:
            used[column] = True
            current, step, following = holder[column], inf, 0
            for other in range(1, columns + 1):
                if used[other]:
                    continue
                cost = -worth[current - 1][other - 1] - row_price[current] - column_price[other]
                if cost < slack[other]:
                    slack[other], came_from[other] = cost, column
                if slack[other] < step:
                    step, following = slack[other], other
            for other in range(columns + 1):
                if used[other]:
                    row_price[holder[other]] += step
                    column_price[other] -= step
                else:
                    slack[other] -= step
            column = following
        while column:
            holder[column], column = holder[came_from[column]], came_from[column]
    found = [0] * rows
    for column in range(1, columns + 1):
        if holder[column]:
            found[holder[column] - 1] = column - 1
    return found
