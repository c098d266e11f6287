"""What a number measures: people or things, money, a share, a length; or nothing, being a date or part of a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from recount.claims.quantities.bounds import after
from recount.claims.quantities.labels import is_age, is_date, is_label, may_be_name
from recount.claims.quantities.units import paid_before, unit
from recount.claims.quantities.vocabulary import touching, word_at
from recount.language.tokens import Token

Measure = Literal["count", "money", "percent", "share", "measure", "compound", "age", "date", "label", "name"]


def measured(pieces: Sequence[Token], at: int, first: int, last: int) -> tuple[Measure, int]:
    """What a number measures, its bound beginning at `at`, and the piece after the words that say so.

    >>> from recount.language.tokens import tokenise
    >>> [measured(tokenise(text), 1, 1, 2)[0] for text in ("of 12 men", "of 12 km", "$12", "of 12%", "the 12th")]
    ['count', 'measure', 'money', 'percent', 'label']
    """
    glued = touching(pieces, last)
    following = word_at(pieces, last)
    if paid_before(pieces, first):
        return "money", last
    of = unit(pieces, last)
    if of is not None and not (glued and of.of == "money" and following.isalpha()):
        return ("date" if of.of == "time" else of.of), of.last
    if is_date(pieces, at, first, last):
        return "date", last
    if is_label(pieces, first, last) or _is_score(pieces, last):
        return "label", last
    if glued and following[:1].isalpha():
        return _glued(pieces, last), last + 1
    if glued and following == "-" and after(pieces, last) is None:
        return "compound", last
    if is_age(pieces, first, last):
        return "age", last
    return ("name" if may_be_name(pieces, first, last) else "count"), last


def _is_score(pieces: Sequence[Token], last: int) -> bool:
    """Whether the number is the first of a result that is no range: ``2-0``, ``89-89``."""
    dashed = word_at(pieces, last) in {"-", "–"} and touching(pieces, last) and touching(pieces, last + 1)
    return dashed and word_at(pieces, last + 1)[0].isdigit()


def _glued(pieces: Sequence[Token], last: int) -> Measure:
    """What letters that touch a figure make of it: ``12th`` and ``1990s`` are labels, ``155mm`` a measure."""
    labelled = word_at(pieces, last).partition("-")[0] in {"st", "nd", "rd", "th", "s"}
    return "label" if labelled or (touching(pieces, last + 1) and word_at(pieces, last + 1)[0].isdigit()) else "measure"
