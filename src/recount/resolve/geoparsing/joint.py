"""Which place each name of a report means, all chosen together: what the text says, what lies near what, then fame.

Source: the joint choice is a mean-field form of "toponym resolution by minimal spread" (Leidner 2008; Speriosu and Baldridge
2013); the order of signals is our own.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from recount.lexicon.lists import words
from recount.lexicon.peoples import nations
from recount.resolve.gazetteer import Entry, fold
from recount.resolve.geoparsing.referents import Link, Referent

_KEPT, _RANKED, _ROUNDS = 8, 60, 4
_EARTH_KM, _NEAR_KM = 6371.0, 70.0
_SAME_COUNTRY, _SAME_REGION, _NEAR, _SUPPORT, _SAME_NAME = 0.2, 1.2, 5.0, 2.5, 3.0
_STATED_AREA = 3.0
_OTHER_NAME = 1.5
_HEAT = (0.4, 0.7, 1.0, 1.4, 1.5)
_CAPITAL = 0.7
_ADMIN = 2.0
_COUNTRY = 12.0
_METRO = 4.0
_LARGE, _SHARE = 500_000, 0.07
_WIDE_PEOPLE = 6_000_000
_ALIKE = 3
_UNCOUNTED = 1_000
_ARTICLE = re.compile(r"^(?:al|ad|ar|as|ash|at|az|el|an)\s")
_STATED_COUNTRY = 0.6
_UNLIKE = 4.0
_OTHER_SMALL = 2.0
_PART = 0.3
_ABSENT, _LOCAL = 0.0, 0.6
_FLOOR = 5.0
_SLOPE = 0.8
_RANKS = {"continent": 0, "sea": 0, "region": 1, "country": 2, "admin1": 3, "district": 4, "town": 5, "site": 5}

Floats = NDArray[np.float64]


class Choice(Struct, frozen=True):
    """The entries a name can mean with the probability of each, the likeliest first; `support` 0 where nothing of the
    report speaks for the first."""

    entries: tuple[Entry, ...]
    shares: tuple[float, ...]
    support: float


class _Table(Struct, frozen=True):
    """All candidates of a report side by side: `owner` is the number of the referent, `prior` what each is alone."""

    entries: tuple[Entry, ...]
    owner: NDArray[np.int64]
    prior: Floats
    kin: Floats
    inside: Floats


def chosen(places: Sequence[Referent], found: Sequence[Link]) -> tuple[Choice, ...]:
    """For each referent what its name means, decided together."""
    apart = frozenset(link.inner for link in found)
    kept = _kept(places, apart)
    table = _table(kept, places)
    if not table.entries:
        return tuple(Choice((), (), 0.0) for _ in places)
    at_mention = {mention: number for number, place in enumerate(places) for mention in place.mentions}
    weight = np.array([0.0 if not rows else (_PART if place.spelling.form == "part" else 1.0) + math.log(len(place.mentions)) for place, rows in zip(places, kept, strict=True)])
    stated = np.zeros((len(places), len(places)))
    for link in found:
        inner, outer = at_mention[link.inner], at_mention[link.outer]
        if inner != outer:
            stated[inner, outer] = max(stated[inner, outer], link.strength)
    shares, support = _settled(table, weight, stated, places)
    return tuple(_choice(table, number, shares, support, place.asked) for number, place in enumerate(places))


def _kept(places: Sequence[Referent], apart: frozenset[int]) -> list[tuple[tuple[Entry, float], ...]]:
    """The candidates of each referent that are worth weighing: the best known, and those where others lie too."""
    ranked = [
        sorted(((entry, prior(entry, place)) for entry in _possible(place, apart)[:_RANKED]), key=lambda row: -row[1])
        for place in places
    ]
    votes: Counter[tuple[str | None, str | None]] = Counter()
    for rows in ranked:
        for where in {_region(entry) for entry, _ in rows}:
            votes[where] += 1
    return [
        tuple(
            rows
            if len(rows) <= _KEPT
            else sorted(rows, key=lambda row: -(row[1] + 1.5 * math.log(votes[_region(row[0])])))[:_KEPT]
        )
        for rows in ranked
    ]


def _possible(place: Referent, apart: frozenset[int]) -> Sequence[Entry]:
    """The entries of a name; a state's or large province's name is no small town's that nothing is said of.

    `apart` numbers the mentions that the text puts inside another place.
    """
    entries = place.spelling.entries
    if place.asked is not None or not apart.isdisjoint(place.mentions):
        return entries
    least = 0
    for entry in entries[:10]:
        if entry.kind == "country":
            least = 500_000
        elif entry.kind == "admin1" and entry.population >= 500_000 and _named(entry, place.spelling.key):
            least = max(least, 50_000)
    return [entry for entry in entries if entry.kind not in {"town", "district"} or entry.population >= least] if least else entries


def _region(entry: Entry) -> tuple[str | None, str | None]:
    """The first-level area that a place is or lies in."""
    return entry.country, entry.name if entry.kind == "admin1" else entry.admin1


def prior(entry: Entry, place: Referent) -> float:
    """How likely an entry is meant by its name alone: by its kind, its people, and the kind the words say."""
    value = _SLOPE * _fame(entry)
    if place.spelling.form != "people" and not _named(entry, place.spelling.key):
        value -= _OTHER_NAME + (_OTHER_SMALL if entry.kind == "town" and entry.population < 100_000 else 0.0)
    if entry.kind == "admin1" and place.spelling.form == "name" and _metropolis(place):
        value -= _METRO
    kinds = _asked_kinds(place.asked) if place.asked else None
    return value if kinds is None or entry.kind in kinds else value - _UNLIKE


@cache
def _asked_kinds(asked: str) -> frozenset[str] | None:
    """The kinds of entry that a word for a kind of place allows; None where it says nothing of that."""
    if asked in words("geoparsing", "areas"):
        return frozenset({"district", "admin1"})
    if asked in words("geoparsing", "provinces"):
        return frozenset({"admin1", "region", "country"})
    return frozenset({"town", "site"}) if asked in words("geoparsing", "towns") else None


def _metropolis(place: Referent) -> bool:
    """Whether a name is that of a large city too: "New York" alone is the city."""
    key = fold(place.spelling.key)
    return any(
        entry.kind == "town" and entry.population >= _LARGE and fold(entry.name).startswith(key)
        for entry in place.spelling.entries[:_RANKED]
    )


@lru_cache(maxsize=8192)
def _fame(entry: Entry) -> float:
    """How well known a place is, in powers of ten of its people."""
    people = math.log10((entry.population or _UNCOUNTED) + 50)
    match entry.kind:
        case "country":
            return _COUNTRY
        case "continent" | "sea":
            return 8.5
        case "region":
            return 7.5
        case "admin1":
            return max(people, _FLOOR) + _ADMIN
        case "district":
            return min(max(people, 4.0), 6.0) - 0.6
        case "town":
            return people + (1.0 if entry.population >= 500_000 else 0.0) + (_CAPITAL if _is_capital(entry) else 0.0)
        case _:
            return 3.0


@cache
def _capitals() -> frozenset[tuple[str, str]]:
    """Capitals of states by folded name and country."""
    return frozenset((fold(nation.capital), nation.code) for nation in nations())


def _is_capital(entry: Entry) -> bool:
    return entry.population >= 100_000 and (fold(entry.name), entry.country or "") in _capitals()


@lru_cache(maxsize=8192)
def _named(entry: Entry, key: str) -> bool:
    """Whether an entry is known by this very name or a spelling of it, not by another one of its names."""
    own, asked = (_bare(fold(name)) for name in (entry.name, key))
    alike = next((at for at, (one, other) in enumerate(zip(own, asked, strict=False)) if one != other), min(len(own), len(asked)))
    if own == asked or (entry.kind != "town" and own.startswith(asked)):
        return True
    return own.count(" ") == asked.count(" ") and alike >= max(_ALIKE, (len(asked) + 1) // 2)


def _bare(name: str) -> str:
    """A folded name without the Arabic article before it."""
    return _ARTICLE.sub("", name)


def _table(kept: Sequence[tuple[tuple[Entry, float], ...]], places: Sequence[Referent]) -> _Table:
    entries = tuple(entry for rows in kept for entry, _ in rows)
    owner = np.array([number for number, rows in enumerate(kept) for _ in rows], dtype=np.int64)
    priors = np.array([value for rows in kept for _, value in rows])
    if not entries:
        return _Table((), owner, priors, np.zeros((0, 0)), np.zeros((0, 0)))
    angles = np.radians(np.array([(entry.lat or 0.0, entry.lon or 0.0) for entry in entries]))
    lat, lon = angles[:, 0], angles[:, 1]
    unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    km = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * (unit @ unit.T))) * _EARTH_KM
    country = _codes([entry.country for entry in entries])
    region = _codes([_region(entry) if _region(entry)[1] else None for entry in entries])
    rank = np.array([_RANKS[entry.kind] for entry in entries])
    point = rank >= _RANKS["district"]
    same_country = (country[:, None] == country[None]) & (country >= 0)
    same_region = (region[:, None] == region[None]) & (region >= 0)
    near = np.exp(-km / _NEAR_KM) * (point[:, None] & point[None])
    kin = _SAME_COUNTRY * same_country + _SAME_REGION * same_region + _NEAR * near
    kin += _STATED_COUNTRY * (same_country & (rank == _RANKS["country"])[None])
    kin += _STATED_AREA * (same_region & (rank == _RANKS["admin1"])[None])
    kin *= owner[:, None] != owner[None]
    return _Table(entries, owner, priors, kin, _inside(rank, same_country, same_region, km))


def _inside(rank: NDArray[np.int64], country: NDArray[np.bool_], region: NDArray[np.bool_], km: Floats) -> Floats:
    """Whether the candidate of a row lies in that of a column."""
    finer = rank[:, None] > rank[None]
    by_rank = (
        ((rank == _RANKS["country"])[None] & country & finer)
        | ((rank == _RANKS["admin1"])[None] & region & finer)
        | ((rank == _RANKS["district"])[None] & (km < 90) & country & finer)
        | ((rank == _RANKS["town"])[None] & (km < 50) & (rank >= _RANKS["town"])[:, None])
        | ((rank == _RANKS["region"])[None] & (km < 700) & finer)
        | ((rank == 0)[None] & (km < 4000) & finer)
    )
    return by_rank.astype(np.float64)


def distance_km(one: Entry, other: Entry) -> float:
    """The distance of two places, km along a great circle; infinite where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _codes(values: Sequence[object]) -> NDArray[np.int64]:
    """Equal values as equal numbers, None as -1."""
    numbers: dict[object, int] = {None: -1}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)


def _settled(
    table: _Table, weight: Floats, stated: Floats, places: Sequence[Referent]
) -> tuple[Floats, Floats]:
    """The probability of each candidate after the last round, and what the rest of the report gives it."""
    owner = table.owner
    kin = table.kin * weight[owner][None]
    pull = stated[np.ix_(owner, owner)] * table.inside
    pull = pull + pull.T
    names = _codes([place.spelling.key for place in places])
    alike = (names[owner][:, None] == names[owner][None]) & (owner[:, None] != owner[None])
    pull += _SAME_NAME * (alike & (np.array([id(entry) for entry in table.entries])[:, None] == np.array([id(entry) for entry in table.entries])[None]))
    others = weight.sum() - weight
    absent = _ABSENT + _SUPPORT * np.log1p(_LOCAL * others)
    shares = _shares(_HEAT[0] * table.prior, owner, _HEAT[0] * absent)
    support = np.zeros(len(owner))
    for heat in _HEAT:
        support = _SUPPORT * np.log1p(kin @ shares) + pull @ shares
        shares = _shares(heat * (table.prior + support), owner, heat * absent)
    return shares, support


def _shares(score: Floats, owner: NDArray[np.int64], absent: Floats) -> Floats:
    """Scores as probabilities among the candidates of each referent, and a place that the gazetteer lacks."""
    top = absent.copy()
    np.maximum.at(top, owner, score)
    raised = np.exp(score - top[owner])
    total = np.bincount(owner, raised, minlength=len(absent)) + np.exp(absent - top)
    return raised / total[owner]


def _choice(table: _Table, number: int, shares: Floats, support: Floats, asked: str | None) -> Choice:
    at = np.flatnonzero(table.owner == number)
    order = sorted(at, key=lambda one: -shares[one])
    if not order:
        return Choice((), (), 0.0)
    best = table.entries[order[0]]
    seat = None if asked else next((one for one in order if _seat(table.entries[one], best)), None)
    if seat is not None:
        order = [seat, *(one for one in order if one != seat)]
    return Choice(
        tuple(table.entries[one] for one in order),
        tuple(float(shares[one]) for one in order),
        float(max(support[one] for one in order[:2])),
    )


def _seat(town: Entry, division: Entry) -> bool:
    """Whether a town is where a good part of a division's people live, so that the name of both is the town's."""
    return (
        town.kind == "town"
        and town.country == division.country
        and (
            (division.kind == "admin1" and division.name == town.admin1)
            or (division.kind == "district" and (division.name, division.admin1) == (town.admin2, town.admin1))
        )
        and town.population >= _SHARE * division.population
        and division.population < _WIDE_PEOPLE
    )
