"""Sketches of shards to families of copies: the same as an index of sketches finds, save in crowds.

A crowd is a post that more than `CROWD` sketches have. There not every two are compared, but each with the next few
(``sql/copies/pairs.sql``), which may leave a report out that has nothing but crowds in common with its kin.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict

from recount.errors import RecountError
from recount.grouping.database import Bounds, Database, Value, Watch, files_of, opened
from recount.resolve.origins import kinship
from recount.resolve.origins.facts import retelling
from recount.resolve.origins.facts.telling import FIGURE, LEVELS, NAME
from recount.resolve.origins.index.rules import FAR, RULES
from recount.resolve.origins.text.shingles import FACTS, WORDS

CROWD: Final = 1000
"""How many sketches of one post are all compared with each other."""
BESIDE: Final = 10
"""How many on either side a sketch of a crowd is compared with."""
ROUNDS: Final = 100
"""How often families are joined at most; each round leaves at most about half of those that are to be joined."""
_AT_ONCE: Final = 200_000  # pairs

log = logging.getLogger(__name__)


class FamilyRow(Struct, frozen=True):
    """A family: its id, how many reports it has, the one published first (None: not known)."""

    family: str
    reports: int
    origin: str | None


class Copies(Struct, frozen=True, kw_only=True):
    """What was found: how many reports, with how many sketches that differ; pairs compared, links between kin.

    `families` have two reports or more, `copies` are their reports but one each, `origins` how many families are known
    to have begun with one report; `rounds` is how often families were joined.
    """

    reports: int
    sketches: int
    pairs: int
    links: int
    families: int
    copies: int
    origins: int
    rounds: int
    largest: tuple[FamilyRow, ...]


def find_copies(folder: Path, out: Path, bounds: Bounds, watch: Watch, crowd: int = CROWD) -> Copies:
    """The families among the reports of a folder of shards, written as Parquet: a row a report that is in one.

    Columns: `report`, `family` (the id that a ledger gives it), `origin` (the report published first; null where not
    known), `reports` (how many are in the family). The same rows in the same order for any order of files and reports.

    `watch` passes on what it is given, and may show how far it is. Raises `InputError` where there are no shards.
    """
    with opened(out.parent, bounds) as database:
        database.view("sketched", files_of(folder, "sketches"))
        _fill_rules(database, crowd)
        rounds = Counter(watch(_steps(database), "copies", None))["join"]
        database.write("copies", out)
        in_families, families = database.count("copies"), database.count("grown")
        found = Copies(
            reports=database.count("reports"),
            sketches=database.count("numbered"),
            pairs=database.count("pairs"),
            links=database.count("kin"),
            families=families,
            copies=in_families - families,
            origins=database.count("origins"),
            rounds=rounds,
            largest=tuple(database.rows("large", FamilyRow)),
        )
    log.info("copies: %d reports in, %d families out, of %d pairs", found.reports, found.families, found.pairs)
    return found


def _steps(database: Database) -> Iterator[str]:
    """Take each step, and tell which it was."""
    for step in ("reports", "posts", "pairs"):
        database.run("copies", step)
        yield step
    for batch in range(-(-database.count("pairs") // _AT_ONCE)):
        database.fill("batches", [{"batch": batch}])
        database.run("copies", "compare")
        yield "compare"
    database.run("copies", "kin")
    yield "kin"
    for _ in range(ROUNDS):
        if not database.count("links"):
            break
        database.run("copies", "join")
        yield "join"
    else:
        raise RecountError(f"families are not joined after {ROUNDS} rounds")
    database.run("copies", "families")
    yield "families"


def _fill_rules(database: Database, crowd: int) -> None:
    """What decides, from the code that decides in a ledger."""
    rules: dict[str, Value] = {
        "words_least": RULES[WORDS].least,
        "words_one_in": RULES[WORDS].one_in,
        "facts_least": RULES[FACTS].least,
        "facts_one_in": RULES[FACTS].one_in,
        "far_one_in": FAR,
        "contained": kinship.CONTAINED,
        "undated": kinship.UNDATED,
        "words_fewest": kinship.FEWEST,
        "alike": kinship.ALIKE,
        "days": kinship.DAYS,
        "likely": retelling.LIKELY,
        "sure": retelling.SURE,
        "facts_fewest": retelling.FEWEST,
        "crowd": crowd,
        "pairs_at_once": _AT_ONCE,
    }
    weighing = retelling.weighing()
    database.fill("rules", [rules])
    database.fill("weights", [{"bias": weighing.bias, **asdict(weighing.weights)}])
    database.fill("telling", list(_telling()))
    database.fill("steps", [{"step": step} for step in range(-BESIDE, BESIDE + 1) if step])
    database.fill("weeks", [{"step": step} for step in (-1, 0, 1)])


def _telling() -> Iterator[dict[str, Value]]:
    """How much a fact tells, by its lowest four bits."""
    for level in range(LEVELS):
        yield {"code": level << 2 | FIGURE, "figure": retelling.weighing().figures[level], "name": 0.0}
        yield {"code": level << 2 | NAME, "figure": 0.0, "name": retelling.weighing().names[level]}
