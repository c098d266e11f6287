"""How far places lie apart and reach, and which spellings of a name are names."""

from __future__ import annotations

from math import asin, cos, pi, radians, sin, sqrt

from recount.resolve.gazetteer.folding import fold

Point = tuple[float, float]

_DIAMETER_KM = 2 * 6371.0088
_PEOPLE_PER_KM2 = 4_000
_CODE, _MARKS = 5, "'’‘ʻʿ"


def kilometres(one: Point, other: Point) -> float:
    """How far two points (latitude and longitude, degrees) lie apart, in km along the sphere.

    >>> round(kilometres((50.45, 30.52), (50.55, 30.21)))
    25
    """
    (lat, lon), (lat2, lon2) = one, other
    half = (
        sin(radians(lat2 - lat) / 2) ** 2 + cos(radians(lat)) * cos(radians(lat2)) * sin(radians(lon2 - lon) / 2) ** 2
    )
    return _DIAMETER_KM * asin(min(1.0, sqrt(half)))


def town_radius_km(population: int) -> float:
    """About how far a town reaches, in km: a disc of 4,000 people a square kilometre, at least 1 km.

    >>> round(town_radius_km(1_000_000)), town_radius_km(300)
    (9, 1.0)
    """
    return max(1.0, sqrt(population / _PEOPLE_PER_KM2 / pi))


def proper(name: str) -> bool:
    """Whether a spelling is a name in Latin letters: no code ("LAX"), and no letters spelt out by a machine.

    >>> [name for name in ("al-Fashir", "LAX", "swldw", "Харків") if proper(name)]
    ['al-Fashir']
    """
    code = len(name) < _CODE and name.isupper()
    starts = name[:1].isalnum() or name[:1] in _MARKS
    return starts and not code and any(map(str.isupper, name)) and fold(name).isascii()
