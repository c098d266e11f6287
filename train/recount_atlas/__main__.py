"""``python -m recount_atlas``: write the outlines of the workbench's map from those that recount ships."""

from __future__ import annotations

import gzip
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from recount_atlas.outlines import Topology, coarser

OUT: Final = Path(str(files("recount") / "site" / "static" / "vendor" / "world.js"))
CELLS: Final = 18_000
"""0.02 degrees, 2.2 km at the equator: finer than 1:50m is true."""
HEAD: Final = "// Natural Earth 4.1, 1:50m, public domain; TopoJSON by world-atlas 2.0.2, thinned by recount_atlas.\n"


def script() -> bytes:
    """The outlines as a classic script, which a page opened from a file can load too."""
    packed = (files("recount") / "lexicon" / "atlas" / "countries-50m.json.gz").read_bytes()
    world = coarser(msgspec.json.decode(gzip.decompress(packed), type=Topology), CELLS, 1.0)
    return HEAD.encode() + b"globalThis.recountWorld=" + msgspec.json.encode(world) + b";\n"


def main() -> None:
    """Write, and say how much."""
    OUT.write_bytes(script())
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
