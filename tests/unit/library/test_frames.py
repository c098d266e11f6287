"""Data frames: columns of the right kinds, what is not stated, places as geometry, and what is not installed."""

from __future__ import annotations

import json
import sys
from datetime import date

import pandas
import polars
import pytest

import recount
from recount.errors import MissingExtraError, RecountError
from recount.library import Claims, SeriesOverTime
from recount.publish.flat import FlatRow
from tables import over_time

TEXT = (
    "At least 12 people were killed in Kharkiv on 4 April 2022, mayor Ana Ruiz said. "
    "Dozens were wounded.\n\nOn 5 April 2022 three bodies were found 20 km north of Kyiv, police said."
)


@pytest.fixture(scope="module")
def claims() -> Claims:
    return recount.read(text=TEXT, publisher="=The Post", published_on="2022-04-05").claims()


def test_pandas_has_the_columns_of_the_csv(claims: Claims) -> None:
    frame = claims.to_pandas()
    assert len(frame.columns) == len(FlatRow.__struct_fields__)
    assert {"from", "to"} <= set(frame.columns)
    kinds = frame.dtypes.astype(str)
    assert kinds[["low", "high", "start"]].to_list() == ["Int64"] * 3
    assert kinds[["lat", "radius_km"]].to_list() == ["float64"] * 2
    assert kinds[["published", "said_on", "from"]].to_list() == ["datetime64[s]"] * 3
    assert kinds[["effect", "modality", "source_kind", "review"]].to_list() == ["category"] * 4
    assert kinds[["approx", "vague"]].to_list() == ["bool"] * 2
    assert kinds[["source", "party"]].to_list() == ["string"] * 2


def test_what_is_not_stated_is_missing_and_never_nought(claims: Claims) -> None:
    frame = claims.to_pandas()
    assert frame["low"].to_list()[0] == 12
    assert frame["high"].isna().to_list() == [True, True, False]
    assert frame["low"].isna().to_list() == [False, True, False]
    assert frame["published"].iloc[0] == pandas.Timestamp(2022, 4, 5)
    assert frame["publisher"].iloc[0] == "=The Post"


def test_categories_know_words_that_no_claim_has(claims: Claims) -> None:
    frame = claims.to_pandas()
    assert "displaced" in frame["effect"].cat.categories
    assert frame.groupby("modality", observed=False).size().to_dict() == {"asserted": 3, "possible": 0, "denied": 0}


def test_polars_has_the_same(claims: Claims) -> None:
    frame, other = claims.to_polars(), claims.to_pandas()
    assert frame.columns == list(other.columns)
    assert frame.schema["low"] == polars.Int64
    assert frame.schema["published"] == polars.Date
    assert frame.schema["effect"] == polars.Enum(other["effect"].cat.categories.to_list())
    assert frame["low"].to_list() == [12, None, 3]
    assert frame["published"].to_list() == [date(2022, 4, 5)] * 3
    assert frame["effect"].to_list() == ["killed", "injured", "bodies"]


def test_places_are_points_or_the_area_that_words_leave_open() -> None:
    told = "Nine people were killed in Kharkiv on 4 April 2022, police said."
    point = recount.read(text=told).claims().to_geopandas()
    assert str(point.crs) == "EPSG:4326"
    assert [(round(each.x), round(each.y)) for each in point.geometry] == [(36, 50)]
    told = "Nine people were killed 20 km north of Kyiv on 4 April 2022, police said."
    area = recount.read(text=told).claims().to_geopandas()
    (north,) = area.geometry
    assert north.geom_type == "Polygon"
    assert 50.6 < north.centroid.y < 50.7
    told = "Nine people were killed on 4 April 2022, police said."
    assert recount.read(text=told).claims().to_geopandas().geometry.isna().all()


def test_json_and_geojson_are_those_of_the_exports(claims: Claims) -> None:
    assert [row["low"] for row in json.loads(claims.to_json())] == [12, None, 3]
    told = json.loads(claims.to_geojson())
    assert told["type"] == "FeatureCollection"
    assert [feature["id"] for feature in told["features"]] == [claim.id for claim in claims]


def test_series_become_a_figure_a_line() -> None:
    found = SeriesOverTime([over_time("2031-05-01,retrovia,12,,12,", "2031-05-02,retrovia,19,,7,")])
    frame = found.to_pandas()
    totals = frame[frame["figure"] == "total"]
    assert totals["low"].to_list() == [12, 19]
    assert totals["on"].to_list() == [pandas.Timestamp(2031, 5, 1), pandas.Timestamp(2031, 5, 2)]
    assert set(frame["side"].cat.categories) == {"own", "other", "third"}
    assert found.to_polars().height == len(frame)


@pytest.mark.parametrize(
    ("package", "method"), [("pandas", "to_pandas"), ("polars", "to_polars"), ("geopandas", "to_geopandas")]
)
def test_a_package_that_is_not_installed_is_told_with_its_extra(
    package: str, method: str, claims: Claims, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=rf"need {package}, .*pip install 'recount\[frames\]'") as raised:
        getattr(claims, method)()
    assert isinstance(raised.value, RecountError)
    assert isinstance(raised.value, ImportError)
    assert raised.value.name == package
