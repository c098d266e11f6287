"""Which war a harm belongs to, and whether two parties fight on different sides of it.

A war is context, and no verdict: that harm was done in a country at war, in the days of that war, is all it says.

Source: the wars of ``lexicon/eras.toml``.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from recount.lexicon.eras import War, wars


@lru_cache(1 << 14)
def conflict_of(country: str | None, first: date, last: date, parties: frozenset[str] = frozenset()) -> War | None:
    """The war fought in a country on these days: of several that of the parties named, then that of most of the days.

    >>> [conflict_of("UA", day, day).id for day in (date(2016, 4, 7), date(2022, 4, 7))]
    ['donbas-2014', 'ukraine-2022']
    >>> conflict_of("UA", date(2012, 4, 7), date(2012, 4, 7)) is None
    True
    """
    found = [
        (len(parties & {party for side in war.sides for party in side}), _days(war, first, last), war.began, war)
        for war in wars()
        if country in war.countries and _days(war, first, last) > 0
    ]
    return max(found, key=lambda one: one[:3])[-1] if found else None


@lru_cache(1 << 14)
def opposed(conflict: str | None, one: str, other: str) -> bool:
    """Whether two parties are on different sides of a war, by its id.

    >>> opposed("ukraine-2022", "Russia", "Ukraine"), opposed("ukraine-2022", "Russia", "Wagner")
    (True, False)
    """
    sides = next((war.sides for war in wars() if war.id == conflict), ())
    ours = {place for place, side in enumerate(sides) if one in side}
    theirs = {place for place, side in enumerate(sides) if other in side}
    return bool(ours and theirs) and not ours & theirs


def _days(war: War, first: date, last: date) -> int:
    """How many of some days lie in a war."""
    return (min(last, war.ended or last) - max(first, war.began)).days + 1
