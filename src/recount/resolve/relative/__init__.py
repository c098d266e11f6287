"""Places told by others: "some 15 miles from Bucha", "north of Kyiv", "near the border with Chad".

`phrases` reads them from words alone, `anchored` looks their anchors up, `geometry` gives the area that they cover,
`spot` one point with its radius and precision, `agreement` how well a known place fits them. `told` does all of it for
the places of a report.
"""

from recount.resolve.relative.agreement import agreement
from recount.resolve.relative.anchoring import anchored
from recount.resolve.relative.geojson import Geometry, geometry
from recount.resolve.relative.grammar import Phrase, phrases
from recount.resolve.relative.names import Named
from recount.resolve.relative.spots import Spot, spot
from recount.resolve.relative.telling import Told, told, told_of

__all__ = [
    "Geometry",
    "Named",
    "Phrase",
    "Spot",
    "Told",
    "agreement",
    "anchored",
    "geometry",
    "phrases",
    "spot",
    "told",
    "told_of",
]
