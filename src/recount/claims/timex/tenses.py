"""Which way the verb around words of time looks: "will meet Friday" is ahead, "met Friday" behind."""

from __future__ import annotations

from recount.claims.timex.pieces import BREAK, Pieces
from recount.claims.timex.vocabulary import times

_REACH = 14
_STOPS = frozenset({".", ";", "?", "!", BREAK, "''", "``"})


def looks_ahead(p: Pieces, first: int, last: int) -> bool | None:
    """Whether the verb nearest before an expression looks forward, else the nearest after it; None where none shows it.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> looks_ahead(pieces_of("They will meet on Friday"), 4, 5), looks_ahead(pieces_of("Shells fell on Friday"), 3, 4)
    (True, False)
    """
    before = range(first - 1, max(-1, first - 1 - _REACH), -1)
    after = range(last, min(p.count, last + _REACH))
    for places in (before, after):
        for at in places:
            word = p.words[at]
            if word in _STOPS:
                break
            if word in times().tenses.ahead:
                if word == "to" and not p.words[at + 1].isalpha():
                    continue
                if word == "may" and p.capital(at):
                    continue
                return True
            if word in times().tenses.past or (word.endswith("ed") and len(word) > 4):
                return False
    return None
