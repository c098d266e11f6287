"""Harm that has a political side, told from disaster, disease, accident and crime by the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from recount.language.tokens import Token, forms
from recount.lexicon.lists import words
from recount.model import Report

_LEAD = 1500
_FEW = 2


def of_conflict(report: Report) -> bool:
    """Whether a report is of conflict at all: its title and opening speak of it no less than of other harm.

    A report that speaks of neither is read; so is one of disease that speaks of conflict at all, for wars breed it.
    """
    opening = forms(f"{report.title or ''}\n{report.text[:_LEAD]}")
    other, conflict = opening & _other(), opening & words("outside", "political")
    if len(other) < _FEW or len(conflict) >= len(other):
        return True
    return bool(conflict) and len(conflict) >= len(other - words("outside", "disease"))


def political(tokens: Sequence[Token]) -> bool:
    """Whether a sentence that counts people harmed is of political harm: it names no other cause, or names both.

    >>> from recount.language.tokens import tokenise
    >>> political(tokenise("The quake killed 50,000 people")), political(tokenise("War and disease killed 50,000"))
    (False, True)
    """
    said = {token.lower for token in tokens}
    return not said & _other() or bool(said & words("outside", "political"))


def _other() -> frozenset[str]:
    return words("outside", "disaster", "disease", "accident", "crime")
