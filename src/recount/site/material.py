"""What pages are made from."""

from __future__ import annotations

from msgspec import Struct

from recount.catalogue import Catalogue
from recount.ledger import Contents


class Material(Struct, frozen=True):
    """A catalogue, and the ledger it was made of, as of the same entry: texts and judgements are read from that."""

    catalogue: Catalogue
    contents: Contents
