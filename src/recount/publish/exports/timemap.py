"""Claims as the data of TimeMap, the map of events through time by Forensic Architecture.

One object with what datasheet-server serves apart: `events`, the `sources` they name, and the `associations` by which
they are filtered. Every value is text, as TimeMap asks. It shows a claim that has a day or a point; others are left
out. Since it may take text for HTML, angle brackets are single quotation marks.

Source: forensic-architecture/timemap, the schemas by which it checks events, sources and associations.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final, TypeVar

from msgspec import Struct

from recount import wire
from recount.model import Report
from recount.publish import wording
from recount.publish.exports.json_text import pretty
from recount.publish.links import link
from recount.publish.rows import ClaimRow, claim_rows
from recount.publish.view import View

T = TypeVar("T")
_BRACKETS: Final = str.maketrans({"<": "‹", ">": "›"})


class MapEvent(Struct, frozen=True, kw_only=True):
    """A claim; `date` is its first day, `sources` and `associations` are ids."""

    id: str
    description: str
    date: str
    time: str
    time_display: str
    location: str
    latitude: str
    longitude: str
    type: str
    category: str
    associations: tuple[str, ...]
    sources: tuple[str, ...]
    comments: str


class MapSource(Struct, frozen=True, kw_only=True):
    """A report; TimeMap shows it in a window of its own."""

    id: str
    title: str
    thumbnail: str
    paths: tuple[str, ...]
    type: str
    url: str
    description: str
    author: str
    date: str


class Association(Struct, frozen=True, kw_only=True):
    """What events are filtered by: the harm is a category, who states it and how are filters below each other."""

    id: str
    title: str
    desc: str
    mode: str
    filter_paths: tuple[str, ...]


class MapData(Struct, frozen=True, kw_only=True):
    """All that TimeMap asks for."""

    events: tuple[MapEvent, ...]
    sources: tuple[MapSource, ...]
    associations: tuple[Association, ...]


def write_timemap(view: View, out: BinaryIO) -> None:
    """The claims of a view that have a day or a point, with their reports, as JSON."""
    rows = tuple(row for row in claim_rows(view) if row.time is not None or _located(row))
    shown = {row.report for row in rows}
    data = MapData(
        events=tuple(_event(row) for row in rows),
        sources=tuple(_source(each.report) for each in view.readings if each.report.id in shown),
        associations=tuple(_distinct(each for row in rows for each in _associations(row))),
    )
    out.write(pretty(data))


def _event(row: ClaimRow) -> MapEvent:
    place = row.place
    point = (f"{place.lat}", f"{place.lon}") if place is not None and _located(row) else ("", "")
    return MapEvent(
        id=row.id,
        description=_text(f"{wording.headline(row)}. {wording.who(row)} {wording.stance_of(row).words}: "
                          f"{' '.join(row.evidence.exact.split())}"),
        date=row.time.first.isoformat() if row.time else "",
        time="",
        time_display=wording.days(row.time),
        location=_text(wording.called(place)) if place else "",
        latitude=point[0],
        longitude=point[1],
        type=row.scope,
        category=row.effect,
        associations=tuple(each.id for each in _associations(row)),
        sources=(row.report,),
        comments="; ".join(wording.judged(row)),
    )  # fmt: skip


def _located(row: ClaimRow) -> bool:
    return row.place is not None and row.place.lat is not None and row.place.lon is not None


def _source(report: Report) -> MapSource:
    return MapSource(
        id=report.id,
        title=_text(report.title or report.publisher or report.id),
        thumbnail="",
        paths=(),
        type="Report",
        url=link(report.url) or "",
        description=f"sha256:{report.digest}",
        author=_text(report.publisher or ""),
        date=report.published_on.isoformat() if report.published_on else "",
    )


def _associations(row: ClaimRow) -> Iterable[Association]:
    yield _association("CATEGORY", row.effect)
    yield _association("FILTER", "Source", wording.label(row.source.kind) if row.source else "nobody named")
    yield _association("FILTER", "Stance", row.modality)
    if row.victims is not None:
        yield _association("FILTER", "Harmed", row.victims.group)


def _association(mode: str, *path: str) -> Association:
    key = wire.content_id("asc", (mode, *path))
    title = path[0] if mode == "CATEGORY" else path[-1]
    return Association(id=key, title=title, desc="", mode=mode, filter_paths=path if mode == "FILTER" else ())


def _distinct(found: Iterable[T]) -> Iterable[T]:
    return dict.fromkeys(found)


def _text(text: str) -> str:
    return wording.visible(text).translate(_BRACKETS)
