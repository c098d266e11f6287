"""Geoparsing of conflict news, measured on the set written for it: ``python tests/gates/conflicts.py [--errors]``.

A mention is *within* where it is put no further off than the set allows (20 km for a town, an area's own radius); a
*far* error is one of over 500 km, with a confidence of at least .8. Held reports are counted, and never shown.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]
    sys.path[:0] = [str(path) for path in (ROOT / "packages").glob("*/src")]

from gates.conflict_places import Expected, Part, Report, expected, reports, where  # noqa: E402
from recount.language import sentences  # noqa: E402
from recount.language.backends import backend  # noqa: E402
from recount.model import RelativePlace  # noqa: E402
from recount.resolve.gazetteer import Entry, lookup  # noqa: E402
from recount.resolve.geoparsing import Toponym, geoparse  # noqa: E402
from recount.resolve.relative import Named, Told, told  # noqa: E402
from recount.resolve.relative.sphere import distance_km  # noqa: E402

FAR_KM, SURE = 500.0, 0.8
_WINDS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
_GENERIC = re.compile(
    r"\b(oblast|governorate|province|region|state|department|district|county|prefecture|division|city|municipality|"
    r"republic|autonomous|provincia|departamento|departement|de|del|du|of|the|d)\b"
)


class Put(Struct, frozen=True):
    """Where a mention was put: degrees, country and division; how it was taken, how surely, and by what it was told."""

    kind: str | None = None
    at: tuple[float, float] | None = None
    country: str | None = None
    admin1: str | None = None
    confidence: float = 0.0
    name: str = ""
    told: RelativePlace | None = None


class Outcome(Struct, frozen=True):
    """A mention, where it was put, and what is right about that; None where the set does not ask."""

    report: Report
    mention: Expected
    put: Put
    off_km: float | None
    admin1: bool | None
    within: bool | None
    kind: bool | None
    told: bool | None
    far: bool


def outcomes(part: Part) -> Iterator[Outcome]:
    """Every mention of the set's part, in the order of its files."""
    places = where()
    for report in reports(part):
        read = {"text": _read(report.text), "title": _read(report.title)}
        for mention in expected(report, places):
            yield _outcome(report, mention, _put(mention, *read[mention.marked.part]))


def figures(rows: Sequence[Outcome]) -> dict[str, float]:
    """Shares of right admin-1 and of places within reach, of all and of relative ones; kinds; how many far errors."""
    relative = [row for row in rows if row.mention.relative]
    return {
        "admin1": _share(row.admin1 for row in rows),
        "within": _share(row.within for row in rows),
        "relative.admin1": _share(row.admin1 for row in relative),
        "relative.within": _share(row.within for row in relative),
        "relative.read": _share(row.told for row in relative),
        "kind": _share(row.kind for row in rows),
        "far": float(sum(row.far for row in rows)),
    }


def score_conflicts() -> dict[str, float]:
    """The figures of both parts, as ``dev.within``."""
    parts: tuple[Part, Part] = ("dev", "held")
    return {f"{part}.{name}": share for part in parts for name, share in figures([*outcomes(part)]).items()}


def covered(rows: Sequence[Outcome]) -> float:
    """Of the names, how many the gazetteer has within reach under those words: the best that choosing could do."""
    known = {"literal", "metonym", "dateline"}
    named = [one.mention for one in rows if one.mention.named and one.mention.marked.kind in known]
    return _share(_within_reach(one) for one in named if not one.marked.unresolved)


def _within_reach(mention: Expected) -> bool:
    place = mention.where
    points = [(one.lat, one.lon) for one in lookup(mention.marked.words)]
    return place is not None and any(
        lat is not None and lon is not None and distance_km(place.at, (lat, lon)) <= place.within_km
        for lat, lon in points
    )


def _read(text: str) -> tuple[tuple[Toponym, ...], dict[int, Told]]:
    """The toponyms of a text, and which of them it tells by others."""
    if not text:
        return (), {}
    parted = sentences.split(text)
    found = geoparse(text, backend().analyse(text, parted).entities)
    named = [Named(one.mention, one.entry) for one in found if one.kind != "demonym"]
    return found, told(text, named, [one.start for one in parted])


def _put(mention: Expected, found: Sequence[Toponym], by_start: dict[int, Told]) -> Put:
    """What was made of a mention: of a name, the toponym that shares most with its words; of a phrase, its place."""
    if not mention.named:
        return _phrase(mention, found, by_start)
    best = max(found, key=lambda one: _shared(mention, one.mention.start, one.mention.end), default=None)
    if best is None or _shared(mention, best.mention.start, best.mention.end) <= 0:
        return Put()
    by = by_start.get(best.mention.start)
    if by is not None and by.relative.wording.span.overlaps(best.mention.span):
        by = None  # the place told is another one, and this its anchor
    entry = by.entry if by is not None and by.entry is not None else best.entry
    read = by.relative if by is not None else None
    if by is not None and by.entry is None and by.spot is not None:
        return Put(best.kind, (by.spot.lat, by.spot.lon), by.country, by.admin1, best.confidence, "told", read)
    if entry is None:
        return Put(best.kind, confidence=best.confidence, told=read)
    at = None if entry.lat is None or entry.lon is None else (entry.lat, entry.lon)
    name = f"{entry.name}, {_division(entry)}, {entry.country}"
    return Put(best.kind, at, entry.country, _division(entry), best.confidence, name, read)


def _division(entry: Entry | None) -> str | None:
    """The first-order division that an entry lies in, or is."""
    if entry is None:
        return None
    return entry.name if entry.kind in {"admin1", "region"} and entry.admin1 is None else entry.admin1


def _phrase(mention: Expected, found: Sequence[Toponym], by_start: dict[int, Told]) -> Put:
    shared = [
        (_shared(mention, one.relative.wording.start, one.relative.wording.end), one) for one in by_start.values()
    ]
    most, by = max(shared, key=lambda pair: pair[0], default=(0.0, None))
    if by is None or most <= 0:
        return Put()
    anchor, words = by.relative.anchors[0], by.relative.wording.exact
    named = [one for one in found if anchor.mention is not None and one.mention.span.overlaps(anchor.mention.span)]
    sure = named[0].confidence if named else 0.0
    if by.spot is None:
        return Put("relative", None, by.country, by.admin1, 0.0, words, by.relative)
    return Put("relative", (by.spot.lat, by.spot.lon), by.country, by.admin1, sure, words, by.relative)


def _outcome(report: Report, mention: Expected, put: Put) -> Outcome:
    marked, place = mention.marked, mention.where
    off = None if place is None or put.at is None else distance_km(place.at, put.at)
    if place is None:
        wrong = put.kind in {"literal", "dateline", "metonym"}
        return Outcome(report, mention, put, None, None, None, not wrong, None, False)
    if marked.kind == "demonym":
        return Outcome(
            report, mention, put, off, None, None, put.kind == "demonym" and put.country == place.country, None, False
        )
    within = off <= place.within_km if off is not None else marked.unresolved
    admin1 = _folded(put.admin1) in {_folded(name) for name in place.admin1} if place.admin1 else None
    if marked.unresolved and off is None:
        admin1 = None
    kind = None if marked.kind == "anaphor" or not mention.named or marked.unresolved else marked.kind == put.kind
    far = off is not None and off > max(FAR_KM, place.within_km) and put.confidence >= SURE
    return Outcome(report, mention, put, off, admin1, within, kind, _told(mention, put.told), far)


def _told(mention: Expected, found: RelativePlace | None) -> bool | None:
    """Whether the stated distance, to a tenth beyond its tolerance, and direction, to half a wind, were read."""
    wanted = mention.marked.relative
    if wanted is None or (wanted.distance_km is None and wanted.bearing is None):
        return None
    if found is None:
        return False
    if wanted.distance_km is not None:
        low, high = found.low_km, found.high_km
        if low is None or high is None or not 0.75 * low <= wanted.distance_km <= 1.3 * high:
            return False
    if wanted.bearing is None:
        return True
    turned = None if found.bearing is None else found.bearing - 45 * _WINDS.index(wanted.bearing)
    return turned is not None and abs((turned + 180) % 360 - 180) <= 50


def _shared(mention: Expected, start: int, end: int) -> float:
    """How many characters two spans share, less a little for what either has beside."""
    both = min(mention.end, end) - max(mention.start, start)
    return both - 0.01 * (end - start - both) if both > 0 else 0.0


def _folded(name: str | None) -> str:
    """A division's name without accents and kinds: "Kyiv Oblast" is "kyiv"."""
    plain = "".join(
        one for one in unicodedata.normalize("NFKD", (name or "").lower()) if not unicodedata.combining(one)
    )
    bare = re.sub(r"[^a-z]", "", _GENERIC.sub("", re.sub(r"[-'’.,]", " ", plain)))
    return bare or re.sub(r"[^a-z]", "", plain)


def _share(values: Iterable[bool | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what is wrong in the reports that may be read")
    given = parser.parse_args()
    dev, held = [*outcomes("dev")], [*outcomes("held")]
    for name, figure in figures(dev).items():
        print(f"{name:<18}{figure:8.3f}{figures(held)[name]:8.3f}")  # noqa: T201
    print(f"{'names covered':<18}{covered(dev):8.3f}{covered(held):8.3f}")  # noqa: T201
    print("\n".join(table(dev)))  # noqa: T201
    if given.errors:
        print("\n".join(wrong(dev)))  # noqa: T201


def table(rows: Sequence[Outcome]) -> Iterator[str]:
    """The figures by what makes a mention hard, the commonest first."""
    by: dict[str, list[Outcome]] = defaultdict(list)
    for row in rows:
        for trap in row.mention.traps:
            by[trap].append(row)
    yield f"{'trap':<22}{'n':>5}{'admin1':>8}{'within':>8}{'kind':>8}{'told':>8}{'far':>5}"
    for trap, own in sorted(by.items(), key=lambda item: -len(item[1])):
        shares = [[getattr(row, name) for row in own] for name in ("admin1", "within", "kind", "told")]
        cells = "".join(f"{_share(one):8.2f}" if any(x is not None for x in one) else f"{'':8}" for one in shares)
        yield f"{trap:<22}{len(own):>5}{cells}{sum(row.far for row in own):>5}"


def wrong(rows: Sequence[Outcome]) -> Iterator[str]:
    """A line for each mention with something wrong: what, the words, and where they were put."""
    for row in rows:
        bad = [name for name in ("admin1", "within", "kind", "told") if getattr(row, name) is False]
        if bad or row.far:
            off = "" if row.off_km is None else f" {row.off_km:.0f} km off"
            put = f"{row.put.kind} {row.put.name} ({row.put.confidence}){off}"
            far = " FAR" if row.far else ""
            traps = ", ".join(row.mention.traps)
            yield f"{row.report.id}: {row.mention.marked.words!r} [{traps}] {'+'.join(bad)}{far}: {put}"


if __name__ == "__main__":
    main()
