"""Claims of shards to subjects: claims with the same facets are one, as in a ledger.

A ledger looks further: it joins incidents told with another place near by, or of people beside civilians, and a copy
with its original (`recount.compare.subjects`). Here such claims stay subjects of their own; copies are told by the
families of their reports. Spans of more than a week are one where both days are the same.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct

from recount.compare.subjects import TOLERANCE
from recount.compare.subjects.dates import LONGEST
from recount.errors import RecountError
from recount.grouping.database import Bounds, Database, Watch, files_of, opened
from recount.model import Effect, Group, Scope

ROUNDS: Final = 32
"""How often events are looked for at most: after each round, twice as many may have begun under one key."""

log = logging.getLogger(__name__)


class SubjectRow(Struct, frozen=True, kw_only=True):
    """A subject: its facets, what tells of it and what that comes to; see `find_subjects`."""

    id: str
    effect: Effect
    group: Group
    party: str | None
    things: str | None
    place: str | None
    country: str | None
    scope: Scope
    since: date | None
    until: date | None
    claims: int
    reports: int
    families: int
    outlets: int
    low: int | None
    high: int | None


class Subjects(Struct, frozen=True, kw_only=True):
    """What was found: how many claims of how many reports, in how many subjects.

    `told_again` are the subjects of more reports than one, `independent` those of more than one family of copies;
    `most_told` are the first few by families, `rounds` is how often events were looked for.
    """

    claims: int
    reports: int
    subjects: int
    told_again: int
    independent: int
    rounds: int
    most_told: tuple[SubjectRow, ...]


def find_subjects(folder: Path, copies: Path | None, out: Path, bounds: Bounds, watch: Watch) -> Subjects:
    """The subjects of the claims of a folder of shards, written as Parquet: a row a subject, the most told first.

    Columns: `id` (the id that a ledger gives a subject of these facets and days), the facets, how many `claims`,
    `reports`, `families` and `outlets` it has, what they count (`low`, `high`: the least and the most that any gives),
    its first and last day (`from`, `to`), and the `ids` of its claims. Denials are counted as claims alone. `copies` is
    what `recount.grouping.find_copies` wrote (None: each report is a family of its own). The same rows in the same
    order for any order of files and claims.

    `watch` passes on what it is given, and may show how far it is. Raises `InputError` where there are no shards.
    """
    with opened(out.parent, bounds) as database:
        database.view("claimed", files_of(folder, "claims"))
        if copies is None:
            database.fill("copied", [{"report": "", "family": ""}])
        else:
            database.view("copied", [copies])
        database.fill("rules", [{"tolerance": TOLERANCE.days, "longest": LONGEST.days}])
        rounds = Counter(watch(_steps(database), "subjects", None))["begin"]
        database.write("subjects", out)
        found = Subjects(
            claims=database.count("keyed"),
            reports=database.count("keyed", "DISTINCT report"),
            subjects=database.count("counted"),
            told_again=database.count("counted WHERE reports > 1"),
            independent=database.count("counted WHERE families > 1"),
            rounds=rounds,
            most_told=tuple(database.rows("told_most", SubjectRow)),
        )
    log.info("subjects: %d claims in, %d subjects out", found.claims, found.subjects)
    return found


def _steps(database: Database) -> Iterator[str]:
    """Take each step, and tell which it was."""
    for step in ("keys", "events"):
        database.run("subjects", step)
        yield step
    for _ in range(ROUNDS):
        if not database.count("jumps"):
            break
        database.run("subjects", "begin")
        yield "begin"
    else:
        raise RecountError(f"events are not found after {ROUNDS} rounds")
    database.run("subjects", "subjects")
    yield "subjects"
