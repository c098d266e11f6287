"""What GeoNames' feature codes and Who's On First's placetypes are to recount, from ``lexicon/features.toml``."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from recount.lexicon import load
from recount.resolve.gazetteer.entries import KINDS, Kind

Scheme = Literal["geonames", "whosonfirst"]


class _Codes(Struct, frozen=True, forbid_unknown_fields=True):
    continent: tuple[str, ...]
    country: tuple[str, ...]
    admin1: tuple[str, ...]
    district: tuple[str, ...]
    town: tuple[str, ...]
    sea: tuple[str, ...]
    region: tuple[str, ...]
    site: tuple[str, ...]


class _Features(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    example: str
    geonames: _Codes
    whosonfirst: _Codes


@cache
def kind_of(scheme: Scheme, code: str) -> Kind | None:
    """The kind of place that a code is for; None for one that recount leaves out.

    >>> kind_of("geonames", "P.PPLA2"), kind_of("geonames", "R.RD"), kind_of("whosonfirst", "county")
    ('town', None, 'district')
    """
    codes: _Codes = getattr(load("features", _Features), scheme)
    for kind in KINDS:
        for listed in getattr(codes, kind):
            if code == listed or (listed.endswith("*") and code.startswith(listed[:-1])):
                return kind
    return None
