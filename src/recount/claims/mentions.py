"""Tokens to the words that may say where: found by shape alone, without any map."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from recount.claims.harms import harm_words
from recount.language.tokens import Token
from recount.lexicon.lists import words
from recount.lexicon.peoples import nation_of
from recount.model import Mention

_INNER = frozenset(
    {"of", "de", "el", "al", "du", "la", "da", "do", "-", "the", "and", "los", "las", "des", "ez", "as", "ash", "en"}
)
_CAPITAL = re.compile(r"(?<!\S)(?P<word>[A-Z][a-z]*)(?=[ ,])|[^\W\d_a-z]")
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ed|er|es|ez)-[A-Z]")


def place_mentions(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """The words among the tokens of a sentence that may name a place: capitalised names, left to right.

    >>> from recount.language.tokens import tokenise
    >>> text = "Yesterday shells hit the village of Kasindi in North Kivu province"
    >>> [found.exact for found in place_mentions(text, tokenise(text))]
    ['Kasindi', 'North Kivu province']
    """
    found: list[Mention] = []
    last, common = 0, _common()
    for at, token in enumerate(tokens):
        if at < last or (token.text.islower() and "-" not in token.text):
            continue
        if not _capital(token.text) or token.lower in common:
            continue
        last = _name_end(tokens, at)
        first = at - 1 if at and tokens[at - 1].lower in words("toponyms", "directions") else at
        if last < len(tokens) and _is_kind(tokens[last].lower):
            last += 1
        found.append(Mention.at(text, tokens[first].start, tokens[last - 1].end))
    return found


def capitals(text: str, start: int, end: int) -> Iterator[int]:
    """The places of the capitals between two offsets, common words aside: `place_mentions` finds nothing without one.

    >>> list(capitals("Then the army left Dorno", 0, 24))
    [19]
    """
    common = _common()
    for match in _CAPITAL.finditer(text, start, end):
        if match["word"] is None or match["word"].lower() not in common:
            yield match.start()


def _is_kind(lower: str) -> bool:
    """Whether a word says what kind of place a name is of."""
    return lower in words("toponyms", "sites", "settlements", "divisions")


def _capital(word: str) -> bool:
    """Whether a word begins with a capital, an Arabic article aside: ``al-Bab``."""
    return word[0].isupper() or ("-" in word and _ARTICLE.match(word) is not None)


@cache
def _common() -> frozenset[str]:
    """The words that a sentence begins with and that are no names."""
    lists = ("prepositions", "conjunctions", "auxiliaries", "pronouns", "determiners", "adverbs", "times")
    return words("grammar", *lists) | {"a", "an", "the", "no", "i"}


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a nationality opens another phrase after a name: "In Prizren German soldiers found …"."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return following.islower() and tokens[at].text in nation_of() and not _is_kind(following)


@cache
def _closed() -> frozenset[str]:
    """Words that are no names, however they are written: "KILLED IN ARAUCA SO FAR THIS YEAR"."""
    return _common() | words("grammar", "verbs", "saying") | harm_words()


def _name_end(tokens: Sequence[Token], at: int) -> int:
    """Where the capitalised name that begins at a token ends."""
    last = at + 1
    while last < len(tokens):
        token = tokens[last]
        if _describes(tokens, last) or (token.text.isupper() and token.lower in _closed()):
            break
        if _capital(token.text) and token.lower not in words("grammar", "times"):
            last += 1
        elif (
            token.lower in _INNER
            and last + 1 < len(tokens)
            and tokens[last + 1].text[0].isupper()
            and token.lower not in {"and", "the", "as"}
        ):
            last += 2
        elif (
            token.text == "."
            and len(tokens[last - 1].text) <= 2
            and last + 1 < len(tokens)
            and tokens[last + 1].text[0].isupper()
        ):
            last += 1
        else:
            break
    return last
