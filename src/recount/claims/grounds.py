"""A linked count to the rules that read its quantity and its effect, and the words that each rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from recount.claims.clauses import Link
from recount.claims.counts import Count
from recount.claims.harms import said_of
from recount.claims.quantities.bounds import before
from recount.language.tokens import Token
from recount.model import Mention

_FORMS: Mapping[str, str] = {
    "zero": "word for none",
    "both": "word for two",
    "vague": "vague word",
    "weight": "adjective of a loss",
    "article": "article",
    "range": "range",
}


class Ground(Struct, frozen=True):
    """A rule, and the words it rests on (None: those of the field itself)."""

    rule: str
    words: Mention | None = None


def of_quantity(text: str, tokens: Sequence[Token], count: Count) -> Ground:
    """The rule of the grammar that read a count, with the words of a bound before its number.

    >>> from recount.claims.counts import find_counts
    >>> from recount.language.tokens import tokenise
    >>> text = "no fewer than 12 men, dozens of women, 40 or more boys"
    >>> tokens = tokenise(text)
    >>> for count in find_counts(text, tokens):
    ...     ground = of_quantity(text, tokens, count)
    ...     print(ground.rule, "|", ground.words.exact if ground.words else None)
    bound before: at least | no fewer than
    vague word | None
    bound after: at least | None
    """
    quantity, operator = count.quantity, count.quantity.operator
    if count.form in _FORMS:
        return Ground(_FORMS[count.form])
    named = operator.replace("_", " ")
    bound = before(tokens, count.first)
    if bound is not None and bound.kind == operator and bound.last < count.last:
        first, last = tokens[count.first].start, tokens[bound.last - 1].end
        return Ground(f"bound before: {named}", Mention.at(text, first, last))
    if operator != "exact":
        return Ground(f"bound after: {named}")
    if " of " in quantity.exact:
        return Ground("share of a number")
    return Ground("numeral" if any(letter.isdigit() for letter in quantity.exact) else "number words")


def of_effect(text: str, tokens: Sequence[Token], links: Sequence[Link], link: Link) -> Ground:
    """The pattern that linked a count to its harm, with the word of harm; or the count whose harm it shares.

    `links` are all of the sentence, in order.
    """
    if link.harm is not None:
        words = Mention.at(text, tokens[link.harm.first].start, tokens[link.harm.last - 1].end)
        return Ground(f"{link.pattern}{_turn(link)}", words)
    if link.giver is None:
        return Ground(link.pattern)
    giver = links[link.giver].count.quantity
    return Ground(link.pattern, Mention(giver.exact, giver.start, giver.end))


def _turn(link: Link) -> str:
    """What makes the effect another than its word of harm says: whom it befell, or the words beside it."""
    harm = link.harm
    if harm is None or link.effect == harm.effect or link.pattern == "what a grave holds":
        return ""
    by_noun = said_of(harm, "annihilation") or said_of(harm, "loss")
    return ", by its noun" if by_noun else ", with the words beside it"
