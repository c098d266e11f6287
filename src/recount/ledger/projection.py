"""What claims are looked up by: a narrow row for each state a claim was in, with the entries it began and ended at.

All of it follows from the entries of a report; `versions` says how, and nothing else decides it. Judgements and
corrections are not in it: they change what is shown of a claim, not what was read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache
from itertools import count, groupby
from operator import attrgetter
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol, TypeVar, cast

from msgspec import Struct, field
from msgspec.structs import replace

from recount.ledger import bodies, sql
from recount.ledger.database import Database, Value, entries
from recount.ledger.entries import Entry
from recount.model import Act, Claim, Effect, Group, Modality, Resolutions, Scope, SourceKind

STILL: Final = 2**62 + 1
"""Until when what a ledger still says is so: past the number of any entry."""
_LONGEST: Final = 200  # code points of a name that are looked at
_ROWS_AT_ONCE: Final = 5000
_WORDS_AT_ONCE: Final = 500
S = TypeVar("S", bound=Struct)
_NOTHING: Final[Mapping[int, Struct | None]] = MappingProxyType({})
COLUMNS: Final = (
    "reading", "position", "since", "until", "claim", "resolution", "facet", "source", "party", "place", "first",
    "last", "published", "said", "low", "high",
)  # fmt: skip


class RecordOf(Protocol):
    """Reads the record that an entry holds."""

    def __call__(self, entry: Entry, kind: type[S], /) -> S:
        """The record of that kind."""


class Facet(NamedTuple):
    """Of a claim, what few words can say; '' is not stated."""

    effect: str
    victims: str
    source_kind: str
    scope: str
    act: str
    modality: str


class Version(Struct, frozen=True, kw_only=True):
    """A claim as a ledger says it from entry `since` up to before entry `until`.

    `reading`, `claim` and `resolution` are entries, `position` counts the claims of the reading from 0; `source` are
    the fullest name of the source and the words for it, `place` the name and its country ('': not stated).
    """

    reading: int
    position: int
    since: int
    until: int = STILL
    claim: int
    resolution: int
    facet: Facet
    source: tuple[str, str] | None
    party: str | None
    place: tuple[str, str] | None
    first: date | None
    last: date | None
    published: date | None
    said: date | None
    low: int | None
    high: int | None


class _Words(Struct, frozen=True):
    exact: str


class _Source(Struct, frozen=True):
    mention: _Words
    kind: SourceKind


class _Victims(Struct, frozen=True):
    group: Group


class _Bounds(Struct, frozen=True):
    low: int | None
    high: int | None


class _Claim(Struct, frozen=True):
    quantity: _Bounds
    effect: Effect
    victims: _Victims | None
    source: _Source | None
    act: Act | None
    modality: Modality
    scope: Scope


class _Speaker(Struct, frozen=True):
    name: str
    kind: SourceKind


class _Place(Struct, frozen=True):
    name: str
    country: str | None


class _Days(Struct, frozen=True):
    first: date = field(name="from")
    last: date = field(name="to")


class _DecidedSource(Struct, frozen=True):
    value: _Speaker | None


class _DecidedParty(Struct, frozen=True):
    value: str | None


class _DecidedPlace(Struct, frozen=True):
    value: _Place | None


class _DecidedTime(Struct, frozen=True):
    value: _Days | None


class _Resolutions(Struct, frozen=True):
    source: _DecidedSource
    party: _DecidedParty
    place: _DecidedPlace
    time: _DecidedTime
    said_on: date | None


def fold(name: str) -> str:
    """A name without case, accents and more than one space together.

    >>> fold("Volodymyr  ZELENSKÝ")
    'volodymyr zelensky'
    """
    if not name.isascii():
        name = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join(name.casefold().split())


def versions(of_report: Iterable[Entry], record_of: RecordOf = bodies.record_of) -> Iterator[Version]:
    """The states that the claims of one report were in, from all its entries in order; those that end come first.

    Only entries of the kinds ``report``, ``claim`` and ``resolution`` count. A claim is in the ledger from where its
    report, itself and what was decided about it all are. `record_of` gives what an entry says: the record whose fields
    are named as those of the one it is asked for.

    Raises `LedgerDamagedError` where an entry does not agree with its digest, or holds no such record.
    """
    reading, published = 0, None
    places: dict[str, int] = {}
    claims: dict[str, Entry] = {}
    decided: dict[str, Entry] = {}
    still: dict[str, Version] = {}
    for entry in of_report:
        if entry.kind == "report":
            for version in still.values():
                yield replace(version, until=entry.seq)
            still.clear()
            found = record_of(entry, bodies.Found)
            reading, published = entry.seq, found.report.published_on
            places = {key: position for position, key in enumerate(found.claims)}
            keys: Iterable[str] = found.claims
        elif entry.kind in ("claim", "resolution"):
            (claims if entry.kind == "claim" else decided)[entry.key] = entry
            keys = (entry.key,)
        else:
            continue
        for key in keys:
            if key in places and key in claims and key in decided:
                if key in still:
                    yield replace(still[key], until=entry.seq)
                where = (reading, places[key], entry.seq)
                claim, resolutions = record_of(claims[key], _Claim), record_of(decided[key], _Resolutions)
                numbers = claims[key].seq, decided[key].seq
                still[key] = version_of(where, numbers, claim, resolutions, published)
    yield from still.values()


def version_of(
    where: tuple[int, int, int],
    said: tuple[int, int],
    claim: _Claim | Claim,
    resolved: _Resolutions | Resolutions,
    published: date | None,
) -> Version:
    """The version that a claim and what was decided about it make, said by two entries.

    `where` is its reading, its position there, and the entry that it holds since.
    """
    speaker, place, days = resolved.source.value, resolved.place.value, resolved.time.value
    kind = speaker.kind if speaker else claim.source.kind if claim.source else ""
    name, worded = speaker.name if speaker else "", claim.source.mention.exact if claim.source else ""
    reading, position, since = where
    return Version(
        reading=reading,
        position=position,
        since=since,
        claim=said[0],
        resolution=said[1],
        facet=Facet(
            claim.effect,
            claim.victims.group if claim.victims else "",
            kind,
            claim.scope,
            claim.act or "",
            claim.modality,
        ),
        source=(_worded(name), _worded(worded)) if name or worded else None,
        party=_worded(resolved.party.value) if resolved.party.value else None,
        place=(_worded(place.name), place.country or "") if place else None,
        first=days.first if days else None,
        last=days.last if days else None,
        published=published,
        said=resolved.said_on,
        low=_kept(claim.quantity.low),
        high=_kept(claim.quantity.high),
    )


def _worded(name: str) -> str:
    """As much of a name as is looked at; PostgreSQL keeps no NUL in a text."""
    return name[:_LONGEST].replace("\0", "")


def _kept(number: int | None) -> int | None:
    """A number no larger than the databases keep."""
    if number is None or -STILL <= number <= STILL:
        return number
    return STILL if number > 0 else -STILL


def project(
    store: Database, added: Iterable[Entry], known: Set[str], said: Mapping[int, Struct | None] = _NOTHING
) -> None:
    """Write what follows from entries just added; `known` are the reports that had entries before these.

    `said` is what entries say, by their numbers, where it is at hand and need not be read again. The ledger must be
    write-locked, as for all that writes here.
    """

    def record_of(entry: Entry, kind: type[S]) -> S:
        record = said.get(entry.seq)
        return bodies.record_of(entry, kind) if record is None else cast("S", record)

    projected = [entry for entry in added if entry.kind in ("report", "claim", "resolution")]
    rows: list[Version] = []
    for report, group in groupby(projected, attrgetter("report")):
        if report in known:
            store.execute(sql.FORGET_REPORT, report)
            rows.extend(versions(entries(store, sql.PROJECTED_OF_REPORT, report)))
        else:
            rows.extend(versions(group, record_of))
    _write(store, rows)


def _write(store: Database, rows: Sequence[Version]) -> None:
    """Write rows that are not there yet."""
    words: dict[str, dict[tuple[str, ...], None]] = {table: {} for table in NAMED}

    def met(table: str, said: tuple[str, ...]) -> None:
        words[table][said] = None

    for version in rows:
        row_of(version, met)
    numbers = {table: _numbers(store, table, tuple(said)) for table, said in words.items()}
    store.insert("claim", COLUMNS, [row_of(version, lambda table, said: numbers[table][said]) for version in rows])


def _numbers(store: Database, table: str, words: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """The numbers under which a table keeps words, which get one where they have none."""
    columns, folded = NAMED[table]
    found: dict[tuple[str, ...], int] = {}
    for start in range(0, len(words), _WORDS_AT_ONCE):
        some = words[start : start + _WORDS_AT_ONCE]
        asked = sql.numbers_of(table, columns, len(some))
        for number, *said in store.rows(asked, *(word for each in some for word in each)):
            found[tuple(map(str, said))] = int(number or 0)
    missing = [said for said in words if said not in found]
    if missing:
        ((last,),) = store.rows(sql.last_named(table))
        found.update(zip(missing, count(int(last or 0) + 1), strict=False))
        new = [(found[said], *said, *(() if folded is None else (folded(*said),))) for said in missing]
        store.insert(table, ("id", *columns, *(() if folded is None else ("folded",))), new)
    return found


def row_of(version: Version, number: Callable[[str, tuple[str, ...]], int | None]) -> tuple[Value, ...]:
    """The row of a version, in the order of the columns; `number` gives the number under which a table keeps words."""
    return (
        version.reading,
        version.position,
        version.since,
        version.until,
        version.claim,
        version.resolution,
        number("facet", version.facet),
        number("source", version.source) if version.source else None,
        number("party", (version.party,)) if version.party else None,
        number("place", version.place) if version.place else None,
        _day(version.first),
        _day(version.last),
        _day(version.published),
        _day(version.said),
        version.low,
        version.high,
    )


@lru_cache(1 << 14)
def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def fold_lines(*names: str) -> str:
    """Names folded, each on a line of its own, so that what is looked for is found in one of them."""
    return "\n".join(map(fold, names))


NAMED: Final[dict[str, tuple[tuple[str, ...], Callable[..., str] | None]]] = {
    "facet": (Facet._fields, None),
    "source": (("name", "worded"), fold_lines),
    "party": (("name",), fold),
    "place": (("name", "country"), lambda name, _: fold(name)),
}
"""Of each table of words, the columns that they stand in, and how they are folded to be looked up."""


def rebuild(store: Database) -> None:
    """Write all that claims are looked up by anew from the entries; write-lock the ledger for it.

    Raises `LedgerDamagedError` where a report, a claim or a decision no longer agrees with its digest.
    """
    for forgetting in sql.FORGET_LOOKUP:
        store.execute(forgetting)
    rows: list[Version] = []
    for (report,) in list(store.rows(sql.REPORTS, STILL)):
        rows.extend(versions(entries(store, sql.PROJECTED_OF_REPORT, report)))
        if len(rows) >= _ROWS_AT_ONCE:
            _write(store, rows)
            rows.clear()
    _write(store, rows)
