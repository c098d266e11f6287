"""One to one: which of the left goes with which of the right, so that all pairs together fit best.

Source: H. W. Kuhn, "The Hungarian method for the assignment problem" (1955), by shortest augmenting paths as in
R. Jonker and A. Volgenant (1987).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def assigned(scores: Sequence[Sequence[float]], least: float) -> tuple[tuple[int, int], ...]:
    """The pairs (row, column), in order of rows, whose squared scores sum to most; none that scores under `least`.

    Squared, so that one good pair goes before two middling ones.

    >>> assigned([[0.9, 0.8], [0.85, 0.1]], least=0.3), assigned([[1.0, 0.6], [0.6, 0.0]], least=0.3)
    (((0, 1), (1, 0)), ((0, 0),))
    """
    if not scores or not scores[0]:
        return ()
    if len(scores) > len(scores[0]):
        turned = [[row[at] for row in scores] for at in range(len(scores[0]))]
        return tuple(sorted((row, column) for column, row in assigned(turned, least)))
    worth = [[score * score if score >= least else 0.0 for score in row] for row in scores]
    return tuple((row, column) for row, column in enumerate(_columns(worth)) if scores[row][column] >= least)


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
