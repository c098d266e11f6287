"""A linked count to whom it counts: the words, and the group they are of, by the noun wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from recount.claims.clauses import Link
from recount.claims.elided import describes_part
from recount.claims.phrases import Grouping, NounPhrase, group_of, grouping, known_noun, singular
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.model import Mention, Victims

_AFTER, _BEFORE, _NOUN, _SUFFERED = 9, 14, 4, 3
_POINTING = frozenset(
    {"dead", "killed", "wounded", "injured", "victim", "them", "those", "whom", "which", "these", "body", "casualty"}
)


class Whom(Struct, frozen=True):
    """Whom a count counts, the rule that gave the group, and the tokens it rests on (None: on the words counted)."""

    victims: Victims
    rule: str
    words: tuple[int, int] | None = None


def victims(text: str, tokens: Sequence[Token], links: Sequence[Link], link: Link) -> Whom:
    """Whom a count of a sentence counts, and why; `links` are all of that sentence, in order.

    The group follows the noun counted; where that only points (``two of the dead``), the noun said of them (``were
    children``); where it is left out, the noun of a total (``the number of soldiers killed at 32``), else the noun of
    the count before, which it continues.
    """
    phrase = link.phrase
    mention = None if phrase.empty else Mention.at(text, tokens[phrase.first].start, tokens[phrase.last - 1].end)
    found = _grouped(tokens, links, link)
    return Whom(Victims(mention=mention, group=found.group), found.rule, found.words)


def _grouped(tokens: Sequence[Token], links: Sequence[Link], link: Link) -> Grouping:
    """The group of those a link counts, and why."""
    phrase = link.phrase
    if link.effect == "destroyed":
        return Grouping("unknown", "things")
    others = [one.count.first for one in links if one.count.first != link.count.first]
    again = phrase.empty or phrase.head in words("groups", "again")
    if again or phrase.head in _POINTING:
        said = _said_of_them(tokens, link) or _of_the_number(tokens, link)
        if said is not None:
            return said
    if phrase.head in words("groups", "losses") and phrase.first == phrase.last - 1 and _is_of_force(tokens, link):
        return Grouping("combatants", "losses")
    if not again:
        return grouping(tokens, phrase, others)
    before = [one for one in links if one.count.first < link.count.first and _names(one)]
    whole = [one for one in before if link.parent is not None or one.parent is None]
    named = whole or before
    if not named:
        return Grouping("unknown", "noun left out")
    giver = named[-1].phrase
    return Grouping(grouping(tokens, giver, others).group, "continues a noun", (giver.first, giver.last))


def continues(link: Link, whom: Whom, before: Victims | None) -> Whom:
    """Whom a bare number counts that goes on from the sentence before: ``Four were still missing`` after labourers.

    `before` are those of the figure that the sentence goes on from. A number that a verb of harm governs (``killing
    four``) may be of anybody.
    """
    governed = link.harm is not None and link.harm.last <= link.count.first
    if before is None or not link.phrase.empty or governed or link.count.form == "article":
        return whom
    if whom.victims.group != "unknown" or before.group not in {"civilians", "combatants"}:
        return whom
    return Whom(structs.replace(whom.victims, group=before.group), "continues the sentence before")


def is_pointing(claim: Victims | None) -> bool:
    """Whether the words counted only point to people named elsewhere, or are left out.

    >>> is_pointing(Victims(mention=Mention("the dead", 0, 8), group="unknown"))
    True
    """
    if claim is None or claim.mention is None:
        return True
    return singular(claim.mention.exact.split()[-1].lower()) in words("groups", "again") | _POINTING


def _is_of_force(tokens: Sequence[Token], link: Link) -> bool:
    """Whether casualties are those of a force: suffered by it, or inflicted on it."""
    before = tokens[max(0, link.count.first - _SUFFERED) : link.count.first]
    return any(token.lower in words("groups", "suffering") for token in before)


def _names(link: Link) -> bool:
    """Whether a link's noun says who they are."""
    return not link.phrase.empty and link.phrase.head not in words("groups", "again") | _POINTING


def _said_of_them(tokens: Sequence[Token], link: Link) -> Grouping | None:
    """The group of the noun said of people pointed to: ``Seven of the dead were teachers``."""
    last = max(link.phrase.last, link.count.last)
    whom = [token.lower for token in tokens[link.count.last : link.count.last + 2]] in (["of", "whom"], ["of", "them"])
    pointed = not link.phrase.empty or whom or _follows_pointer(tokens, link)
    pointed = pointed or describes_part(tokens, link.count.first, link.phrase)
    for at in range(last, min(len(tokens), last + _AFTER)):
        word = tokens[at].lower
        if word in {";", ".", "while", "but"}:
            return None
        if word in {"were", "are", "was", "is"} and pointed:
            return _noun_at(tokens, at + 1, "noun said of them")
    if link.phrase.head in {"them", "those"} and last < len(tokens):
        return _noun_at(tokens, last, "noun said of them")
    return None


def _follows_pointer(tokens: Sequence[Token], link: Link) -> bool:
    """Whether the words before a count point: ``of whom 12``, ``of which 12``."""
    return link.count.first > 0 and tokens[link.count.first - 1].lower in {"whom", "which", "these", "them"}


def _of_the_number(tokens: Sequence[Token], link: Link) -> Grouping | None:
    """The group of the noun whose number is given: ``the number of soldiers killed at 32``."""
    first, last = link.count.first, link.count.last
    following = [token.lower for token in tokens[last : last + 3]]
    if following == ["the", "number", "of"]:
        return _noun_at(tokens, last + 3, "noun of the number")
    for at in range(first - 1, max(0, first - _BEFORE), -1):
        if tokens[at].lower == "of" and tokens[at - 1].lower in {"number", "toll", "count", "total", "lives"}:
            return _noun_at(tokens, at + 1, "noun of the number")
        if tokens[at].lower in {"toll", "deaths"} and "civilian" in [
            token.lower for token in tokens[max(0, at - 2) : at]
        ]:
            return Grouping("civilians", "noun of the number", (max(0, at - 2), at + 1))
        if tokens[at].lower in {"losses", "loss"} and link.phrase.empty | (link.phrase.head in _POINTING):
            return Grouping("combatants", "losses", (at, at + 1))
        if tokens[at].lower in {";", ",", "and", ":"}:
            return None
    return None


def _noun_at(tokens: Sequence[Token], start: int, rule: str) -> Grouping | None:
    """The group of the first noun of people from a token on, past its adjectives; None where there is none."""
    for at in range(start, min(len(tokens), start + _NOUN)):
        word = tokens[at].lower
        if known_noun(word):
            last = at + 1
            while last < len(tokens) and known_noun(tokens[last].lower):
                last += 1
            group = group_of(tokens, NounPhrase(start, last, singular(tokens[last - 1].lower), False))
            return None if group == "unknown" else Grouping(group, rule, (at, last))
        if word in words("grammar", "prepositions") | words("grammar", "auxiliaries") or not word[0].isalpha():
            return None
    return None
