"""Lines of GeoNames' and Who's On First's tables, made by hand; names are of real places, ids are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from recount.resolve.gazetteer.tables import Line


def place(number: int, name: str, **fields: str) -> str:
    """A line of a GeoNames dump; a village of Kherson oblast unless `fields` say otherwise."""
    told = {
        "plain": name,
        "others": "",
        "lat": "46.7",
        "lon": "33.4",
        "heading": "P",
        "feature": "PPL",
        "country": "UA",
        "first": "08",
        "second": "",
        "people": "0",
    } | fields
    columns = ["plain", "others", "lat", "lon", "heading", "feature", "country"]
    divisions = ["", told["first"], told["second"], "", ""]
    return "\t".join(
        [
            str(number),
            name,
            *(told[column] for column in columns),
            *divisions,
            told["people"],
            "",
            "5",
            "Europe/Kyiv",
            "",
        ]
    )


def alternate(number: int, name: str, language: str = "en", preferred: str = "") -> str:
    """A line of alternateNamesV2."""
    return "\t".join(["1", str(number), language, name, preferred, "", "", "", "", ""])


def wof(number: int, name: str, **fields: str) -> str:
    """A line of a table of Who's On First; a village of Ukraine unless `fields` say otherwise."""
    told = {
        "geonames": "",
        "placetype": "locality",
        "lat": "46.7",
        "lon": "33.4",
        "people": "0",
        "country": "UA",
        "region": "",
        "county": "",
        "others": "",
    } | fields
    columns = ["lat", "lon", "people", "country", "region", "county", "others"]
    return "\t".join([str(number), told["geonames"], "", told["placetype"], name, *(told[name] for name in columns)])


def through(lines: Iterable[Line], label: str, expected: int | None) -> Iterator[Line]:
    """The lines, unwatched."""
    del label, expected
    return iter(lines)


def written(path: Path, *lines: str) -> Path:
    """A file of these lines."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


DUMP = (
    place(990_000_001, "Kakhovka Steppe", heading="L", feature="RGN"),
    place(990_000_002, "Kozachi Laheri", others="Kazachi Lageri,Козачі Лагері,KZL", people="3500"),
    place(990_000_003, "Lower Cholburdy", lat="46.74", lon="33.05", people="990"),
    place(990_000_004, "Oleshky Sands", heading="T", feature="DSRT"),
    place(990_000_005, "Antonivka Road Bridge", heading="S", feature="BDG", lat="46.66", lon="32.72"),
    place(990_000_006, "M17", heading="R", feature="RD"),
    place(990_000_007, "Khersonskyi Sad", lat="46.65", lon="32.6", feature="PPLX"),
    place(706_442, "Kherson Oblast", heading="A", feature="ADM1", people="1083000", lat="46.5", lon="33.5"),
)
