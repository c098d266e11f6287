"""Claims as a table: to look at, to go through, and as data frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, overload

import msgspec
from msgspec import Struct

from recount.library.frames import Tabular, extra
from recount.publish.exports.claims import collected, outline
from recount.publish.flat import FlatRow, flat
from recount.publish.notebook import claims_html
from recount.publish.rows import ClaimRow
from recount.publish.wording import count

if TYPE_CHECKING:
    import geopandas

WORLD = "EPSG:4326"
"""The reference system of places: WGS 84, degrees."""


class Claims(Tabular, Sequence[ClaimRow]):
    """Claims, each a `ClaimRow`; those of a report stand together, in the order of its text.

    >>> from recount.library import read
    >>> claims = read(text="At least 12 people were killed in Kharkiv on 4 April 2022, the mayor said.").claims()
    >>> len(claims), claims[0].low, claims[0].place.name
    (1, 12, 'Kharkiv')
    """

    def __init__(self, rows: Iterable[ClaimRow]) -> None:
        self.rows = tuple(rows)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> ClaimRow: ...

    @overload
    def __getitem__(self, at: slice) -> Claims: ...

    def __getitem__(self, at: int | slice) -> ClaimRow | Claims:
        return Claims(self.rows[at]) if isinstance(at, slice) else self.rows[at]

    def __repr__(self) -> str:
        return f"<{count(len(self), 'claim')}>"

    def _repr_html_(self) -> str:
        return claims_html(self.rows)

    def flat(self) -> tuple[type[Struct], Sequence[FlatRow]]:
        """Each claim as the line of CSV and Parquet that it is exported as."""
        return FlatRow, [flat(row) for row in self.rows]

    def to_geopandas(self) -> geopandas.GeoDataFrame:
        """The data frame of `to_pandas` with where each claim lies as `geometry`, in WGS 84 degrees (EPSG:4326).

        A place that the report tells by another alone ("20 km north of Kyiv") is the area that the words leave open,
        any other a point; what has no known place has no geometry. Raises `MissingExtraError` where GeoPandas is not
        installed.
        """
        with extra():
            import geopandas
            from shapely.geometry import shape
        drawn = [outline(row) for row in self.rows]
        shapes = [None if each is None else shape(msgspec.to_builtins(each)) for each in drawn]
        return geopandas.GeoDataFrame(self.to_pandas(), geometry=geopandas.GeoSeries(shapes, crs=WORLD))

    def to_json(self) -> str:
        """All claims as one list of JSON, each with all its fields, as ``docs/codebook.md`` has them."""
        return msgspec.json.format(msgspec.json.encode(self.rows)).decode()

    def to_geojson(self) -> str:
        """All claims as a GeoJSON FeatureCollection (RFC 7946)."""
        return msgspec.json.encode(collected(self.rows)).decode()
