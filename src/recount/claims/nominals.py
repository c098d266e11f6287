"""Tokens to source phrases: where the noun phrase that names a source begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from recount.claims.cues import is_adverb
from recount.claims.harms import harm_words
from recount.claims.kinds import known_kind
from recount.language.tokens import Token
from recount.lexicon.lists import words

QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})
_JOINS = frozenset({"of", "for", "in", "at", "from", "with", "on", "'s", "and", "to", "&", "-", "/", "'", "’"})
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "lt",
        "col",
        "sen",
        "rep",
        "gov",
        "maj",
        "capt",
        "sgt",
        "st",
        "brig",
        "adm",
        "prof",
        "rev",
        "cmdr",
        "cpl",
        "sec",
        "supt",
    }
)
_ENDINGS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "--", "!", "?", "_"})
_SAYING = frozenset(
    {
        "said",
        "says",
        "say",
        "told",
        "saying",
        "adding",
        "who",
        "speaking",
        "citing",
        "quoted",
        "reported",
        "has",
        "referring",
    }
)
_LONGEST = 24
_NAME = 4


def right_phrase(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The noun phrase that begins at a token, with the name in apposition to it; None where none begins.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("according to the mayor, Vadym Boichenko, on Friday")
    >>> [token.text for token in tokens[slice(*right_phrase(tokens, 2))]]
    ['mayor', ',', 'Vadym', 'Boichenko']
    """
    end = right_end(tokens, at)
    if end == at:
        return None
    first = skip_determiner(tokens, at)
    end = _without_paper(tokens, first, end)
    if end < len(tokens) and tokens[end].lower == "," and not is_name(tokens, first, end):
        named = right_end(tokens, end + 1)
        if (
            named > end + 1
            and is_name(tokens, end + 1, named)
            and (named == len(tokens) or tokens[named].lower in words("grammar", "times") | _ENDINGS | {"on"})
        ):
            end = named
    return first, end


def right_end(tokens: Sequence[Token], at: int) -> int:
    """Where the noun phrase that begins at a token ends."""
    end = at
    while end < min(len(tokens), at + _LONGEST):
        word = tokens[end].lower
        if word == "." and end > at and _abbreviates(tokens, end):
            end += 1
            continue
        if word in _stops():
            break
        if (word in words("grammar", "times") and end > at) or (
            word in {"on", "in", "to", "by"} and _time_or_end(tokens, end + 1)
        ):
            break
        if (
            word in _SAYING
            or (end > at and _passed_on(tokens, end))
            or (end > at and (_is_adverb(tokens, end) or word in words("statements", "showing")))
            or (word in harm_words() and end > at and not _capital(tokens, end))
        ):
            break
        end += 1
    while end > at and tokens[end - 1].lower in _JOINS:
        end -= 1
    return end


@cache
def _stops() -> frozenset[str]:
    """The words and marks that end any noun phrase."""
    return QUOTES | _ENDINGS | _clausal() | (words("grammar", "auxiliaries") - {"'s"})


@cache
def _clausal() -> frozenset[str]:
    return words("grammar", "relatives", "clause_ends")


def left_phrase(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The noun phrase that ends just before a token, past adverbs, times and asides, with the name in apposition.

    >>> from recount.language.tokens import tokenise
    >>> tokens = tokenise("Ana Ruiz, the mayor of Irpin, later said")
    >>> [token.text for token in tokens[slice(*left_phrase(tokens, 9))]]
    ['Ana', 'Ruiz']
    """
    end = at
    while end > 0 and (
        tokens[end - 1].lower in words("grammar", "times")
        or tokens[end - 1].lower in {"has", "have", "had", "on", "did", "not", "however", "first", "'ve"}
        or _is_adverb(tokens, end - 1)
    ):
        end -= 1
    if end > 0 and tokens[end - 1].lower == ")":
        end = next((k for k in range(end - 1, -1, -1) if tokens[k].lower == "("), end)
    closing = end
    if end > 0 and tokens[end - 1].lower == ",":
        if not is_apposition(tokens, end - 1):
            return None
        closing = end - 1
        end = next(k for k in range(end - 2, -1, -1) if tokens[k].lower == ",")
    first = _phrase_start(tokens, end)
    relative = _reduced(tokens, first) or _antecedent(tokens, first)
    if relative is not None:
        first, end = _phrase_start(tokens, relative), relative
    first = _trim(tokens, first, end)
    end = next((at for at in range(first + 1, end - 1) if _passed_on(tokens, at)), end)
    while first < end - 1 and tokens[end - 1].lower in {"issued", "released", "published"}:
        end -= 1
    if first >= end:
        return None
    end = _without_paper(tokens, first, end)
    if closing > end and not is_name(tokens, first, end) and is_name(tokens, end + 1, closing):
        end = closing
    return first, end


def is_apposition(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the comma here closes an apposition or an aside rather than a clause (``X, the mayor of Y, said``)."""
    if comma < 1 or tokens[comma].lower != ",":
        return False
    opening = next((at for at in range(comma - 1, -1, -1) if tokens[at].lower == ","), None)
    if opening is None or opening == 0 or tokens[opening - 1].lower in QUOTES:
        return False
    inner = [token.lower for token in tokens[opening + 1 : comma]]
    if inner[:1] and inner[0] in {
        "who",
        "speaking",
        "citing",
        "which",
        "whose",
        "in",
        "however",
        "meanwhile",
        "quoting",
    }:
        return True
    verbal = (words("grammar", "auxiliaries") - {"'s"}) | harm_words()
    return bool(inner) and not any(word in verbal or word[0].isdigit() for word in inner)


def is_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the tokens are a name of few words, each with a capital, that is no office or body."""
    inner = [
        token
        for token in tokens[first:last]
        if token.text not in {".", "-", "'"} and token.lower not in {"al", "bin", "de", "van", "von", "el", "da", "abu"}
    ]
    while len(inner) > 1 and inner[0].lower in words("speakers", "titles"):
        inner = inner[1:]
    if any(token.lower in words("speakers", "bodies") for token in inner):
        return False
    if not 1 <= len(inner) <= _NAME or not all(token.text[:1].isupper() for token in inner):
        return False
    return known_kind(" ".join(token.text for token in inner)) is None or any(token.lower in _TITLES for token in inner)


def _passed_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle here tells who passed a source's words on: ``a police report seen by Reuters``."""
    pair = f"{tokens[at].lower} {tokens[at + 1].lower}" if at + 1 < len(tokens) else ""
    return pair.startswith(("cited", "quoted", "seen", "obtained", "aired", "carried", "relayed")) and pair in words(
        "statements", "relaying"
    )


def _is_adverb(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token here is an adverb, and not the last word of a name (``Myanmar Now``)."""
    named = at > 0 and tokens[at].text[:1].isupper() and tokens[at - 1].text[:1].isupper()
    return is_adverb(tokens[at]) and not named


def _reduced(tokens: Sequence[Token], first: int) -> int | None:
    """Where the noun phrase ends that a participle goes on about (``residents reached by telephone said``)."""
    at = first - 1
    if at < 1 or tokens[at].lower not in words("statements", "reached") or not tokens[at - 1].text[-1].isalnum():
        return None
    plain = tokens[at - 1].lower not in words("grammar", "auxiliaries", "relatives")
    return at if plain and tokens[first].lower in words("grammar", "prepositions") else None


def _without_paper(tokens: Sequence[Token], first: int, end: int) -> int:
    """Where a source ends without the paper it issued: ``army statement``, ``security service toll``."""
    last = end
    papers = words("statements", "documents", "figures")
    while last > first + 1 and tokens[last - 1].text.islower() and tokens[last - 1].lower in papers | {"'s", "own"}:
        last -= 1
    if tokens[first].lower in {"a", "an"}:
        return end  # "a military report" has no author of its own
    kind = known_kind(" ".join(token.text for token in tokens[first:last]))
    return last if kind not in {None, "media", "other"} else end


def skip_determiner(tokens: Sequence[Token], at: int) -> int:
    """The token after an article, else the one given."""
    return at + 1 if at + 1 < len(tokens) and tokens[at].lower == "the" else at


def _capital(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a name's: it has a capital that no sentence gives it."""
    return at > 0 and tokens[at].text[:1].isupper() and tokens[at - 1].lower not in QUOTES | {"."}


def _abbreviates(tokens: Sequence[Token], at: int) -> bool:
    """Whether the full stop here is a title's or an initial's."""
    return at > 0 and (
        tokens[at - 1].lower in _TITLES or (len(tokens[at - 1].text) == 1 and tokens[at - 1].text.isupper())
    )


def _time_or_end(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (
        tokens[at].lower in {"a", "an", "reporters"} or tokens[at].lower in words("grammar", "times")
    )


def _phrase_start(tokens: Sequence[Token], end: int) -> int:
    first = end
    while first > max(0, end - _LONGEST) and _in_source(tokens, first - 1, end):
        first -= 1
    return first


def _antecedent(tokens: Sequence[Token], first: int) -> int | None:
    """Where the noun phrase ends whose relative clause stands before a cue (``the man who lives there said``)."""
    for at in range(first - 1, max(0, first - _NAME * 3), -1):
        word = tokens[at].lower
        if word in {"who", "whose"} or (
            word in {"that", "which"}
            and at + 1 < len(tokens)
            and tokens[at + 1].lower in words("grammar", "auxiliaries")
        ):
            return at if tokens[at - 1].text[-1].isalnum() else None
        if word in {",", ".", ";", ":"} | QUOTES:
            return None
    return None


def _in_source(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the token here may belong to a source that ends at `end`."""
    token = tokens[at]
    word = token.lower
    if word == ".":
        return _abbreviates(tokens, at)
    if word in _JOINS or _capital(tokens, at):
        return True
    if not token.text[0].isalnum():
        return False
    if word in _closing() or (word in words("grammar", "pronouns") and at != end - 1):
        return False
    if at == end - 1 and known_kind(word) is not None:
        return True
    return word not in _verbal()


@cache
def _closing() -> frozenset[str]:
    """The words before which a source begins."""
    return _clausal() | (words("grammar", "auxiliaries") - {"'s", "lay"})


@cache
def _verbal() -> frozenset[str]:
    """Verbs that stand in no source; the nouns of the same form may."""
    return harm_words() | (words("grammar", "verbs") - {"lead", "work", "fire", "fighting", "think"})


def _trim(tokens: Sequence[Token], first: int, end: int) -> int:
    """Without what cannot open a source: conjunctions, a leading time or place, an article before a name."""
    if [token.lower for token in tokens[first : first + 3]] == ["the", "same", "day"]:
        first += 3
    moved = True
    while moved and first < end:
        moved = False
        word = tokens[first].lower
        if (
            word
            in {
                "and",
                "to",
                "'s",
                "also",
                "but",
                "or",
                "&",
                "-",
                "/",
                "'",
                "’",
                "earlier",
                "meanwhile",
                "later",
                ".",
            }
            or word in words("grammar", "times")
            or is_adverb(tokens[first])
        ):
            first, moved = first + 1, True
        elif word == "of" or word in words("grammar", "prepositions"):
            inside = [k for k in range(first + 1, end) if tokens[k].lower in {"the", "a", "an"}]
            first, moved = (inside[-1] if inside else first + 1), True
    joined = [
        k for k in range(first + 1, end - 1) if tokens[k].lower == "and" and tokens[k + 1].lower in {"the", "a", "an"}
    ]
    clause = first == 0 or not tokens[first - 1].text[-1].isalnum()
    if joined and not (clause and known_kind(" ".join(token.text for token in tokens[first : joined[-1]]))):
        first = joined[-1] + 1
    return skip_determiner(tokens, first) if first + 1 < end else first
