"""The victims, place and time of one claim beside those of another: the same, perhaps the same, or others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cache

from recount.claims.phrases import singular
from recount.lexicon.lists import words
from recount.model import Interval, Place, Victims
from recount.resolve.gazetteer.folding import fold
from recount.resolve.origins.statements.voices import Likeness, spelt_alike
from recount.resolve.relative.sphere import distance_km
from recount.resolve.wording import bare

_COUNTRY = 6
_NEAR_KM, _FAR_KM = 5.0, 60.0
_TOLERANCE = timedelta(days=2)  # reports date an event by when it was learnt
_WORD = re.compile(r"[\w’'-]+")
_AFTER_HEAD = re.compile(r"\s+(?:of|in|at|from|on|who|which|that|with|for|near|including)\s+|,")


def victims_beside(one: Victims | None, other: Victims | None) -> Likeness:
    """Whether two claims count the same people or things; "open" where one says more of who they are.

    >>> from recount.model import Mention
    >>> told = [Victims(mention=Mention(words, 0, len(words)), group=group) for words, group in (
    ...     ("residents", "civilians"), ("inhabitants", "civilians"), ("people", "unknown"), ("rebels", "combatants"))]
    >>> [victims_beside(told[0], each) for each in told]
    ['same', 'same', 'open', 'different']
    """
    group = one.group if one else "unknown"
    beside = other.group if other else "unknown"
    ours, theirs = _nouns(one), _nouns(other)
    units = words("drift", "units")
    if ours and theirs and (ours[-1] in units) != (theirs[-1] in units):
        return "different"
    if group != beside:
        return "open" if {"unknown", "mixed"} & {group, beside} else "different"
    return "same" if not ours or not theirs or ours[-1] in theirs or theirs[-1] in ours else "open"


def _nouns(victims: Victims | None) -> list[str]:
    """The words for the victims in the singular, their noun last, of words that mean the same the first."""
    if victims is None or victims.mention is None:
        return []
    said = _WORD.findall(_AFTER_HEAD.split(victims.mention.exact.lower(), maxsplit=1)[0])
    return [_synonyms().get(noun, noun) for noun in map(singular, said)]


@cache
def _synonyms() -> Mapping[str, str]:
    """Each noun that means the same as others to the first of them."""
    sets = [entry.split() for entry in words("drift", "synonyms")]
    return {word: alike[0] for alike in sets for word in alike}


def places_beside(one: Place | None, other: Place | None) -> Likeness:
    """Whether two places are one; "open" where either is not known or lies in the other."""
    if one is None or other is None:
        return "open"
    here, there = fold(bare(one.name)[0]), fold(bare(other.name)[0])
    if (one.gazetteer and one.gazetteer == other.gazetteer) or here == there:
        return "same"
    if one.country and other.country and one.country != other.country:
        return "different"
    if _COUNTRY in (one.precision, other.precision):
        return "open"
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return "same" if spelt_alike(here, there) else "open"
    apart = distance_km((one.lat, one.lon), (other.lat, other.lon))
    reach = (one.radius_km or 0.0) + (other.radius_km or 0.0)
    if apart <= (_FAR_KM if spelt_alike(here, there) else _NEAR_KM) and not one.relative and not other.relative:
        return "same"
    return "open" if apart <= max(_FAR_KM, reach) else "different"


def times_beside(one: Interval | None, other: Interval | None) -> Likeness:
    """Whether two claims count the same days, told as closely; "open" where they may yet be told of one event."""
    if one is None or other is None:
        return "open"
    closeness = abs((one.last - one.first) - (other.last - other.first))
    if one.first <= other.last and other.first <= one.last and closeness <= _TOLERANCE:
        return "same"
    apart = max(one.first - other.last, other.first - one.last)
    return "open" if apart <= _TOLERANCE else "different"
