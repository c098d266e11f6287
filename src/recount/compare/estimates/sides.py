"""The two sides of an event, as UCDP parts the dead: those of its war, else the parties whose fighters were harmed.

Source: UCDP GED codebook 24.1, on side_a and side_b; the wars of ``lexicon/eras.toml``.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from recount.lexicon.eras import War, wars


class Side(Struct, frozen=True):
    """A side: what it is called, and the parties that fight on it. Without a name where it is not known."""

    name: str | None = None
    parties: frozenset[str] = frozenset()


def war_of(conflict: str | None) -> War | None:
    """The war of that id."""
    return next((war for war in wars() if war.id == conflict), None)


def sides_of(conflict: str | None, harmed: Collection[str]) -> tuple[Side, Side]:
    """Side A and side B of an event of a war, by its id, in which fighters of these parties were harmed.

    Of a war of two sides each is called by its parties whose fighters were harmed, else by the first that fights on it;
    where the war is not known, or has more sides, the first two parties harmed are the sides, in order of their names.
    Nothing tells the sides where nobody's fighters were harmed.

    >>> [side.name for side in sides_of("ukraine-2022", ["Wagner", "Russia"])]
    ['Ukraine', 'Russia, Wagner']
    >>> [side.name for side in sides_of(None, ["Norland", "Karsova"])], sides_of("ukraine-2022", [])[0].name
    (['Karsova', 'Norland'], None)
    """
    war = war_of(conflict)
    if not harmed:
        return Side(), Side()
    if war is not None and len(war.sides) == 2 and all(any(party in side for side in war.sides) for party in harmed):
        first, second = (
            Side(", ".join(sorted(party for party in side if party in harmed)) or side[0], frozenset(side))
            for side in war.sides
        )
        return first, second
    named = [Side(party, frozenset({party})) for party in sorted(harmed)[:2]]
    return named[0], named[1] if len(named) > 1 else Side()
