"""A view written down as a catalogue: a file from which every page about it is made without comparing anew."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import Struct, json

from recount.catalogue.facets import FACETS, MEASURES, NONE, measures_of, values_of
from recount.catalogue.matters import matters
from recount.catalogue.page_names import page_name
from recount.catalogue.reckoning import reckonings
from recount.catalogue.records import ClaimEntry, Matter, RelationEntry, ReportEntry, SiteEntry, SubjectEntry
from recount.compare.events import find_events
from recount.lexicon.eras import wars
from recount.model import Lineage, Relation, ResolvedClaim, ResolvedStatement, Subject
from recount.model.descent import carried
from recount.publish import wording
from recount.publish.copies.rows import family_rows, heard_rows, report_names
from recount.publish.disputes import DisputeRow, dispute_rows, tellers
from recount.publish.exports.claims import outline
from recount.publish.page import maps
from recount.publish.rows import ClaimRow, claim_rows
from recount.publish.view import View
from recount.resolve.relative.geojson import PointGeometry

VERSION: Final = "11"
"""Of the tables: a catalogue of another version is made anew."""

_encode = json.Encoder().encode


def make(view: View, path: Path, about: Mapping[str, str], statements: Iterable[ResolvedStatement] = ()) -> None:
    """Write the catalogue of a view to `path`, whole or not at all; `about` is kept beside it, by name.

    `statements` are all that the view's reports hold.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    store = sqlite3.connect(draft)
    try:
        store.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; " + _schema())
        entries = tuple(_in_order(_claims(view)))
        _keep_claims(store, entries)
        _keep_sites(store, entries)
        _keep_subjects(store, view, entries)
        _keep_events(store, view, entries, statements)
        _keep_reports(store, view)
        _keep_lineage(store, view.lineage)
        disputes = dispute_rows(view)
        _keep_disputes(store, view, disputes)
        _keep_matters(store, matters(view, entries, disputes))
        told = {"version": VERSION, "title": view.title, "software": view.software, "as_of": view.as_of or "", **about}
        store.executemany("INSERT INTO about VALUES (?, ?)", told.items())
        store.commit()
        store.execute("PRAGMA optimize")
    finally:
        store.close()
    draft.replace(path)


def _schema() -> str:
    return (files("recount") / "catalogue" / "schema.sql").read_text(encoding="utf-8")


class _Known(Struct, frozen=True):
    """What is known of claims beside their rows: their subjects, and how many independent sources these rest on."""

    subjects: Mapping[str, Subject]
    origins: Mapping[str, int]
    wars: Mapping[str, str]


def _known(view: View) -> _Known:
    return _Known(
        subjects={claim: subject for subject in view.subjects for claim in subject.claims},
        origins={each.subject: each.independent for each in view.grounds},
        wars={war.id: war.label for war in wars()},
    )


def _claims(view: View) -> Iterator[ClaimEntry]:
    """The claims of a view with what is known of them. One that was rejected is of no subject."""
    known = _known(view)
    decided = {each.claim.id: least_sure(each) for each in view.claims}
    for row in claim_rows(view):
        subject = known.subjects.get(row.id)
        confidence, unsure = decided[row.id]
        yield ClaimEntry(
            row=row,
            subject=subject.id if subject else "",
            label=subject.label if subject else wording.headline(row),
            conflict=known.wars.get(subject.conflict or "") if subject else None,
            origins=known.origins.get(subject.id, 0) if subject else 0,
            confidence=confidence,
            unsure=unsure,
        )


def least_sure(resolved: ResolvedClaim) -> tuple[float, str]:
    """How sure the least sure decision about a claim is, and which field it decided; certain where none is."""
    decisions = resolved.resolutions
    told: list[tuple[float, str]] = [(reason.confidence, reason.field) for reason in resolved.claim.reasons]
    told += [(decisions.source.confidence, "source")] if resolved.claim.source else []
    told += [(decisions.place.confidence, "place")] if decisions.place.value else []
    told += [(decisions.time.confidence, "time")] if decisions.time.value else []
    return min(told, default=(1.0, "quantity"))


def _in_order(entries: Iterable[ClaimEntry]) -> list[ClaimEntry]:
    """The latest stated first, of one day by report and place in its text: the order of the numbers of claims."""

    def key(entry: ClaimEntry) -> tuple[int, str, int, str]:
        row: ClaimRow = entry.row
        stated = wording.stated_on(row) or date.min
        return -stated.toordinal(), row.report, row.quantity.start, row.id

    return sorted(entries, key=key)


def _keep_claims(store: sqlite3.Connection, entries: tuple[ClaimEntry, ...]) -> None:
    store.executemany(
        "INSERT INTO claim VALUES (?, ?, ?, ?)",
        ((n, each.row.id, each.row.report, _encode(each)) for n, each in enumerate(entries)),
    )
    store.executemany(
        "INSERT INTO words (rowid, said, named) VALUES (?, ?, ?)",
        ((n, said(each.row), named(each)) for n, each in enumerate(entries)),
    )
    told = [values_of(each) for each in entries]
    for facet in FACETS:
        values = _spelt_alike([each[facet] for each in told])
        names = [name for name, _ in sorted(Counter(values).items(), key=lambda one: (-one[1], one[0]))]
        code = {name: at for at, name in enumerate(names)}
        codes = np.array([code[value] for value in values], dtype=np.int32)
        store.execute("INSERT INTO facet VALUES (?, ?, ?)", (facet, _encode(names), codes.tobytes()))
    measured = [measures_of(each) for each in entries]
    for measure in MEASURES:
        numbers = np.array([each[measure] for each in measured], dtype=np.float64)
        store.execute("INSERT INTO measure VALUES (?, ?)", (measure, numbers.tobytes()))


def _spelt_alike(values: Sequence[str]) -> list[str]:
    """Values in the spelling that most claims have of them: "UKRAINE" of a headline is "Ukraine".

    >>> _spelt_alike(["Kyiv", "KYIV", "Kyiv", "Lviv"])
    ['Kyiv', 'Kyiv', 'Kyiv', 'Lviv']
    """
    spelt: dict[str, str] = {}
    for value, _ in sorted(Counter(values).items(), key=lambda one: (-one[1], one[0])):
        spelt.setdefault(value.casefold(), value)
    return [spelt[value.casefold()] for value in values]


def said(row: ClaimRow) -> str:
    """The words among which a claim is found: its evidence, and what stands around it."""
    return " ".join((row.evidence.prefix, row.evidence.exact, row.evidence.suffix))


def named(entry: ClaimEntry) -> str:
    """The names by which a claim is found: who says so, the place, whom it counts, its report, publisher and war."""
    row = entry.row
    told = (wording.who(row), wording.place_of(row), wording.victims_of(row), row.title, row.publisher, entry.conflict)
    return " ".join(each for each in told if each)


def _keep_sites(store: sqlite3.Connection, entries: tuple[ClaimEntry, ...]) -> None:
    """The places that claims name, and of each claim the number of its place, -1 where it is not known."""
    codes = np.full(len(entries), -1, dtype=np.int32)
    places: list[SiteEntry] = []
    for site in maps.sites((n, each.row) for n, each in enumerate(entries)):
        codes[list(site.claims)] = len(places)
        places.append(_site(site, entries[site.claims[0]].row))
    store.execute("INSERT INTO sites VALUES (?, ?)", (_encode(places), codes.tobytes()))


def _site(site: maps.Site, row: ClaimRow) -> SiteEntry:
    drawn = outline(row)
    return SiteEntry(
        name=site.name,
        country=site.country,
        lat=site.lat,
        lon=site.lon,
        precision=site.precision,
        radius_km=row.place.radius_km if row.place else None,
        shape=None if isinstance(drawn, PointGeometry) else drawn,
        claims=len(site.claims),
    )


def _keep_subjects(store: sqlite3.Connection, view: View, entries: Iterable[ClaimEntry]) -> None:
    """The subjects, those that most claims are about first; their events; how their claims stand to each other."""
    rows = {each.row.id: each.row for each in entries}
    names = {war.id: war.label for war in wars()}
    pairs: dict[str, list[Relation]] = {}
    for relation in view.relations:
        pairs.setdefault(relation.subject, []).append(relation)
    grounds = {each.subject: each for each in view.grounds}
    ordered = sorted(view.subjects, key=lambda each: (-len(each.claims), each.label, each.id))
    for subject in ordered:
        stated = (day for claim in subject.claims if (day := wording.stated_on(rows[claim])))
        entry = SubjectEntry(
            subject=subject,
            grounds=grounds[subject.id],
            conflict=names.get(subject.conflict or ""),
            kinds=wording.relation_counts(each.kind for each in pairs.get(subject.id, ())),
            stated=max(stated, default=None),
        )
        kept = subject.id, len(subject.claims), _encode(entry)
        store.execute("INSERT INTO subject (id, claims, entry) VALUES (?, ?, ?)", kept)
    who = tellers(view, rows)
    store.executemany(
        'INSERT INTO relation (subject, kind, "left", "right", entry) VALUES (?, ?, ?, ?, ?)',
        ((each.subject, each.kind, each.left, each.right, _encode(_relation(each, who))) for each in view.relations),
    )


def _keep_events(
    store: sqlite3.Connection, view: View, entries: Iterable[ClaimEntry], statements: Iterable[ResolvedStatement]
) -> None:
    """Which subjects count the same event, and what the claims on the larger events add up to."""
    events = find_events(view.subjects, {each.row.id: each.row.report for each in entries})
    store.executemany(
        "INSERT OR IGNORE INTO event VALUES (?, ?)",
        ((event.id, each.id) for event in events for each in event.subjects),
    )
    for kept in reckonings(view, events, statements):
        store.execute("INSERT OR IGNORE INTO reckoned VALUES (?, ?)", (kept.event, _encode(kept.sums)))
        store.executemany(
            "INSERT OR IGNORE INTO series VALUES (?, ?)", ((name, _encode(told)) for name, told in kept.series)
        )


def _relation(relation: Relation, who: Mapping[str, str]) -> RelationEntry:
    return RelationEntry(relation=relation, left=who[relation.left], right=who[relation.right])


def _keep_lineage(store: sqlite3.Connection, lineage: Lineage) -> None:
    """Where reports and claims come from: families as they were traced, and by which link a claim was carried."""
    store.executemany("INSERT INTO kin VALUES (?, ?)", ((each.id, _encode(each)) for each in lineage.families))
    store.executemany(
        "INSERT INTO carried VALUES (?, ?, ?)",
        ((link.copy, link.original, _encode(link)) for link in carried(lineage.claims).values()),
    )


def _keep_reports(store: sqlite3.Connection, view: View) -> None:
    """The reports, the latest first; the families of those that share text, the largest first; what several quote."""
    families = sorted(family_rows(view), key=lambda each: (-len(each.branches), each.id))
    family = {branch.report.id: each.id for each in families for branch in each.branches}
    claims = Counter(resolved.claim.report for resolved in view.claims)
    names = report_names(view)
    reports = sorted(
        (reading.report for reading in view.readings),
        key=lambda report: (-(report.published_on or date.min).toordinal(), report.id),
    )
    for report in reports:
        kept = ReportEntry(
            name=names[report.id],
            claims=claims[report.id],
            digest=report.digest,
            family=family.get(report.id),
        )
        told = report.id, page_name(report.id), kept.family, _encode(kept)
        store.execute("INSERT INTO report (id, page, family, entry) VALUES (?, ?, ?, ?)", told)
    store.executemany("INSERT INTO family (id, entry) VALUES (?, ?)", ((each.id, _encode(each)) for each in families))
    for n, row in enumerate(heard_rows(view), start=1):
        store.execute("INSERT INTO heard VALUES (?, ?)", (n, _encode(row)))
        store.executemany("INSERT INTO heard_by VALUES (?, ?)", ((quote.report.id, n) for quote in row.quotes))


def _keep_disputes(store: sqlite3.Connection, view: View, disputes: Iterable[DisputeRow]) -> None:
    """The pairs at odds in their order, with what they are picked by: the war, the harm and whose, how, and the day."""
    subjects = {each.id: each for each in view.subjects}
    names = {war.id: war.label for war in wars()}
    told = (
        (
            names.get(subjects[row.subject].conflict or "", NONE),
            subjects[row.subject].effect,
            subjects[row.subject].party or NONE,
            row.kind,
            (row.on or date.min).toordinal(),
            _encode(row),
        )
        for row in disputes
    )
    store.executemany(
        "INSERT INTO dispute (conflict, effect, party, kind, stated, entry) VALUES (?, ?, ?, ?, ?, ?)", told
    )


def _keep_matters(store: sqlite3.Connection, found: Iterable[Matter]) -> None:
    """The matters for review, each at its place among those of its kind; and what they are about."""
    places: Counter[str] = Counter()
    for n, one in enumerate(found, start=1):
        places[one.kind] += 1
        store.execute("INSERT INTO matter VALUES (?, ?, ?, ?)", (n, one.kind, places[one.kind], _encode(one)))
        about = sorted({*one.names, *one.subjects})
        store.executemany("INSERT INTO matter_about VALUES (?, ?)", ((name, n) for name in about))
