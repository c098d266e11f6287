"""Names to places: towns, divisions and states of GeoNames, and the regions of conflict reporting.

Source: GeoNames (CC BY 4.0), through the package recount-gazetteer; ``lexicon/nations.toml``; ``lexicon/places``.
"""

from recount.resolve.gazetteer.entries import Entry, Kind
from recount.resolve.gazetteer.folding import fold
from recount.resolve.gazetteer.gazetteer import Gazetteer, default, distance_km, in_use, lookup, using

__all__ = ["Entry", "Gazetteer", "Kind", "default", "distance_km", "fold", "in_use", "lookup", "using"]
