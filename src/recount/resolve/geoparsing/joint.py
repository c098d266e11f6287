"""Which place each name of a report means, all chosen together: what the text says, what lies near what, then fame.

Every name has a share in each of its entries. In turns the shares of all names speak for the entries that lie near them
or in one division or country with them, and shares follow what is spoken: at first gently, so that small towns which
support one another are heard before fame decides. A place that the gazetteer lacks has a share of its own.

Source: mean-field message passing for toponym resolution by least spread (Leidner, Toponym Resolution in Text, 2008;
Speriosu and Baldridge, "Text-Driven Toponym Resolution", ACL 2013). The strengths are set by hand, in
coarse steps that were checked on the development halves of ``docs/places.md``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from recount.resolve.gazetteer import Entry, distance_km
from recount.resolve.geoparsing.fame import possible, prior
from recount.resolve.geoparsing.referents import PLAIN, Link, Referent

_KEPT, _POPULAR = 8, 1.5
_EARTH_KM, _NEAR_KM = 6371.0, 70.0
# What a name gives an entry that lies in one country or division with its own, close to it, or in the very country or
# division that it names.
_SAME_COUNTRY, _SAME_REGION, _NEAR, _OF_COUNTRY, _OF_REGION = 0.2, 1.2, 5.0, 3.0, 3.0
_SUPPORT, _SAME_NAME, _PART = 2.5, 3.0, 0.3
_LOCAL, _WIDE = 0.6, 0.3  # what a name gives a place that the gazetteer lacks; the share of that of a country's name
_HEATS = (0.4, 0.4, 0.7, 1.0, 1.4, 1.5)
_SEAT_SHARE, _SEAT_OF, _MOST, _SEAT_KM = 0.07, 6_000_000, 0.5, 40.0
_WITHIN_KM = {"district": 90, "town": 50, "region": 700, "continent": 4000}
_RANKS = {"continent": 0, "sea": 0, "region": 1, "country": 2, "admin1": 3, "district": 4, "town": 5, "site": 5}

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Choice(Struct, frozen=True):
    """The entries a name can mean with the share of each, the likeliest first; what is lacking to 1 is that of a place
    which the gazetteer lacks. `support` is what the rest of the report gives the first, 0 for nothing."""

    entries: tuple[Entry, ...]
    shares: tuple[float, ...]
    support: float


class _Table(Struct, frozen=True):
    """All candidates of a report side by side: `owner` is the number of the referent, `prior` what each is alone.

    `kin` is what the candidate of a row gets from that of a column, `inside` whether it lies in that, `states` whether
    that is its country, `fine` whether it is a division or finer.
    """

    entries: tuple[Entry, ...]
    owner: Whole
    prior: Floats
    kin: Floats
    inside: Floats
    states: Flags
    fine: Flags


def chosen(places: Sequence[Referent], found: Sequence[Link]) -> tuple[Choice, ...]:
    """For each referent what its name means, decided together."""
    kept = _kept(places, frozenset(link.inner for link in found if link.strength >= PLAIN))
    if not any(kept):
        return tuple(Choice((), (), 0.0) for _ in places)
    table = _table(kept)
    weight = np.array([_weight(place) if rows else 0.0 for place, rows in zip(places, kept, strict=True)])
    stated = _stated(places, found)
    pull = stated[np.ix_(table.owner, table.owner)] * table.inside
    pull = pull + pull.T
    if len({place.spelling.key for place in places}) < len(places):
        pull += _SAME_NAME * _alike(places, table, stated.max(axis=1) > 0)
    settled = _settled(table, weight, _spoken_of(places), pull)
    shares, support = (column.tolist() for column in settled)
    ends = accumulate(map(len, kept))
    own = (range(end - len(rows), end) for end, rows in zip(ends, kept, strict=True))
    return tuple(_choice(table, rows, shares, support, place.asked) for rows, place in zip(own, places, strict=True))


def _weight(place: Referent) -> float:
    """How much a referent's name says of where the report is: more if named often, little if only a part is known."""
    return (_PART if place.spelling.form == "part" else 1.0) + math.log(len(place.mentions))


def _kept(places: Sequence[Referent], apart: frozenset[int]) -> list[list[tuple[Entry, float]]]:
    """The candidates of each referent that are worth weighing: the best known, and those where others lie too."""
    ranked = [
        sorted(((entry, prior(entry, place)) for entry in possible(place, apart)), key=lambda row: -row[1])
        for place in places
    ]
    votes = Counter(where for rows in ranked for where in {_region(entry) for entry, _ in rows})
    return [
        sorted(rows, key=lambda row: -(row[1] + _POPULAR * math.log(votes[_region(row[0])])))[:_KEPT]
        if len(rows) > _KEPT
        else rows
        for rows in ranked
    ]


def _region(entry: Entry) -> tuple[str | None, str | None]:
    """The first-level division that a place is or lies in."""
    return entry.country, entry.name if entry.kind == "admin1" else entry.admin1


def _table(kept: Sequence[Sequence[tuple[Entry, float]]]) -> _Table:
    entries = tuple(entry for rows in kept for entry, _ in rows)
    owner = np.array([number for number, rows in enumerate(kept) for _ in rows], dtype=np.int64)
    priors = np.array([value for rows in kept for _, value in rows])
    angles = np.radians(np.array([(entry.lat or 0.0, entry.lon or 0.0) for entry in entries]))
    lat, lon = angles[:, 0], angles[:, 1]
    unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    km = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * (unit @ unit.T))) * _EARTH_KM
    rank = np.array([_RANKS[entry.kind] for entry in entries])
    same_country = _same([entry.country for entry in entries])
    same_region = _same([where if (where := _region(entry))[1] else None for entry in entries])
    point = rank >= _RANKS["district"]
    kin = _SAME_COUNTRY * same_country + _SAME_REGION * same_region
    kin += _NEAR * np.exp(-km / _NEAR_KM) * (point[:, None] & point)
    kin += _OF_REGION * (same_region & (rank == _RANKS["admin1"]))
    kin *= owner[:, None] != owner
    states = same_country & (rank == _RANKS["country"]) & (owner[:, None] != owner)
    inside = _inside(rank, same_country, same_region, km)
    return _Table(entries, owner, priors, kin, inside, states, rank > _RANKS["country"])


def _inside(rank: Whole, country: Flags, region: Flags, km: Floats) -> Floats:
    """Whether the candidate of a row lies in that of a column."""
    finer = rank[:, None] > rank
    inside = finer & (rank == _RANKS["country"]) & country
    inside |= finer & (rank == _RANKS["admin1"]) & region
    inside |= finer & (rank == _RANKS["district"]) & country & (km < _WITHIN_KM["district"])
    inside |= (rank[:, None] >= _RANKS["town"]) & (rank == _RANKS["town"]) & (km < _WITHIN_KM["town"])
    inside |= finer & (rank == _RANKS["region"]) & (km < _WITHIN_KM["region"])
    inside |= finer & (rank == _RANKS["continent"]) & (km < _WITHIN_KM["continent"])
    lies: Floats = inside.astype(np.float64)
    return lies


def _same(values: Sequence[object]) -> Flags:
    """Which pairs of values are equal; None equals nothing."""
    numbers: dict[object, int] = {None: -1}
    codes = np.array([numbers.setdefault(value, len(numbers)) for value in values])
    same: Flags = (codes[:, None] == codes) & (codes >= 0)
    return same


def _stated(places: Sequence[Referent], found: Sequence[Link]) -> Floats:
    """How plainly the text puts the referent of a row inside that of a column."""
    owner = {mention: number for number, place in enumerate(places) for mention in place.mentions}
    stated = np.zeros((len(places), len(places)))
    for link in found:
        inner, outer = owner[link.inner], owner[link.outer]
        if inner != outer:
            stated[inner, outer] = max(stated[inner, outer], link.strength)
    return stated


def _alike(places: Sequence[Referent], table: _Table, apart: Flags) -> Flags:
    """Whether two candidates are one place under one name of two referents: mostly one is meant.

    `apart` is whether the text puts a referent inside another; where it does so with both, they differ.
    """
    one_name = _same([place.spelling.key for place in places]) & ~(apart[:, None] & apart)
    names = one_name[np.ix_(table.owner, table.owner)]
    alike: Flags = names & _same(table.entries) & (table.owner[:, None] != table.owner)
    return alike


def _spoken_of(places: Sequence[Referent]) -> Floats:
    """How much of what a report says of countries each referent says, by its mentions; 0 for what is no country."""
    told = np.array(
        [
            len(place.mentions) if any(entry.kind == "country" for entry in place.spelling.entries[:1]) else 0.0
            for place in places
        ]
    )
    shares: Floats = told / max(1.0, told.sum())
    return shares


def _settled(table: _Table, weight: Floats, spoken_of: Floats, pull: Floats) -> tuple[Floats, Floats]:
    """The share of each candidate after the last turn, and what the rest of the report gives it."""
    kin = table.kin * weight[table.owner] + _OF_COUNTRY * table.states * spoken_of[table.owner]
    fine = np.bincount(table.owner, table.fine, minlength=len(weight)) > 0
    close = weight * np.where(fine, 1.0, _WIDE)
    absent = _SUPPORT * np.log1p(_LOCAL * (close.sum() - close))
    support = np.zeros(len(table.owner))
    shares = support
    for turn, heat in enumerate(_HEATS):
        if turn:
            support = _SUPPORT * np.log1p(kin @ shares) + pull @ shares
        shares = _shares(heat * (table.prior + support), table.owner, heat * absent)
    return shares, support


def _shares(score: Floats, owner: Whole, absent: Floats) -> Floats:
    """Scores as probabilities among the candidates of each referent and a place that the gazetteer lacks."""
    top = absent.copy()
    np.maximum.at(top, owner, score)
    raised = np.exp(score - top[owner])
    total = np.bincount(owner, raised, minlength=len(absent)) + np.exp(absent - top)
    shares: Floats = raised / total[owner]
    return shares


def _choice(
    table: _Table, own: Iterable[int], shares: Sequence[float], support: Sequence[float], asked: str | None
) -> Choice:
    """What is chosen of the rows that are a referent's own."""
    order = sorted(own, key=lambda one: -shares[one])
    if not order:
        return Choice((), (), 0.0)
    best = table.entries[order[0]]
    seat = None if asked else next((one for one in order if _seat(table.entries[one], best)), None)
    if seat is not None:
        order = [seat, *(one for one in order if one != seat)]
    return Choice(
        tuple(table.entries[one] for one in order),
        tuple(shares[one] for one in order),
        max(support[one] for one in order[:2]),
    )


def _seat(town: Entry, division: Entry) -> bool:
    """Whether a town is where a good part of a division's people live, so that the name of both is the town's."""
    if town.kind != "town" or town.country != division.country:
        return False
    share = _SEAT_SHARE if division.population < _SEAT_OF else _MOST
    if division.kind == "admin1":
        return division.name == town.admin1 and town.population >= share * division.population
    held = (division.name, division.admin1) == (town.admin2, town.admin1) or distance_km(town, division) < _SEAT_KM
    return division.kind == "district" and held and town.population >= share * division.population
