"""An attribution to who passed it on within its sentence: whom the source told, who quotes it, who carried it."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.kinds import known_kind
from recount.claims.nominals import QUOTES, left_phrase, right_phrase
from recount.claims.sources import Attribution, quoted_source
from recount.language.tokens import Token
from recount.lexicon.lists import words

_QUOTING = frozenset({"quoted", "quotes", "cited", "cites", "quoting", "citing"})
_AFTER = frozenset({"by", "from", "in", "on", "at", "during", "with", ","})
_PRESENT = frozenset({"reporters", "journalists", "correspondents"})
_LONGEST = 6


def relay(tokens: Sequence[Token], one: Attribution) -> tuple[int, int] | None:
    """The medium that passed a statement on, as its sentence says; None where it names none.

    >>> from recount.claims.sources import find_attributions
    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("The mayor told Radio Bor that 12 people died.")
    >>> [token.text for token in tokens[slice(*relay(tokens, find_attributions(tokens)[0]))]]
    ['Radio', 'Bor']
    """
    if one.source is None:
        return None
    if one.cue.lemma == "tell":
        return _medium(tokens, one.cue.last, named=False)
    if one.cue.form == "gerund" and (quoter := _quoter(tokens, one)) is not None:
        return quoter
    for at in _carriers(tokens):
        found = _medium(tokens, at, named=True)
        if found is not None and found != one.source and _beside(tokens, at, one):
            return found
    return None


def _quoter(tokens: Sequence[Token], one: Attribution) -> tuple[int, int] | None:
    """Who quotes a source as saying something: the subject of the verb, or its agent."""
    source = quoted_source(tokens, one.cue)
    if source is None:
        return None
    at = next((at for at in range(one.cue.first - 2, -1, -1) if tokens[at].lower in _QUOTING), None)
    return left_phrase(tokens, at) if at is not None and source[0] > at else None


def _carriers(tokens: Sequence[Token]) -> list[int]:
    """The tokens after words that lead to a medium: ``in an interview with``, ``quoted by``."""
    pairs = {tuple(pair.split()) for pair in words("statements", "relaying")}
    return [at + 2 for at in range(len(tokens) - 2) if (tokens[at].lower, tokens[at + 1].lower) in pairs]


def _beside(tokens: Sequence[Token], at: int, one: Attribution) -> bool:
    """Whether no quotation and no other clause parts the words that lead to a medium from the source or its cue."""
    first, last = sorted((at, one.cue.first))
    between = [token.lower for token in tokens[first:last]]
    return not set(between) & (QUOTES | {";", "but", "while", "that", "."})


def _ends_name(token: Token) -> bool:
    """Whether a token cannot belong to the name of a medium: a preposition, a pronoun, a verb in the past."""
    verb = token.text.islower() and token.lower.endswith("ed")
    if token.lower == "'s":
        return False
    return verb or token.lower in _AFTER | words("grammar", "pronouns") | words("grammar", "auxiliaries")


def _medium(tokens: Sequence[Token], at: int, *, named: bool) -> tuple[int, int] | None:
    """The medium named here: one by its kind, or, where the words lead to one, any name of no known kind."""
    phrase = right_phrase(tokens, at)
    if phrase is not None:
        ends = [k for k in range(phrase[0] + 1, phrase[1]) if _ends_name(tokens[k])]
        phrase = (phrase[0], ends[0]) if ends else phrase
    if (
        phrase is None
        or tokens[phrase[0]].lower in _PRESENT | words("grammar", "times")
        or phrase[1] - phrase[0] > _LONGEST
        or not any(t.text[0].isupper() for t in tokens[slice(*phrase)])
    ):
        return None
    kind = known_kind(" ".join(token.text for token in tokens[slice(*phrase)]))
    unknown = named and kind is None and tokens[phrase[0]].text[0].isupper()
    return phrase if kind == "media" or unknown else None
