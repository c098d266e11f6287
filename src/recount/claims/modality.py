"""A linked count to its modality: asserted, possible or denied."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.clauses import Link
from recount.claims.harms import harm_words
from recount.claims.sources import Attribution
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.model import Modality

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
    if any(_hedges(tokens, at, link) for at in range(left, right)) or _is_believed(tokens, left):
        return "possible"
    if chain and chain[0].cue.lemma in {"believe", "fear", "suggest", "project", "forecast", "predict"}:
        return "possible"
    return "asserted"


def _hedges(tokens: Sequence[Token], at: int, link: Link) -> bool:
    """Whether the token here is a hedge of this harm, and not of another verb (``believed to belong to``)."""
    if tokens[at].lower not in words("stance", "hedges") or tokens[at].text == "May":
        return False
    following = [token.lower for token in tokens[at + 1 : at + 4]]
    harm = link.harm
    if following[:1] == ["to"]:
        verb = [word for word in following[1:] if word not in {"have", "be", "been"}][:1]
        near = harm is not None and at < harm.first <= at + 5
        return near or not verb or verb[0] in harm_words() or not set(following) & {"have", "belong", "be"}
    return harm is None or harm.first == at + 1 or following[:1] == [] or following[0] not in harm_words()


def _is_believed(tokens: Sequence[Token], left: int) -> bool:
    """Whether the clause that begins here is what nobody in particular believes: ``it is feared that``."""
    if left < 3 or tokens[left - 1].lower != "that":
        return False
    before = [token.lower for token in tokens[max(0, left - 6) : left - 1]]
    passive = before[-2] in words("statements", "copulas") and before[-1] in words("stance", "hedges") | {"reported"}
    return passive or any(f" {phrase} " in f" {' '.join(before)} " for phrase in words("stance", "unverified"))


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
