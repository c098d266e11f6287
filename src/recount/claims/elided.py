"""Figures whose harm stands in the figure before: ``Police spoke of 12``, ``it is at 40``, ``Three were boys``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from recount.claims.clauses import Sentence
from recount.claims.phrases import NounPhrase, known_noun, singular
from recount.language.tokens import Token
from recount.lexicon.lists import words

_LEAD, _PREDICATE = 9, 4
_POINTING = ("them", "these", "those")
_PEOPLE = ("people", "persons", "dead", "victims")


def states_figure(sentence: Sentence, at: int) -> bool:
    """Whether a bare number is only stated, by a verb or a noun of figures: what it counts was said before.

    >>> from recount.language.tokens import tokenise
    >>> from recount.claims.clauses import prepare
    >>> from recount.claims.counts import find_counts
    >>> text = "The mayor put it at close to 40, the union spoke of 12 and the army of five medals."
    >>> tokens = tokenise(text)
    >>> sentence = prepare(tokens, find_counts(text, tokens), ())
    >>> [states_figure(sentence, at) for at in range(3)]
    [True, True, False]
    """
    count, phrase = sentence.counts[at], sentence.phrases[at]
    if count.form in {"article", "zero", "weight"} or not _is_bare(sentence, phrase):
        return False
    lead = [token.lower for token in sentence.tokens[max(0, count.first - _LEAD) : count.first]]
    lead = lead[len(lead) - lead[::-1].index(";") :] if ";" in lead else lead
    if not lead:
        return False
    if lead[-1] in words("elided", "compared"):
        return True
    if lead[-1] in words("elided", "stating"):
        return lead[-2:-1] != ["to"] and lead[-2:-1] != ["by"]
    if lead[-1] == "of":
        return lead[-2:-1] != [] and lead[-2] in words("elided", "speaking")
    if lead[-1] in words("elided", "links"):
        return bool(set(lead[-_LEAD:-1]) & words("elided", "figures")) and not set(lead) & _barred()
    return False


@cache
def _barred() -> frozenset[str]:
    return frozenset({"age", "cost", "price"})


def _is_bare(sentence: Sentence, phrase: NounPhrase) -> bool:
    """Whether no noun of its own follows a number, or none that says more than people."""
    following = sentence.tokens[phrase.last].lower if phrase.last < len(sentence.tokens) else "."
    return (phrase.empty or phrase.head in _PEOPLE) and following in words("elided", "after")


def describes_part(tokens: Sequence[Token], first: int, phrase: NounPhrase) -> bool:
    """Whether a bare number at the start of a clause is said to be people of some kind: ``Three were children``.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("Three were children.")
    >>> describes_part(tokens, 0, NounPhrase(1, 1, "", False))
    True
    """
    if not (phrase.empty or phrase.head in _POINTING) or not _opens_clause(tokens, first):
        return False
    last = phrase.last
    if last >= len(tokens) or tokens[last].lower not in {"were", "was", "are", "is"}:
        return False
    for at in range(last + 1, min(len(tokens), last + 1 + _PREDICATE)):
        word = tokens[at].lower
        named = known_noun(word) and not (at + 1 < len(tokens) and known_noun(tokens[at + 1].lower))
        if named:
            return singular(word) not in words("groups", "things")
        if not word[0].isalpha() or word in words("grammar", "prepositions"):
            return False
    return False


def _opens_clause(tokens: Sequence[Token], first: int) -> bool:
    """Whether nothing but a quotation mark or ``and`` stands before a number in its clause."""
    return first == 0 or tokens[first - 1].lower in words("grammar", "quotes") | {"and", ",", ";", "but", "that"}
