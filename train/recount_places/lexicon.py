"""Recount's own lists of places, ``lexicon/places``."""

from __future__ import annotations

from msgspec import Struct

from recount.lexicon.geography import places
from recount.resolve.gazetteer.entries import Kind
from recount.resolve.gazetteer.writing import Row


class Listed(Struct, frozen=True):
    """A place of the lists; degrees, km."""

    name: str
    names: tuple[str, ...]
    kind: Kind
    country: str
    lat: float
    lon: float
    radius_km: float

    def row(self, number: int) -> Row:
        """The place as one that GeoNames lacks."""
        return Row(
            name=self.name,
            kind=self.kind,
            source="recount",
            number=number,
            country=self.country,
            lat=self.lat,
            lon=self.lon,
            radius_km=self.radius_km,
            names=self.names,
        )


def listed() -> tuple[Listed, ...]:
    """All places of the lists."""
    return tuple(
        Listed(place.name, place.names, place.kind, place.country, place.lat, place.lon, place.radius_km)
        for place in places()
    )
