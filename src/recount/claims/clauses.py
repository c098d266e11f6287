"""A sentence as linking looks at it: its tokens, its counts, the noun phrase of each, and the harms by token."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from recount.claims.counts import Count
from recount.claims.harms import Harm, harm_words, unharmed
from recount.claims.phrases import NounPhrase, noun_phrase
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.model import Effect

REACH = 30


class Link(Struct, frozen=True):
    """A count with the noun phrase it counts and the effect it has; `harm` is the word that says so, if its own.

    `parent` is the position, in the same list, of the link this one is a part of; `future` marks a harm that was only
    planned, threatened or possible; `score` says how sure the pattern is, `pattern` which of them it was. `giver` is
    the position, in the same list, of the link whose harm a count without one of its own shares.
    """

    count: Count
    phrase: NounPhrase
    effect: Effect
    harm: Harm | None
    parent: int | None
    future: bool
    score: float
    pattern: str = ""
    giver: int | None = None


class Sentence(Struct, frozen=True):
    """What linking looks at: tokens, counts, the phrase of each, and harms by first token."""

    tokens: tuple[Token, ...]
    counts: tuple[Count, ...]
    phrases: tuple[NounPhrase, ...]
    harms: dict[int, tuple[Harm, ...]]
    ends: dict[int, tuple[Harm, ...]]


def prepare(tokens: Sequence[Token], counts: Sequence[Count], harms: Sequence[Harm]) -> Sentence:
    """The sentence of these tokens, counts and harms, with the noun phrases of its counts found."""
    starts: dict[int, tuple[Harm, ...]] = {}
    ends: dict[int, tuple[Harm, ...]] = {}
    for harm in harms:
        starts[harm.first] = (*starts.get(harm.first, ()), harm)
        ends[harm.last - 1] = (*ends.get(harm.last - 1, ()), harm)
    said = (harm for harm in harms if harm.last > harm.first + 1 and tokens[harm.last - 1].lower not in unharmed())
    walls = frozenset(harm.first for harm in said) | {count.first for count in counts}
    phrases = tuple(noun_phrase(tokens, count.last, harm_words(), walls) for count in counts)
    return Sentence(tuple(tokens), tuple(counts), phrases, starts, ends)


def linked(
    sentence: Sentence, at: int, harm: Harm, score: float, *, future: bool = False, effect: Effect | None = None
) -> Link:
    """The link of the count at a position to a harm; `effect` overrules the harm's own."""
    return Link(sentence.counts[at], sentence.phrases[at], effect or harm.effect, harm, None, future, score)


def finite(word: str) -> bool:
    """Whether a word is a finite verb that the closed list knows."""
    return word in words("grammar", "verbs") and not word.endswith("ing") and word != "aged"


def object_follows(sentence: Sentence, at: int) -> bool:
    """Whether an object stands here, which makes the verb before it active."""
    if at >= len(sentence.tokens):
        return False
    token = sentence.tokens[at]
    if any(count.first == at for count in sentence.counts):
        return True
    if token.lower in words("grammar", "pronouns") or token.lower in {"the", "its", "their", "his", "them", "people"}:
        return True
    if token.text.isupper() and token.lower in words("grammar", "function"):
        return False  # dispatches in capitals
    name = token.text[0].isupper() and token.text[0].isalpha() and len(token.text) > 2
    return name and token.lower not in words("grammar", "times")


def of_them(sentence: Sentence, at: int) -> bool:
    """``three of them``, ``two of whom``: a part of the count before."""
    last = sentence.counts[at].last
    pair = tuple(token.lower for token in sentence.tokens[last : last + 2])
    return pair in {("of", "them"), ("of", "whom"), ("of", "these"), ("of", "those")} or pair[:1] == ("them",)
