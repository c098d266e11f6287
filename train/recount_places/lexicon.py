"""Recount's own list of places, ``lexicon/places.toml``."""

from __future__ import annotations

from msgspec import Struct

from recount.lexicon import load
from recount.resolve.gazetteer.entries import Kind
from recount.resolve.gazetteer.writing import Row


class Listed(Struct, frozen=True):
    """A place of the list."""

    name: str
    names: tuple[str, ...]
    kind: Kind
    country: str
    lat: float
    lon: float

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
            names=self.names,
        )


class _List(Struct, frozen=True):
    places: tuple[Listed, ...]


def listed() -> tuple[Listed, ...]:
    """All places of the list."""
    return load("places", _List).places
