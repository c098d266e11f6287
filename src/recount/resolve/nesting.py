"""Which places of a report lie in which: by its own words, by country, and by how far apart the gazetteer has them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from recount.resolve.gazetteer import Entry
from recount.resolve.toponyms import Candidate

WIDTH = {
    "site": 0,
    "town": 1,
    "district": 2,
    "admin1": 2,
    "region": 3,
    "people": 4,
    "country": 4,
    "sea": 5,
    "continent": 6,
}
# How far, in kilometres, a place may reach from its middle where the gazetteer does not say.
_REACH = {"town": 20.0, "district": 80.0, "admin1": 200.0, "region": 250.0}
_DEGREE_KM = 111.2
_BETWEEN = 70  # code points between two names that tell of one another
# "Lwiro, 30 km north of Bukavu in South Kivu province": the finer first, then what it lies in.
_FINE_FIRST = re.compile(
    r",? (?:in|of|at|inside) (?:the )?(?:[\w-]+ ){0,3}"
    r"|, (?:(?:an?|the) [\w -]{3,50} (?:in|of|on) (?:the )?(?:[\w-]+ ){0,3})?"
)
# "Yemen's capital of Sanaa", "the Malian town of Gao": the wider first.
_WIDE_FIRST = re.compile(r"(?:['’]s?)? (?:[\w-]+ ){0,5}?|['’]s? ")


def held(text: str, candidates: Sequence[Candidate], wide: Iterable[Candidate]) -> frozenset[str]:
    """The places of a report, by their meanings, that lie in one of the `wide`.

    Source: the words "in", "of", a comma or a possessive between two names of `text`; ISO 3166 countries; divisions and
    reaches of the gazetteer.

    >>> from recount.model import Mention
    >>> from recount.resolve.toponyms import candidates
    >>> text = "Six died in Dorno in eastern Ukraine. Shells fell on Kharkiv, too, and in Moldova."
    >>> spans = [Mention.at(text, 12, 17), Mention.at(text, 21, 36), Mention.at(text, 53, 60), Mention.at(text, 74, 81)]
    >>> found = candidates(text, spans, [0, 0, 1, 1], [0, 38])
    >>> sorted(held(text, found, found[1:2]))
    ['Dorno', 'Kharkiv']
    """
    told = set(_told(text, candidates))
    over = {one.meaning: one for one in wide}
    fine = {one.meaning: one for one in candidates if one.scale != "people"}
    return frozenset(
        name
        for name, one in fine.items()
        if any(_lies(one, other, told=(name, meaning) in told) for meaning, other in over.items() if meaning != name)
    )


def shares(candidates: Iterable[Candidate]) -> Mapping[str, float]:
    """How large a part of the located places each country has."""
    counted = Counter(one.country for one in candidates if one.located)
    total = counted.total()
    return {country: count / total for country, count in counted.items() if country is not None}


def _told(text: str, candidates: Sequence[Candidate]) -> Iterator[tuple[str, str]]:
    """The pairs of a finer and a wider place that stand side by side as one in the other."""
    for one, other in pairwise(candidates):
        if one.sentence != other.sentence or other.mention.start - one.mention.end > _BETWEEN:
            continue
        between = text[one.mention.end : other.mention.start]
        if WIDTH[one.scale] < WIDTH[other.scale] and _FINE_FIRST.fullmatch(between):
            yield one.meaning, other.meaning
        elif WIDTH[one.scale] > WIDTH[other.scale] and _WIDE_FIRST.fullmatch(between):
            yield other.meaning, one.meaning


def _lies(fine: Candidate, wide: Candidate, *, told: bool) -> bool:
    """Whether a place lies in another."""
    if WIDTH[fine.scale] >= WIDTH[wide.scale]:
        return False
    if fine.country is not None and wide.country is not None and fine.country != wide.country:
        return False
    if wide.scale in {"country", "people"}:
        return fine.country is not None and fine.country == wide.country
    return told or _reaches(wide, fine)


def _reaches(wide: Candidate, fine: Candidate) -> bool:
    """Whether the gazetteer has a place so near to the middle of a wider one that it may lie in it."""
    one, other = wide.entry, fine.entry
    if one is None or other is None:
        return False
    if one.kind == "country":  # "northern Nigeria": somewhere in it
        return one.country == other.country
    if one.name in {other.admin1, other.admin2}:
        return True
    if other.admin1 is not None and one.kind == "admin1":
        return False
    reach = one.radius_km or _REACH.get(wide.scale)
    apart = _apart_km(one, other)
    return apart is not None and reach is not None and apart <= reach


def _apart_km(one: Entry, other: Entry) -> float | None:
    """How far apart two entries are; None where either has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    east = (one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return _DEGREE_KM * math.hypot(one.lat - other.lat, east)
