"""A linked count to its modality: asserted, possible or denied; and the rule and words that decided."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from recount.claims.clauses import Link
from recount.claims.harms import harm_words
from recount.claims.sources import Attribution
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.model import Modality

_NEAR = 7
_BEFORE = 6
_AFTER = 10
_OPEN = frozenset({"whether"})
_DONE = frozenset({"killed", "injured", "captured", "destroyed", "displaced", "casualties"})
_STOPS = frozenset(
    {
        ",",
        ";",
        ":",
        "while",
        "but",
        "after",
        "when",
        "who",
        "which",
        "(",
        ")",
        '"',
        "“",
        "”",
        "said",
        "that",
        "how",
        "why",
    }
)


class Stance(Struct, frozen=True):
    """A modality, the rule that decided it, and the tokens it rests on (None where it rests on no word)."""

    modality: Modality
    rule: str
    words: tuple[int, int] | None = None


def stance(tokens: Sequence[Token], link: Link, chain: Sequence[Attribution]) -> Stance:
    """Whether the figure is asserted, possible or denied, by the cue and by the words around count and harm.

    The words of a stance are tokens of the count's own sentence, except that those of a cue are the cue's.

    >>> from recount.claims.counts import find_counts
    >>> from recount.claims.links import link_counts
    >>> from recount.language.tokens import tokenise
    >>> text = "Up to 300 people are feared dead"
    >>> tokens = tokenise(text)
    >>> stance(tokens, link_counts(tokens, find_counts(text, tokens))[0], ())
    Stance(modality='possible', rule='hedge', words=(5, 6))
    """
    cue = chain[0].cue if chain else None
    if cue is not None and cue.act == "denies" and not cue.negated and not _presupposed(tokens, link):
        return Stance("denied", "denied by its cue")
    if cue is not None and cue.negated:
        return Stance("possible", "not stated by its cue")
    left, right = _clause(tokens, *_extent(link))
    if (false := _false(tokens, left)) is not None:
        return Stance("denied", "called false", false)
    if (negated := _undone(tokens, link)) is not None:
        return Stance("denied", "negated harm", negated)
    unverified = _phrase(tokens, left, right, "unverified") or _phrase(tokens, right, _end(tokens, right), "unverified")
    if unverified is not None:
        return Stance("possible", "unverified", unverified)
    hedge = next((at for at in range(left, right) if _hedges(tokens, at, link)), None)
    if hedge is not None:
        return Stance("possible", "hedge", (hedge, hedge + 1))
    spoken = cue.first if cue is not None else -1
    if (believed := _believed(tokens, left)) is not None and believed[0] != spoken:
        return Stance("possible", "hedge before that", believed)
    if (asked := _asked(tokens, left, link)) is not None:
        return Stance("possible", "open question", asked)
    if cue is not None and cue.lemma in {"believe", "fear", "suggest", "suspect", "project", "forecast", "predict"}:
        return Stance("possible", "unsure cue")
    return Stance("asserted", "asserted")


def unsure(tokens: Sequence[Token], source: tuple[int, int]) -> bool:
    """Whether a source's own words say that what it states is not sure: ``unconfirmed reports``."""
    return any(token.lower in words("stance", "hedges") for token in tokens[slice(*source)] if token.text != "May")


def _extent(link: Link) -> tuple[int, int]:
    """The tokens from count to harm."""
    first, last = link.count.first, max(link.phrase.last, link.count.last)
    if link.harm is not None:
        first, last = min(first, link.harm.first), max(last, link.harm.last)
    return first, last


def _undone(tokens: Sequence[Token], link: Link) -> tuple[int, int] | None:
    """The negation of the verb of harm itself: ``we never killed 19 civilians``; no count of none is negated so."""
    if link.harm is None or link.effect not in _DONE or link.count.form == "zero":
        return None
    for at in range(link.harm.first - 1, max(-1, link.harm.first - 5), -1):
        word = tokens[at].lower
        contracted = word == "t" and at > 0 and tokens[at - 1].lower == "'"
        if word in {"not", "never"} or contracted:
            return (at, at + 1) if tokens[at + 1].lower not in {"only", "just", "yet"} else None
        if word not in words("grammar", "auxiliaries") | words("grammar", "have"):
            return None
    return None


def _end(tokens: Sequence[Token], right: int) -> int:
    """Where the clause ends that goes on after count and harm, a few tokens on at most."""
    end = right
    while end < min(len(tokens), right + _AFTER) and tokens[end].lower not in _STOPS | {"."}:
        end += 1
    return end


def _presupposed(tokens: Sequence[Token], link: Link) -> bool:
    """Whether what is denied is of some among a known number: ``denied that any of the 31 dead were civilians``."""
    lead = [token.lower for token in tokens[max(0, link.count.first - 3) : link.count.first]]
    return lead[-2:] in (["of", "the"], ["of", "those"])


def _phrase(tokens: Sequence[Token], left: int, right: int, entry: str) -> tuple[int, int] | None:
    """Where a phrase of a list of stances stands between two tokens."""
    near = [token.lower for token in tokens[left:right]]
    joined = f" {' '.join(near)} "
    for phrase in sorted(words("stance", entry)):
        if f" {phrase} " in joined:
            first = left + joined[: joined.index(f" {phrase} ")].count(" ")
            return first, first + len(phrase.split())
    return None


def _false(tokens: Sequence[Token], left: int) -> tuple[int, int] | None:
    """The words before a clause that call it false: ``it is a lie that``."""
    if left < 2 or tokens[left - 1].lower != "that":
        return None
    first = max(0, left - _BEFORE)
    found = _phrase(tokens, first, left - 1, "falsehoods")
    negated = found is not None and any(token.lower in {"not", "never"} for token in tokens[first : found[0]])
    return None if negated else found


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


def _believed(tokens: Sequence[Token], left: int) -> tuple[int, int] | None:
    """What makes the clause that begins here the belief of nobody in particular: ``it is feared that``."""
    if left < 3 or tokens[left - 1].lower != "that":
        return None
    first = max(0, left - _BEFORE)
    before = [token.lower for token in tokens[first : left - 1]]
    passive = before[-2] in words("statements", "copulas") and before[-1] == "reported"
    if passive or before[-1] in words("stance", "hedges") | {"suspected"}:
        return left - 2, left - 1
    return _phrase(tokens, first, left - 1, "unverified")


def _asked(tokens: Sequence[Token], left: int, link: Link) -> tuple[int, int] | None:
    """The word that leaves open whether it happened; what is asked of a known number leaves the number alone."""
    definite = link.count.first > 0 and tokens[link.count.first - 1].lower in {"the", "those", "these", "its", "their"}
    if definite:
        return None
    found = next((at for at in range(max(0, left - 1), link.count.first) if tokens[at].lower in _OPEN), None)
    return (found, found + 1) if found is not None else None


def _clause(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The tokens around count and harm, no further than the clause and a few tokens."""
    left = first
    while left > max(0, first - _NEAR) and tokens[left - 1].lower not in _STOPS:
        left -= 1
    right = last
    while right < min(len(tokens), last + 3) and tokens[right].lower not in _STOPS:
        right += 1
    return left, right
