"""Tokens to the noun phrase that a count counts, and the group its head belongs to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from recount.claims.quantities.numbers import opens_number
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.lexicon.peoples import people_names
from recount.model import Group

_OF = 6
_OWNED = frozenset({"its", "his", "their", "our"})
_CONDITIONS = frozenset({"dead", "wounded", "injured", "missing", "killed", "displaced", "detained", "victims"})
_SERVICES = frozenset({"police", "security", "military", "army"})
_HARMLESS = frozenset({"civilian", "unarmed", "innocent"})


class NounPhrase(Struct, frozen=True):
    """Tokens `first` to `last` (exclusive) that name what is counted; empty where the noun is left out.

    `last` is where reading may go on; `head` is the last word, singular and in lower case.
    """

    first: int
    last: int
    head: str
    partitive: bool

    @property
    def empty(self) -> bool:
        """Whether no noun stands there (``10 were killed``)."""
        return self.first == self.last


class Grouping(Struct, frozen=True):
    """The group of the people that a noun phrase names, the rule that said so, and the tokens of its words.

    `words` is None where the rule rests on the phrase as a whole.
    """

    group: Group
    rule: str
    words: tuple[int, int] | None = None


def noun_phrase(
    tokens: Sequence[Token], at: int, harm_words: frozenset[str], walls: Collection[int] = ()
) -> NounPhrase:
    """The noun phrase from token `at`, just after a count; `harm_words` end it unless a noun follows them.

    `walls` are the tokens at which a phrase of harm begins (``driven from their homes``): they end it too.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("six of its crew members were hurt")
    >>> phrase = noun_phrase(tokens, 1, frozenset({"hurt"}))
    >>> [token.text for token in tokens[phrase.first:phrase.last]], phrase.head, phrase.partitive
    (['crew', 'members'], 'member', True)
    """
    start, partitive = _opening(tokens, at)
    end = start
    while end < len(tokens) and end not in walls and not _ends(tokens, start, end, harm_words):
        end += 1
    while end > start and (tokens[end - 1].lower in _trailing() or tokens[end - 1].lower in {"and", "or"}):
        end -= 1
    if (
        end == start
        and start < len(tokens)
        and (tokens[start].lower in {"them", "those", "these"} or (partitive and tokens[start].lower in _CONDITIONS))
    ):
        end += 1
        while end < len(tokens) and tokens[start].lower == "them" and not _ends(tokens, start, end, harm_words):
            end += 1
        start += tokens[start].lower == "them" and end > start + 1
    head = singular(tokens[end - 1].lower) if end > start else ""
    return NounPhrase(start if end > start else at, end if end > start else at, head, partitive)


def _opening(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    """Past ``more``, ``other``, ``of the`` and the like: where the noun phrase proper begins; whether "of" was met."""
    position, partitive = at, False
    while position < len(tokens) and tokens[position].lower in words("grammar", "quotes"):
        position += 1
    if [token.lower for token in tokens[position + 1 : position + 3]] == ["-", "year-old"]:
        position += 3
    while position < len(tokens):
        word = tokens[position].lower
        if word == "of" and not partitive:
            partitive = True
        elif word not in words("grammar", "determiners") or word == "those" or (word == "the" and not partitive):
            break
        position += 1
        if word == "of" and position < len(tokens) and tokens[position].text[0].isdigit():
            break
    if partitive and position < len(tokens) and opens_number(tokens[position]):
        position += 1  # "one of at least 19 people" is read as two counts; "two of 14 rebels" keeps the noun
    return position, partitive


def _ends(tokens: Sequence[Token], start: int, at: int, harm_words: frozenset[str]) -> bool:
    """Whether the token here cannot belong to the noun phrase that began at `start`."""
    token = tokens[at]
    word = token.lower
    if word == "'s":
        return at == start
    if not (token.text[0].isalpha() or (token.text[0].isdigit() and at > start and "-" in word)):
        return True
    if word == "taken" or (at > start and word in words("grammar", "held") and known_noun(tokens[at - 1].lower)):
        return True
    if word == "and" and at > start and not known_noun(tokens[at - 1].lower):
        return not _noun_follows(tokens, at, harm_words)
    if _is_stop(token):
        return not (word in {"left", "like", "fighting", "fire"} and at == start)
    named = at > start and token.text[0].isupper() and tokens[at - 1].text[0].isupper()  # "Red Cross workers"
    if word in harm_words or (word in words("grammar", "verbs") and not named):
        return at > start or not _noun_follows(tokens, at, harm_words)
    if at > start and word.endswith("ed") and not word.endswith("eed"):
        return not _noun_follows(tokens, at, harm_words)
    if at > start and word in words("grammar", "each"):
        return True
    if at > start and word.endswith("ing") and not known_noun(word) and known_noun(tokens[at - 1].lower):
        return True
    if word.endswith("ly") and word not in {"family", "elderly", "assembly"}:
        return at > start
    return at > start and word in words("grammar", "times")


@cache
def _trailing() -> frozenset[str]:
    """Words that belong to no noun they follow."""
    return words("grammar", "adverbs") | words("grammar", "times")


@cache
def _stops() -> frozenset[str]:
    return (
        words("grammar", "prepositions")
        | words("grammar", "conjunctions")
        | words("grammar", "auxiliaries")
        | words("grammar", "pronouns")
        | frozenset({"the", "a", "an", "no", "not", "of", "them", "both"})
    ) - frozenset({"'s"})


def _is_stop(token: Token) -> bool:
    """Whether a word of a closed class ends a noun phrase; the United States are no pronoun."""
    return token.lower in _stops() and token.text != "US"


def _noun_follows(tokens: Sequence[Token], at: int, harm_words: frozenset[str]) -> bool:
    """Whether the word after this one continues a noun phrase (``kidnapped schoolgirls``)."""
    if at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    if not following.text[0].isalpha() or _is_stop(following) or following.lower in harm_words:
        return False
    if following.lower in words("grammar", "times") or following.lower.endswith("ly"):
        return False
    return known_noun(following.lower) or (at + 2 < len(tokens) and known_noun(tokens[at + 2].lower))


@lru_cache(1 << 14)
def known_noun(word: str) -> bool:
    """Whether a word is a noun of people or things that the lexicon knows, in any number."""
    one = singular(word)
    return any(one in words("groups", name) for name in ("combatants", "civilians", "unknown", "things"))


def singular(word: str) -> str:
    """The singular of an English noun in lower case, by rule.

    >>> [singular(word) for word in ("soldiers", "policemen", "families", "children", "buses", "troops")]
    ['soldier', 'policeman', 'family', 'child', 'bus', 'troop']
    """
    if word == "series":
        return word
    if word in {"children", "schoolchildren"}:
        return word[:-3]
    if word.endswith("men") and word not in {"yemen", "specimen", "regimen"}:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "buses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "news", "lives", "others'")):
        return word[:-1]
    return word


def group_of(tokens: Sequence[Token], phrase: NounPhrase, others: Collection[int] = ()) -> Group:
    """The group of the people a noun phrase names, as `grouping` finds it.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("special forces members")
    >>> group_of(tokens, noun_phrase(tokens, 0, frozenset()))
    'combatants'
    """
    return grouping(tokens, phrase, others).group


def grouping(tokens: Sequence[Token], phrase: NounPhrase, others: Collection[int] = ()) -> Grouping:
    """The group of the people a noun phrase names, and why: it follows the head noun, then the words before it.

    `others` are the tokens at which other counts of the sentence begin: a noun of theirs is not of this phrase.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("former soldiers")
    >>> grouping(tokens, noun_phrase(tokens, 0, frozenset()))
    Grouping(group='civilians', rule='modifier', words=(0, 1))
    """
    inside = [token.lower for token in tokens[phrase.first : phrase.last]]
    joined = _joined_group(tokens, phrase, others)
    if joined is not None:
        return Grouping(joined, "joined nouns")
    head = _head(inside, phrase)
    if (owned := _by_owner(tokens, phrase, inside, head)) is not None:
        return owned
    combatant = head in words("groups", "combatants")
    if combatant and "former" in inside:
        return _by_modifier("civilians", phrase, inside, frozenset({"former"}))
    armed = combatant and head not in words("groups", "posts")
    if not armed and any(word in words("groups", "aid") for word in inside[:-1]):
        return _by_modifier("civilians", phrase, inside, words("groups", "aid"))
    if combatant:
        return Grouping("combatants", "head noun")
    if head in words("groups", "civilians"):
        if not _SERVICES.isdisjoint(inside):
            return _by_modifier("combatants", phrase, inside, _SERVICES)
        return Grouping("civilians", "head noun")
    if len(inside) > 1 and any(word in words("groups", "forces") for word in inside[:-1]):
        return _by_modifier("combatants", phrase, inside, words("groups", "forces"))
    if not _HARMLESS.isdisjoint(inside):
        return _by_modifier("civilians", phrase, inside, _HARMLESS)
    civil = [word for word in inside[:-1] if singular(word) in words("groups", "civilians")]
    if civil:
        return _by_modifier("civilians", phrase, inside, civil)  # "peasant women", "refugee corpses"
    if _mostly(tokens, phrase):
        return Grouping("mixed", "mostly of one group")
    return Grouping("unknown", "no group's noun")


def _by_owner(tokens: Sequence[Token], phrase: NounPhrase, inside: Sequence[str], head: str) -> Grouping | None:
    """The group of people told by whose they are: ``one of their men``, ``members of the tribe``."""
    if inside == ["men"] and phrase.first and tokens[phrase.first - 1].lower in _OWNED:
        return Grouping("combatants", "men of a side", (phrase.first - 1, phrase.first))
    named = _member_of(tokens, phrase, inside) if head in {"member", "prisoner"} else None
    return None if named is None else Grouping(named, "what they are of")


def _by_modifier(group: Group, phrase: NounPhrase, inside: Sequence[str], listed: Collection[str]) -> Grouping:
    """The group that the first listed word of a phrase gives it."""
    at = phrase.first + next(at for at, word in enumerate(inside) if word in listed)
    return Grouping(group, "modifier", (at, at + 1))


def _member_of(tokens: Sequence[Token], phrase: NounPhrase, inside: Sequence[str]) -> Group | None:
    """The group of members and prisoners by what they are of: ``members of parliament``, ``prisoners of war``."""
    after = [token.lower for token in tokens[phrase.last : phrase.last + _OF]]
    if after[:2] == ["of", "war"]:
        return "combatants"
    of = {*(after[1:] if after[:1] == ["of"] else []), *inside[:-1]}
    if of & words("groups", "forces"):
        return None
    if of & words("groups", "peaceful"):
        return "civilians"
    return "unknown" if of & words("groups", "peoples") else None


def _head(inside: Sequence[str], phrase: NounPhrase) -> str:
    """The head of a phrase; its last noun of people, where what follows is none (``soldiers prisoner``)."""
    if known_noun(phrase.head):
        return phrase.head
    return next((singular(word) for word in reversed(inside) if known_noun(word)), phrase.head)


def _mostly(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether people are said to be mostly of one group: ``33 people, mostly soldiers``, ``most of them civilians``."""
    following = [token.lower for token in tokens[phrase.last : phrase.last + 7]]
    if phrase.head not in {"people", "person"} or following[:1] not in ([","], ["("]):
        return False
    sort = following[1:2]
    named = {singular(word) for word in following[2:] if known_noun(word)}
    if sort in (["mostly"], ["mainly"]) or following[1:4] == ["most", "of", "them"]:
        return bool(named & (words("groups", "combatants") | words("groups", "civilians")))
    return following[1:4] == ["many", "of", "them"] and bool(named & words("groups", "combatants"))


def _joined_group(tokens: Sequence[Token], phrase: NounPhrase, others: Collection[int]) -> Group | None:
    """The group of a phrase joined with others under one count (``women and girls``, ``police and civilians``)."""
    end = min([at for at in others if at >= phrase.last], default=len(tokens))
    following = [token.lower for token in tokens[phrase.last : min(phrase.last + 6, end)]]
    if phrase.empty or following[:1] not in (["and"], [","]) or "and" not in following:
        return None
    last = following.index("and") + 1
    heads = {phrase.head} | {singular(word) for word in following[: last + 2] if known_noun(word)}
    counted = any(opens_number(token) or token.lower in {"a", "an"} for token in tokens[phrase.last :][: last + 1])
    if (
        len(heads) < 2
        or counted
        or any(word in words("grammar", "auxiliaries") | {"mostly", "mainly"} for word in following[:last])
    ):
        return None
    civil, armed = heads & words("groups", "civilians"), heads & words("groups", "combatants")
    if civil and armed:
        return "mixed"
    return "civilians" if civil and heads & words("groups", "women") else None


def is_person(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether the phrase surely names a person: its head is a noun of people, or a nationality stands as the head."""
    if phrase.empty:
        return False
    if phrase.head in words("groups", "things") and phrase.head not in {"force", "unit"}:
        return False
    if any(phrase.head in words("groups", name) for name in ("combatants", "civilians", "unknown")):
        return True
    return is_national(tokens[phrase.last - 1])


def is_national(token: Token) -> bool:
    """Whether a word names people by their nation or side (``Canadians``, ``Briton``, ``Contras``)."""
    return token.text in people_names()


def is_thing(phrase: NounPhrase) -> bool:
    """Whether the phrase names a thing rather than people."""
    return phrase.head in words("groups", "things")
