"""Numbers beside harm that count nobody: ages, days of a month, ratios, a family whose members are counted."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.counts import Count
from recount.claims.phrases import NounPhrase, known_noun, singular
from recount.language.tokens import Token
from recount.lexicon.lists import words

_OLDEST, _DAYS, _MONTH = 110, 31, 3


def is_age(tokens: Sequence[Token], count: Count) -> bool:
    """Whether a number is somebody's age: ``a teacher, 31, was shot``, ``a boy of nine``, ``girls under 12``.

    >>> from recount.claims.counts import find_counts
    >>> from recount.language.tokens import tokenise
    >>> text = "A baker, 31, and a boy of nine were shot; children under 12 hid"
    >>> tokens = tokenise(text)
    >>> [count.quantity.exact for count in find_counts(text, tokens) if is_age(tokens, count)]
    ['31', 'nine', 'under 12']
    """
    quantity, first = count.quantity, count.first
    if first < 2 or count.form in {"article", "zero", "weight"} or (quantity.low or quantity.high or 999) > _OLDEST:
        return False
    following = tokens[count.last].lower if count.last < len(tokens) else "."
    lead = tokens[first - 1].lower
    if quantity.operator == "fewer_than":
        return _is_person(lead) and not known_noun(following)
    noun = tokens[first - 2].lower
    one = _is_person(noun) and singular(noun) == noun and not known_noun(following)
    return one and (
        (lead == "," and following in {",", ")", "."}) or (lead == "of" and noun in words("groups", "aged"))
    )


def _is_person(word: str) -> bool:
    return known_noun(word) and singular(word) not in words("groups", "things")


def is_day(tokens: Sequence[Token], count: Count) -> bool:
    """Whether a bare number is a day, after another of its month: ``between 24 December and 25``, ``May 3 and 4``."""
    first = count.first
    if (
        first < _MONTH
        or not 1 <= (count.quantity.low or 0) <= _DAYS
        or tokens[first - 1].lower not in {"and", "to", "or"}
    ):
        return False
    before = [token.lower for token in tokens[first - _MONTH : first - 1]]
    return bool(set(before) & words("grammar", "calendar")) and any(word.isdigit() for word in before)


def is_share(tokens: Sequence[Token], count: Count) -> bool:
    """Whether a number is of a ratio (``four in five of them``) or stands under ``how`` (``how many died``)."""
    lead = [token.lower for token in tokens[max(0, count.first - 2) : count.first]]
    if lead[-1:] == ["how"]:
        return True
    after = [token.lower for token in tokens[count.last : count.last + 3]]
    few = words("elided", "ratio")
    if after[:1] == ["in"] and after[1:2] and after[1] in few and tokens[count.first].lower in few:
        return after[2:3] in ([","], ["."], ["of"], ["were"])
    return lead[-1:] == ["in"] and lead[0] in few and after[:1] in ([","], ["."], ["of"], ["were"])


def is_one_family(tokens: Sequence[Token], count: Count, phrase: NounPhrase) -> bool:
    """``14 villagers of one family``: whose they are, not how many."""
    of = count.first > 0 and tokens[count.first - 1].lower in {"of", "from"}
    return of and count.quantity.high == 1 and phrase.head in {"family", "household"}
