"""The catalogue: all that is shown of a ledger, compared once and kept beside it so that any page is made at once.

It follows from the ledger, says nothing of its own, and can be deleted at any time.

- `recount.catalogue.making.make` writes a view down as a catalogue.
- `Catalogue` reads it: claims by facet and by words, subjects, relations, families, disputes, matters for review.
- `recount.catalogue.keeping` has the catalogue of a ledger as it stands, or as of any entry or day.
"""

from recount.catalogue.facets import FACETS, Facet, Picked, Query, Sites
from recount.catalogue.keeping import Keeper
from recount.catalogue.reading import Catalogue
from recount.catalogue.records import (
    At,
    ClaimEntry,
    Matter,
    MatterKind,
    Odds,
    RelationEntry,
    ReportEntry,
    SiteEntry,
    SubjectEntry,
)

__all__ = [
    "FACETS",
    "At",
    "Catalogue",
    "ClaimEntry",
    "Facet",
    "Keeper",
    "Matter",
    "MatterKind",
    "Odds",
    "Picked",
    "Query",
    "RelationEntry",
    "ReportEntry",
    "SiteEntry",
    "Sites",
    "SubjectEntry",
]
