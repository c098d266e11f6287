"""Who a verb is of: its subject, and whether that can act or speak."""

from __future__ import annotations

from collections.abc import Sequence

from recount.claims.kinds import known_kind
from recount.claims.nominals import left_phrase
from recount.claims.phrases import singular
from recount.claims.verbs import group_start, looks_finite
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of, party_of

JOINS = frozenset({"and", "or", "but", "then", ","})
_BACK = 60


def agent(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    """The subject of the verbal group that begins at `first`, of a joined one that of the verb before.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("Oslo closed its embassy and expelled the envoy")
    >>> agent(tokens, 5)
    (0, 1)
    """
    if first <= 0:
        return None
    before = tokens[first - 1].lower
    if before in {"who", "which"} and first > 1:
        antecedent = left_phrase(tokens, first - 1 - (tokens[first - 2].lower == ","))
        return _own_subject(tokens, antecedent) if antecedent is not None else None
    phrase = left_phrase(tokens, first) if before not in JOINS - {","} else None
    if phrase is not None:
        return _own_subject(tokens, phrase)
    return joined_subject(tokens, first) if before in JOINS else None


def joined_subject(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    """The subject of the last finite verb before a token that has one which can speak or act."""
    for at in range(first - 2, max(0, first - _BACK), -1):
        if tokens[at].lower == ";":
            return None
        if not looks_finite(tokens, at):
            continue
        start = group_start(tokens, at)
        if start and tokens[start - 1].lower not in JOINS | {"to"}:
            phrase = left_phrase(tokens, start)
            if phrase is not None and is_speaker(tokens, _own_subject(tokens, phrase)):
                return _own_subject(tokens, phrase)
    return None


def _own_subject(tokens: Sequence[Token], phrase: tuple[int, int]) -> tuple[int, int]:
    """A phrase without the clause it runs on from: ``the office announced it`` before "had withdrawn" is "it"."""
    first, last = phrase
    if first and tokens[first - 1].text == "US":  # no pronoun
        first -= 1
    while last > first + 1 and tokens[last - 1].lower in words("grammar", "prepositions"):
        last -= 1
    if tokens[last - 1].lower in {"it", "they", "he", "she", "we"}:
        return last - 1, last
    for at in range(last - 2, first - 1, -1):
        word, following = tokens[at].lower, tokens[at + 1]
        if word == "to" and following.text.islower() and at + 2 < last and following.lower != "the":
            return at + 2, last
        told = (
            word.endswith("ed") and tokens[at].text.islower() and at > first and following.lower in {"the", "a", "an"}
        )
        if told or word in {"saying", "adding", "said"}:
            return at + 1 + (following.lower == "the"), last
        inner = (
            at > first
            and tokens[at - 1].text[0].isalpha()
            and tokens[at - 1].lower not in words("grammar", "prepositions")
        )
        if word == "the" and inner and tokens[at - 1].lower not in {"of", "and", "or"}:
            return at + 1, last
        if word == "and" and at > first and not is_speaker(tokens, (first, at)):
            return at + 1, last
    if first < last - 1 and tokens[first].lower.endswith("ly") and tokens[first + 1].text[:1].isupper():
        first += 1
    return first, last


def is_actor(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase names a state, an organisation, its forces, or a person who may act for one.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("the UN General Assembly, new sanctions")
    >>> is_actor(tokens, (1, 4)), is_actor(tokens, (5, 7))
    (True, False)
    """
    first, last = phrase[0], head_end(tokens, phrase)
    if first >= last:
        return False
    head = tokens[last - 1]
    if head.lower in words("predicates", "actors") or (last - first == 1 and head.lower in {"it", "they", "he", "she"}):
        return True
    text = " ".join(token.text for token in tokens[first:last])
    bare = text.removeprefix("The ").removeprefix("the ")
    if bare in nation_of() or bare in party_of() or head.text in party_of():
        return True
    if head.text in nation_of() and not describes(head.text):
        return True
    titled = any(token.lower.rstrip(".") in words("speakers", "titles") for token in tokens[first : last - 1])
    if titled and head.text[:1].isupper() and tokens[last - 2].text[:1].isupper():
        return True
    kind = known_kind(text)
    return kind in {"government", "military", "police", "un", "armed_group", "ngo"} and head.text[:1].isalpha()


def is_speaker(tokens: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """Whether a phrase names somebody who can speak: an actor, a person, people, a body."""
    last = head_end(tokens, phrase)
    inner = tokens[phrase[0] : last]
    if not inner or inner[0].lower in {"no", "none", "nobody", "neither", "few"} or inner[-1].lower == "the":
        return False
    if len(inner) > 1 and inner[0].text.islower() and inner[0].lower.endswith("ed"):
        return False
    lower = inner[-1].lower
    if lower in {"he", "she", "they", "it", "we", "i", "who", "both", "others"} or is_actor(tokens, phrase):
        return True
    if any(lower in words("speakers", name) for name in ("roles", "bodies", "plurals")):
        return True
    if any(singular(lower) in words("groups", name) for name in ("civilians", "combatants", "unknown")):
        return True
    known = known_kind(" ".join(token.text for token in inner)) not in {None, "other"}
    return known or (inner[-1].text[:1].isupper() and lower not in words("grammar", "times"))


def head_end(tokens: Sequence[Token], phrase: tuple[int, int]) -> int:
    """Where the head of a phrase ends, before ``of``, ``for`` and the like."""
    for at in range(phrase[0] + 1, phrase[1]):
        if tokens[at].lower in words("grammar", "prepositions") | {"of", ","}:
            return at
    return phrase[1]


def describes(word: str) -> bool:
    """Whether the name of a nation stands as an adjective (``Russian``), which needs a noun."""
    nation = nation_of()[word]
    return word in nation.demonyms and not word.endswith("s") and word not in (*nation.names, *nation.metonyms)
