"""Which way the verb around words of time looks: "will meet Friday" is ahead, "met Friday" behind."""

from __future__ import annotations

from functools import cache

from recount.claims.timex.pieces import BREAK, Pieces, pieces_of
from recount.claims.timex.vocabulary import times
from recount.lexicon.lists import words

_REACH, _NEAR = 14, 8
_STOPS = frozenset({".", ";", "?", "!", BREAK, "''", "``"})
_BOUNDS = frozenset({"by", "until", "till"})
_PRESENT = frozenset({"is", "are"})
_AUXILIARIES = frozenset({"be", "been", "being", "are", "is"})


def looks_ahead(p: Pieces, first: int, last: int) -> bool | None:
    """Whether the verb nearest before an expression looks forward, else the nearest after it; None where none shows it.

    A possessive ("Friday's ruling") has none of its own; "by" and "until" look forward where no verb is past.

    >>> from recount.claims.timex.pieces import pieces_of
    >>> looks_ahead(pieces_of("They will meet on Friday"), 4, 5), looks_ahead(pieces_of("Shells fell on Friday"), 3, 4)
    (True, False)
    """
    if p.words[last] == "'s":
        return None
    if first and p.words[first - 1] in _BOUNDS:
        return _bound_ahead(p, first, last)
    if first and p.words[first - 1] == "through" and _deferred(p, first):
        return True
    if first > 2 and p.words[first - 1] == "as" and p.words[first - 2] in {"early", "soon", "late"}:
        return True
    before = range(first - 1, max(-1, first - 1 - _REACH), -1)
    after = range(last, min(p.count, last + _REACH))
    for places in (before, after):
        for at in places:
            if p.words[at] in _STOPS and not _abbreviates(p, at):
                break
            if p.words[at] == "to" and p.words[at - 1] in times().tenses.resolving:
                return None  # "agreed to leave in May"
            way = _way(p, at)
            if way is not None:
                return way
            if p.words[at] in _PRESENT:
                break
    return None


def told_ahead(text: str, start: int, end: int, words: tuple[int, int]) -> bool:
    """Whether the verb that governs `words`, offsets in the passage from `start` to `end`, looks forward.

    >>> told_ahead("Twelve will be freed on Friday.", 0, 31, (21, 30))
    True
    """
    p = pieces_of(text, start, end)
    first = next((at for at in range(p.count) if p.starts[at] >= words[0]), p.count)
    last = next((at for at in range(first, p.count) if p.ends[at] >= words[1]), p.count - 1) + 1
    return bool(looks_ahead(p, first, last))


def _bound_ahead(p: Pieces, first: int, last: int) -> bool:
    """Whether "by" or "until" looks forward: unless something had happened by then, or was done until then."""
    before = p.words[max(0, first - _NEAR) : first]
    if "had" in before or "had" in p.words[last : last + _NEAR]:
        return False
    if p.words[first - 1] == "by" or _deferred(p, first):
        return True
    return next((way for at in range(first - 1, max(-1, first - _NEAR), -1) if (way := _way(p, at)) is not None), True)


def _deferred(p: Pieces, first: int) -> bool:
    """Whether what runs until a time was put off or granted until then: ``extended through January``."""
    return not times().tenses.deferring.isdisjoint(p.words[max(0, first - _REACH) : first])


def _way(p: Pieces, at: int) -> bool | None:
    """Which way one word looks: ahead, back, or neither."""
    word, before = p.words[at], p.words[at - 1] if at else ""
    if word not in _telling() and not word.endswith("ed"):
        return None
    if word in times().tenses.ahead:
        if before == "previously" or p.words[max(0, at - 2) : at] == ["had", "been"]:
            return False  # "had been due Friday"
        return None if word == "may" and p.capital(at) else True
    if word in _PRESENT and not times().tenses.ahead.isdisjoint(p.words[at + 1 : at + 3]):
        return True
    if word in _PRESENT and p.words[at + 1] in times().tenses.moving:
        return True
    if word == "set":
        return True if p.words[at + 1] in {"to", "for"} else None if before in _AUXILIARIES else False
    if word == "be" and before == "to":
        return True
    if word == "to" and before in _AUXILIARIES:
        return True
    if word in times().tenses.past:
        return None if before in _AUXILIARIES and before != "been" else False
    if word.endswith("ed") and len(word) > 4 and not word.startswith("un") and word not in times().tenses.neither:
        return None if before in _AUXILIARIES - {"been"} or before in _attributes() else False
    return None


@cache
def _telling() -> frozenset[str]:
    """The words that can tell which way they look, participles aside."""
    return times().tenses.ahead | times().tenses.past | _PRESENT | {"set", "be", "to"}


@cache
def _attributes() -> frozenset[str]:
    """The words after which a participle describes a noun: ``the detained men``."""
    return words("grammar", "determiners", "prepositions")


def _abbreviates(p: Pieces, at: int) -> bool:
    """Whether a full stop ends an abbreviation or an initial rather than a sentence."""
    if p.words[at] != "." or not p.touching(at):
        return False
    word = p.words[at - 1]
    return (
        len(word) == 1
        or word in times().months
        or word in words("abbreviations", "titles", "months", "inside", "either")
    )
