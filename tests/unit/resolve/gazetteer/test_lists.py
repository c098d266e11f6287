"""The index holds recount's own lists as they are now."""

from __future__ import annotations

import pytest

from recount.lexicon.geography import Place, places
from recount.lexicon.peoples import Nation, nations
from recount.resolve.gazetteer import lookup

REMEDY = "the index is older than the lists: PYTHONPATH=src:train .venv/bin/python -m recount_places"


@pytest.mark.parametrize("place", places(), ids=lambda place: f"{place.kind}-{place.name}")
def test_every_listed_place_is_found_by_every_name(place: Place) -> None:
    for name in place.names:
        kinds = {(entry.kind, entry.country or "") for entry in lookup(name)}
        also = "admin1" if place.kind == "region" else place.kind  # where GeoNames has it as a division
        assert {(place.kind, place.country), (also, place.country)} & kinds, f"{name}: {REMEDY}"


@pytest.mark.parametrize("nation", nations(), ids=lambda nation: nation.name)
def test_every_state_is_found_by_every_name(nation: Nation) -> None:
    for name in nation.names:
        first = lookup(name)[0]
        assert first.kind == "country", f"{name}: {REMEDY}"
        assert None not in {first.lat, first.lon}, name
