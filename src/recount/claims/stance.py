"""A linked count to its stance: asserted, possible or denied; one incident, a period or a running total."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.clauses import Link
from recount.claims.sources import Attribution
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.model import Mention, Modality, Scope

_NEAR = 7


def modality(tokens: Sequence[Token], link: Link, chain: Sequence[Attribution]) -> Modality:
    """Whether the figure is asserted, possible or denied, by the cue and by the words around count and harm.

    >>> from recount.claims.counts import find_counts
    >>> from recount.claims.links import link_counts
    >>> from recount.language.tokens import tokenise
    >>> text = "Up to 300 people are feared dead"
    >>> tokens = tokenise(text)
    >>> modality(tokens, link_counts(tokens, find_counts(text, tokens))[0], ())
    'possible'
    """
    if chain and chain[0].cue.act == "denies":
        return "denied"
    first, last = link.count.first, max(link.phrase.last, link.count.last)
    if link.harm is not None:
        first, last = min(first, link.harm.first), max(last, link.harm.last)
    left, right = _clause(tokens, first, last)
    near = [token.lower for token in tokens[left:right]]
    phrase = f" {' '.join(near)} "
    if any(f" {words_} " in phrase for words_ in words("stance", "unverified")):
        return "possible"
    hedges = words("stance", "hedges")
    if any(word in hedges for at, word in enumerate(near) if not _is_month(tokens[left + at])):
        return "possible"
    if chain and chain[0].cue.lemma in {"believe", "fear", "suggest", "project", "forecast", "predict"}:
        return "possible"
    return "asserted"


def _is_month(token: Token) -> bool:
    return token.text == "May"


def _clause(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The tokens around count and harm, no further than the clause and a few tokens."""
    stops = {",", ";", ":", "while", "but", "after", "when", "who", "which", "(", ")", '"', "“", "”", "said", "that"}
    left = first
    while left > max(0, first - _NEAR) and tokens[left - 1].lower not in stops:
        left -= 1
    right = last
    while right < min(len(tokens), last + 3) and tokens[right].lower not in stops:
        right += 1
    return left, right


def scope(tokens: Sequence[Token], link: Link, times: Sequence[Mention]) -> Scope:
    """Whether the figure is of one event, of a stated stretch, or a running total."""
    near = {token.lower for token in tokens}
    here = [mention.exact.lower() for mention in times]
    if any(time.startswith("since") for time in here):
        return "total"
    if link.harm is not None and (link.harm.forms & {"toll", "weak"} or link.harm.lemma in {"mass grave", "number"}):
        return "total"
    if link.effect in {"displaced", "affected"} and not here:
        return "total"
    if any(set(time.split()) & words("stance", "periods") and "last week" not in time for time in here):
        return "period"
    return "total" if near & (words("stance", "totals") - {"since", "war", "conflict"}) else "incident"
