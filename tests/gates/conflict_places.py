"""The conflict place set: short reports written for it, and where each name in them lies (``places/README.md``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

FOLDER = Path(__file__).with_name("places")
Part = Literal["dev", "held"]


class Beside(Struct, frozen=True):
    """How a place is told by another: `anchors` are entries of ``where.toml``, `words` those beside its own name."""

    kind: str
    words: str | None = None
    anchors: tuple[str, ...] = ()
    distance_km: float | None = None
    bearing: str | None = None


class Marked(Struct, frozen=True, forbid_unknown_fields=True):
    """A mention as written in a file of the set."""

    words: str
    nth: int = 1
    part: Literal["text", "title"] = "text"
    kind: Literal["literal", "metonym", "demonym", "dateline", "anaphor", "none"] = "literal"
    place: str | None = None
    at: tuple[float, float] | None = None
    within_km: float | None = None
    country: str | None = None
    admin1: tuple[str, ...] = ()
    unresolved: bool = False
    relative: Beside | None = None
    traps: tuple[str, ...] = ()


class Report(Struct, frozen=True, forbid_unknown_fields=True):
    """A report of the set."""

    id: str
    conflict: str
    published: date
    text: str
    mentions: tuple[Marked, ...]
    title: str = ""


class Where(Struct, frozen=True):
    """An entry of ``where.toml``; `within_km` is how far off is still right."""

    at: tuple[float, float]
    within_km: float = 20.0
    country: str | None = None
    admin1: tuple[str, ...] = ()


class Expected(Struct, frozen=True):
    """What one mention should come to; `start` and `end` count code points in the part of the report it stands in."""

    marked: Marked
    start: int
    end: int
    where: Where | None

    @property
    def named(self) -> bool:
        """Whether the words are a name, and not a phrase that tells a place by others."""
        return self.marked.place is not None or self.marked.relative is None or self.marked.unresolved

    @property
    def relative(self) -> bool:
        return self.marked.relative is not None or "relative" in self.marked.traps

    @property
    def traps(self) -> tuple[str, ...]:
        """What makes it hard, its kind among them."""
        marked = self.marked
        own = (marked.kind,) if marked.kind != "literal" else ()
        told = (f"relative: {marked.relative.kind}",) if marked.relative is not None else ()
        return (*own, *marked.traps, *told) or ("plain",)


def where() -> dict[str, Where]:
    """The places of the set by name."""
    rows = tomllib.loads((FOLDER / "where.toml").read_text(encoding="utf-8"))
    return msgspec.convert(rows, dict[str, Where])


def reports(part: Part) -> Iterator[Report]:
    """The reports that may be read while rules are written (`dev`), or those that are held."""
    for path in sorted(FOLDER.glob(f"{part}-*.toml")):
        rows: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from msgspec.convert(rows["report"], list[Report])


def expected(report: Report, places: dict[str, Where]) -> Iterator[Expected]:
    """The mentions of a report with where they stand and where they lie."""
    for marked in report.mentions:
        text = report.title if marked.part == "title" else report.text
        start = -1
        for _ in range(marked.nth):
            start = text.index(marked.words, start + 1)
        yield Expected(marked, start, start + len(marked.words), _where(marked, places))


def _where(marked: Marked, places: dict[str, Where]) -> Where | None:
    if marked.kind == "none":
        return None
    if marked.place is None:
        assert marked.at is not None
        return Where(marked.at, marked.within_km or 20.0, marked.country, marked.admin1)
    known = places[marked.place]
    return known if marked.within_km is None else msgspec.structs.replace(known, within_km=marked.within_km)
