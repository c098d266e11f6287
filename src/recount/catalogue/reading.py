"""A catalogue opened: claims found by facets and words, and all that the pages about one of them show."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import numpy as np
import numpy.typing as npt
from msgspec import json

from recount.catalogue.facets import FACETS, MEASURES, Column, Columns, Picked, Query, Sites
from recount.catalogue.reckoning import Summed
from recount.catalogue.records import (
    At,
    ClaimEntry,
    Matter,
    MatterKind,
    Odds,
    RelationEntry,
    ReportEntry,
    SiteEntry,
    SubjectEntry,
)
from recount.model import ClaimLink, Family, Lineage, RelationKind, Series
from recount.publish.copies.rows import FamilyRow, HeardRow
from recount.publish.disputes import DisputeRow

T = TypeVar("T")
_WORD = re.compile(r"\w+", re.UNICODE)
_MANY, _KEPT = 900, 20_000
DISPUTED_BY: Final = ("conflict", "effect", "party", "kind")
"""What pairs at odds are picked by."""
EVERY: Final = Odds()


class Catalogue:
    """What `recount.catalogue.making.make` wrote at `path`; read by one thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._entries: dict[int, ClaimEntry] = {}
        self._store = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    @cached_property
    def about(self) -> dict[str, str]:
        """What is known of the catalogue: its version, title, software, and of what it was made."""
        return dict(self._store.execute("SELECT name, value FROM about").fetchall())

    @cached_property
    def columns(self) -> Columns:
        """All claims by facet and measure, in the order of their numbers."""
        facets = {name: (values, codes) for name, values, codes in self._store.execute("SELECT * FROM facet")}
        measures = dict(self._store.execute("SELECT name, numbers FROM measure").fetchall())
        return Columns(
            facets={name: _column(*facets[name]) for name in FACETS},
            measures={name: np.frombuffer(measures[name], dtype=np.float64) for name in MEASURES},
        )

    @cached_property
    def sites(self) -> Sites:
        """The places that claims name, the most named first."""
        ((places, codes),) = self._store.execute("SELECT places, codes FROM sites").fetchall()
        return Sites(json.decode(places, type=tuple[SiteEntry, ...]), np.frombuffer(codes, dtype=np.int32))

    def counts(self) -> dict[str, int]:
        """How many claims, subjects, reports, families, statements heard by several, and disputes there are."""
        return dict(self._counts)

    @cached_property
    def _counts(self) -> dict[str, int]:
        tables = {
            "claims": "claim",
            "subjects": "subject",
            "reports": "report",
            "families": "family",
            "heard": "heard",
            "disputes": "dispute",
        }
        return {name: self._one(f"SELECT count(*) FROM {table}") for name, table in tables.items()}

    def find(self, query: Query, most: int = 20) -> Picked:
        """The numbers of the claims that a query wants, in its order, and the counts beside every facet's values.

        Of each facet the `most` frequent values are counted.
        """
        return self.columns.pick(query, self._within(query), most)

    def entries(self, numbers: Sequence[int] | npt.NDArray[np.int64]) -> tuple[ClaimEntry, ...]:
        """The claims of these numbers, in the order given."""
        wanted, held = [int(n) for n in numbers], self._entries
        fresh = [n for n in wanted if n not in held]
        if len(held) + len(fresh) > _KEPT:
            held.clear()
            fresh = wanted
        for n, entry in self._among("SELECT n, entry FROM claim WHERE n", fresh):
            held[n] = json.decode(entry, type=ClaimEntry)
        return tuple(held[n] for n in wanted)

    def claims(self, ids: Iterable[str]) -> tuple[ClaimEntry, ...]:
        """The claims of these ids that are held, in the order given."""
        wanted = list(ids)
        rows = self._among("SELECT id, entry FROM claim WHERE id", wanted)
        held = {name: json.decode(entry, type=ClaimEntry) for name, entry in rows}
        return tuple(held[name] for name in wanted if name in held)

    def claim(self, name: str) -> ClaimEntry | None:
        """The claim of that id; None where none is held."""
        return next(iter(self.claims([name])), None)

    def number(self, name: str) -> int | None:
        """The number of the claim of that id; None where none is held."""
        row = self._store.execute("SELECT n FROM claim WHERE id = ?", (name,)).fetchone()
        return None if row is None else int(row[0])

    def claims_of_report(self, report: str) -> tuple[ClaimEntry, ...]:
        """The claims of a report, in the order of its text."""
        return self._all("SELECT entry FROM claim WHERE report = ? ORDER BY n", ClaimEntry, report)

    def subjects(self, after: int = 0, most: int = 100, *, single: bool = False) -> tuple[SubjectEntry, ...]:
        """The first so many subjects past the first `after`, those of most claims first; of two claims or more, or
        with `single` of one too.
        """
        told = "SELECT entry FROM subject WHERE claims >= ? ORDER BY n LIMIT ? OFFSET ?"
        return self._all(told, SubjectEntry, 1 if single else 2, most, after)

    def subject(self, name: str) -> SubjectEntry | None:
        """The subject of that id; None where there is none."""
        return next(iter(self._all("SELECT entry FROM subject WHERE id = ?", SubjectEntry, name)), None)

    def beside(self, subject: str, most: int = -1) -> tuple[SubjectEntry, ...]:
        """The subjects that count the same event as this one, itself among them: what an estimate of it is made of.

        With `most` no more than so many, those that most claims are about.
        """
        told = (
            "SELECT entry FROM subject WHERE id IN (SELECT subject FROM event WHERE id IN "
            "(SELECT id FROM event WHERE subject = ?)) ORDER BY n LIMIT ?"
        )
        return self._all(told, SubjectEntry, subject, most)

    def reckoned(self, subject: str) -> tuple[Summed, ...] | None:
        """What the claims on the event of a subject add up to; None where that is not kept, as there are few."""
        told = "SELECT entry FROM reckoned JOIN event ON event.id = reckoned.event WHERE event.subject = ?"
        found = self._all(told, tuple[Summed, ...], subject)
        return tuple(each for kept in found for each in kept if subject in each.estimate.subjects) if found else None

    def series(self, subject: str) -> tuple[Series, ...] | None:
        """What each source says of a subject over time; None where that is not kept, as there are few claims."""
        return next(iter(self._all("SELECT entry FROM series WHERE subject = ?", tuple[Series, ...], subject)), None)

    def subject_count(self, *, single: bool = False) -> int:
        """How many subjects `subjects` has in all."""
        return self._one("SELECT count(*) FROM subject WHERE claims >= ?", 1 if single else 2)

    def relations_of_subject(
        self, subject: str, kind: RelationKind, after: int = 0, most: int = 100
    ) -> tuple[RelationEntry, ...]:
        """The first so many pairs of claims of a subject that stand to each other so, past the first `after`."""
        told = "SELECT entry FROM relation WHERE subject = ? AND kind = ? ORDER BY n LIMIT ? OFFSET ?"
        return self._all(told, RelationEntry, subject, kind, most, after)

    def relation_counts(self, subject: str) -> dict[RelationKind, int]:
        """How many pairs of claims of a subject stand to each other how."""
        told = "SELECT kind, count(*) FROM relation WHERE subject = ? GROUP BY kind"
        return dict(self._store.execute(told, (subject,)).fetchall())

    def relations_of_claim(self, claim: str) -> tuple[RelationEntry, ...]:
        """How a claim stands to others."""
        told = 'SELECT entry FROM relation WHERE "left" = ? OR "right" = ? ORDER BY n'
        return self._all(told, RelationEntry, claim, claim)

    def lineage(self, claims: Iterable[str], reports: Iterable[str]) -> Lineage:
        """By which links these claims were carried from and into others, near and far, and the families of reports.

        Of several ways that a claim may have been carried the surest is there.
        """
        links: dict[str, ClaimLink] = {}
        waiting, seen = set(claims), set[str]()
        while waiting:
            seen |= waiting
            met = self._carried(sorted(waiting))
            links.update((link.copy, link) for link in met)
            waiting = {claim for link in met for claim in (link.original, link.copy)} - seen
        families = dict[str, Family]()
        for report in reports:
            told = "SELECT kin.entry FROM kin JOIN report ON kin.id = report.family WHERE report.id = ?"
            families.update((each.id, each) for each in self._all(told, Family, report))
        return Lineage(families=tuple(families.values()), claims=tuple(links.values()))

    def _carried(self, claims: Sequence[str]) -> list[ClaimLink]:
        columns = ('"copy"', "original")
        rows = (row for column in columns for row in self._among(f"SELECT entry FROM carried WHERE {column}", claims))
        return [json.decode(entry, type=ClaimLink) for (entry,) in rows]

    def reports(self, after: int = 0, most: int = 100) -> tuple[ReportEntry, ...]:
        """The first so many reports past the first `after`, the latest first."""
        return self._all("SELECT entry FROM report ORDER BY n LIMIT ? OFFSET ?", ReportEntry, most, after)

    def report(self, name: str) -> ReportEntry | None:
        """The report of that id; None where none is held."""
        return next(iter(self._all("SELECT entry FROM report WHERE id = ?", ReportEntry, name)), None)

    def report_paged(self, name: str) -> str | None:
        """The id of the report whose page is called so; None where none is."""
        row = self._store.execute("SELECT id FROM report WHERE page = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def ids(self, of: Literal["claim", "subject", "report", "family"]) -> tuple[str, ...]:
        """The ids of all claims, subjects, reports or families, in their order."""
        return tuple(name for (name,) in self._store.execute(f"SELECT id FROM {of} ORDER BY n"))

    def families(self, after: int = 0, most: int = 100) -> tuple[FamilyRow, ...]:
        """The first so many families past the first `after`, the largest first."""
        return self._all("SELECT entry FROM family ORDER BY n LIMIT ? OFFSET ?", FamilyRow, most, after)

    def family(self, name: str) -> FamilyRow | None:
        """The family of that id; None where there is none."""
        return next(iter(self._all("SELECT entry FROM family WHERE id = ?", FamilyRow, name)), None)

    def heard(self, after: int = 0, most: int = 100) -> tuple[HeardRow, ...]:
        """The first so many statements that several reports quote past the first `after`, the most quoted first."""
        return self._all("SELECT entry FROM heard ORDER BY n LIMIT ? OFFSET ?", HeardRow, most, after)

    def heard_by(self, reports: Sequence[str], most: int = 100) -> tuple[HeardRow, ...]:
        """The first so many statements quoted by several reports, these among them."""
        told = f"SELECT n FROM heard_by WHERE report IN ({','.join('?' * min(len(reports), _MANY))})"
        found = f"SELECT entry FROM heard WHERE n IN ({told}) ORDER BY n LIMIT ?"
        return self._all(found, HeardRow, *reports[:_MANY], most)

    def disputes(self, after: int = 0, most: int = 100, wanted: Odds = EVERY) -> tuple[DisputeRow, ...]:
        """The first so many pairs at odds past the first `after` of those wanted, in the order wanted."""
        picked = [(name, value) for name in DISPUTED_BY if (value := getattr(wanted, name)) is not None]
        told = "".join(f" {'AND' if at else 'WHERE'} {name} = ?" for at, (name, _) in enumerate(picked))
        order = "stated DESC, n" if wanted.newest else "n"
        found = f"SELECT entry FROM dispute{told} ORDER BY {order} LIMIT ? OFFSET ?"
        return self._all(found, DisputeRow, *(value for _, value in picked), most, after)

    @cached_property
    def dispute_counts(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        """How many pairs at odds there are by war, harm, side harmed and kind at once: see `DISPUTED_BY`."""
        by = ", ".join(DISPUTED_BY)
        rows = self._store.execute(f"SELECT {by}, count(*) FROM dispute GROUP BY {by} ORDER BY count(*) DESC, {by}")
        return tuple((tuple(values), number) for *values, number in rows)

    def matters(self, kind: MatterKind, place: int = 1) -> Iterator[At]:
        """The matters of a kind for review, from that place among them on."""
        told = "SELECT place, entry FROM matter WHERE kind = ? AND place >= ? ORDER BY place"
        for at, entry in self._store.execute(told, (kind, place)):
            yield At(at, json.decode(entry, type=Matter))

    def matters_about(self, names: Iterable[str]) -> tuple[At, ...]:
        """The matters about these claims, by id, and these sources, by `folded` name; each once."""
        told = "SELECT n, place, entry FROM matter WHERE n IN (SELECT n FROM matter_about WHERE name = ?)"
        found = {n: (place, entry) for name in set(names) for n, place, entry in self._store.execute(told, (name,))}
        return tuple(At(place, json.decode(entry, type=Matter)) for _, (place, entry) in sorted(found.items()))

    def matters_of_subject(self, subject: str, kind: MatterKind, most: int = 20) -> tuple[Matter, ...]:
        """The first so many matters of a kind that are about a subject."""
        told = "SELECT entry FROM matter_about JOIN matter USING (n) WHERE name = ? AND kind = ? ORDER BY n LIMIT ?"
        return self._all(told, Matter, subject, kind, most)

    def matter_counts(self) -> dict[MatterKind, int]:
        """How many matters of each kind are to be reviewed."""
        return dict(self._matter_counts)

    @cached_property
    def _matter_counts(self) -> tuple[tuple[MatterKind, int], ...]:
        told = "SELECT kind, max(place) FROM matter GROUP BY kind ORDER BY min(n)"
        return tuple(self._store.execute(told).fetchall())

    def _within(self, query: Query) -> npt.NDArray[np.int64] | None:
        """The claims that words, a subject or a report narrow a query to, the best by words first; None: all."""
        found: npt.NDArray[np.int64] | None = None
        if query.words and (phrase := _phrase(query.words)):
            rows = self._store.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank", (phrase,))
            found = np.array([n for (n,) in rows], dtype=np.int64)
        for condition, value in (("subject", query.subject), ("report", query.report)):
            if value is not None:
                numbers = self._numbers(condition, value)
                found = numbers if found is None else found[np.isin(found, numbers)]
        return found

    def _numbers(self, condition: str, value: str) -> npt.NDArray[np.int64]:
        if condition == "report":
            rows = self._store.execute("SELECT n FROM claim WHERE report = ? ORDER BY n", (value,)).fetchall()
        else:
            entry = self.subject(value)
            rows = list(self._among("SELECT n FROM claim WHERE id", entry.subject.claims if entry else ()))
        return np.sort(np.array([n for (n,) in rows], dtype=np.int64))

    def _among(self, told: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        """The rows whose column, which `told` ends with, has any of these values; asked for so many at a time."""
        for start in range(0, len(values), _MANY):
            part = values[start : start + _MANY]
            yield from self._store.execute(f"{told} IN ({','.join('?' * len(part))})", part)

    def _one(self, told: str, *values: object) -> int:
        ((number,),) = self._store.execute(told, values).fetchall()
        return int(number)

    def _all(self, told: str, kind: type[T], *values: object) -> tuple[T, ...]:
        return tuple(json.decode(entry, type=kind) for (entry,) in self._store.execute(told, values))


def _column(values: bytes, codes: bytes) -> Column:
    return Column(json.decode(values, type=tuple[str, ...]), np.frombuffer(codes, dtype=np.int32).astype(np.intp))


def _phrase(words: str) -> str:
    """What people type as a question to the index: every word as it begins, none of them taken for an operator.

    >>> _phrase('Mariupol AND "theatre')
    '"Mariupol"* "AND"* "theatre"*'
    """
    return " ".join(f'"{word}"*' for word in _WORD.findall(words))
