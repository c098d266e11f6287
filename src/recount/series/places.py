"""The place that a series or a row is about, as the gazetteer in use has it."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Mention, Place, Resolution
from recount.resolve.gazetteer import Entry, lookup
from recount.resolve.places import PRECISION

_SURE, _SPELT, _UNKNOWN = 0.99, 0.8, 0.5


def place_of(mention: Mention, wider: Sequence[str] = ()) -> Resolution[Place]:
    """Where the place of these words lies; `wider` are the places it lies in, the narrowest first, the country last.

    A name that the gazetteer lacks has its country alone.

    >>> place_of(Mention("Dorno village", 0, 13), ["Ukraine"]).value.country
    'UA'
    """
    country = next(
        (entry.country for name in reversed(wider) for entry in _known(name) if entry.kind == "country"), None
    )
    known = _known(mention.exact, bare=country is not None)
    entries = [entry for entry in known if country in (None, entry.country)]
    inside = [entry for entry in entries if entry.admin1 and any(_alike(entry.admin1, name) for name in wider)]
    entry = next(iter(inside or entries), None)
    if entry is None:
        place = Place(name=mention.exact, mention=mention, country=country, lat=None, lon=None, precision=None)
        return Resolution(value=place, method="column of the series", confidence=_UNKNOWN)
    place = Place(
        name=mention.exact,
        mention=mention,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        precision=PRECISION[entry.kind],
        radius_km=entry.radius_km,
        admin1=entry.name if entry.kind == "admin1" else entry.admin1,
        gazetteer=entry.id or None,
    )
    sure = _SURE if len(inside or entries) == 1 or not wider else _SPELT
    return Resolution(value=place, method="column of the series", confidence=sure)


def _known(name: str, *, bare: bool = False) -> tuple[Entry, ...]:
    """The places of a name, of one with another in brackets without that; `bare` too without the last word: "town"."""
    plain = name.partition(" (")[0]
    return lookup(name) or lookup(plain) or (lookup(plain.rpartition(" ")[0]) if bare else ())


def _alike(one: str, other: str) -> bool:
    """Whether two names of divisions begin with one word: "Daraa governorate" and "Daraa"."""
    return one.casefold().split()[0] == other.casefold().split()[0] if one and other else False
