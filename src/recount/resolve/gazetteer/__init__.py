"""Names to places: towns, divisions and states of GeoNames, and the regions of conflict reporting.

Source: GeoNames (CC BY 4.0), through the package recount-gazetteer; ``lexicon/nations.toml``; ``lexicon/places.toml``.
"""

from recount.resolve.gazetteer.entries import Entry, Kind
from recount.resolve.gazetteer.folding import fold
from recount.resolve.gazetteer.gazetteer import Gazetteer, default, lookup

__all__ = ["Entry", "Gazetteer", "Kind", "default", "fold", "lookup"]
