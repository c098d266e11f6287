"""Where the reports and claims of a ledger come from: traced when reports are added, and kept as link entries.

Copies among many are found through an index, the folder ``LEDGER.origins`` beside the ledger. All that is in it follows
from the ledger, so it can be deleted at any time; for a ledger on a server it is made in memory. Reports that no link
entry tells of yet are traced in memory whenever somebody looks.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from recount import __version__
from recount.errors import OriginsError
from recount.ledger.contents import Contents
from recount.ledger.links import Heard, Kin, Known, Links, Traced, drafts, read_since
from recount.ledger.store import Ledger
from recount.ledger.tracing import Load, Watch, found, loading, place
from recount.model import Lineage
from recount.resolve.origins.index import open_index
from recount.resolve.origins.index.fingerprint import fingerprint
from recount.resolve.origins.notes import Note, noted
from recount.resolve.origins.statements.filing import Filing
from recount.resolve.origins.tracing import has_words, trace_alone, trace_family
from recount.resolve.origins.trees import texts

RULES: Final = 2
"""Which rules trace; raised when links, trees or claims are traced another way: then all is traced anew."""
log = logging.getLogger(__name__)


def folder_of(ledger: Contents) -> Path | None:
    """The folder of the index beside a ledger; None where nothing lies beside it, as on a server."""
    beside = ledger.database.beside
    return None if beside is None else beside.with_name(f"{beside.name}.origins")


def keep(ledger: Ledger, watch: Watch = iter, note: Note = noted) -> int:
    """Trace what was added to a ledger since that was last done, and add link entries that say what was found.

    Gives how many new reports are copies or have some; `watch` sees what is traced as it goes by, `note` makes the
    notes that need no other report. While it traces, others may read and write; where they add reports meanwhile, it
    goes on with those. Raises `OriginsBusyError` where another process writes the index, `OriginsError` where the index
    is damaged, or of another ledger or version; `LedgerError` as `Ledger.append` does.
    """
    akin: set[str] = set()
    folder = folder_of(ledger)
    while _fresh(ledger, Links(ledger)):
        if folder is not None:
            _make(folder)
        with Filing(folder, rules=f"{RULES} {fingerprint()}") as filing:
            with open_index(folder) as index:  # while this is open no other process places reports
                contents = ledger.as_of(ledger.head().seq)
                links = Links(contents)
                fresh = _fresh(contents, links)
                placed = place(contents, fresh, _since(links), index, filing, note, watch)
            akin.update(report for group in placed.groups for report in group if report in placed.new)
            said = dict(found(contents, placed, filing, links, watch))
        log.info("origins: %d reports in, %d link entries out", len(placed.fresh), len(said))
        if ledger.append(
            drafts(said, _by(contents.until)), f"recount {__version__}", provided=_as_traced(ledger, contents)
        ):
            break
    return len(akin)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OriginsError(
            f"{folder} cannot be made ({error.strerror}): see that you may write there; copies are then traced when "
            "reports are next added"
        ) from error


def lineage(contents: Contents, reports: Collection[str] | None = None) -> Lineage:
    """Where the reports and claims of a ledger come from; with `reports`, what touches these.

    As of a day it is what can be traced of the reports published by then alone.
    """
    links = Links(contents)
    if fresh := tuple(report for report in links.untraced() if _has_words(contents, report)):
        known = links.everything(_in_memory(Contents(contents.database, contents.until), fresh, links))
    elif reports is None:
        known = links.everything({})
    else:
        known = links.of(reports)
    if contents.published_until is not None:
        known = _published(known, contents)
    return (known if reports is None else known.touching(reports)).lineage()


def _by(until: int) -> Traced:
    return Traced(until=until, version=__version__, rules=RULES, sketching=fingerprint())


def _fresh(contents: Contents, links: Links) -> tuple[str, ...]:
    """The reports to be traced: those added or read in another way since; all where other rules traced the rest."""
    if links.traced is None or links.traced != _by(links.traced.until):
        return tuple(contents.reports())
    return links.untraced()


def _since(links: Links) -> int:
    """The entry up to which reports were traced."""
    return links.traced.until if links.traced is not None else 0


def _as_traced(ledger: Ledger, contents: Contents) -> Callable[[], bool]:
    """Whether a ledger still holds what was traced, and nobody else has traced it."""
    before = Links(contents).traced
    return lambda: Links(ledger).traced == before and not read_since(ledger, contents.until)


def _has_words(contents: Contents, report: str) -> bool:
    reading = contents.reading(report)
    return reading is not None and has_words(reading)


def _in_memory(contents: Contents, fresh: Sequence[str], links: Links) -> dict[str, Kin | Heard]:
    """What link entries would say of reports that none tells of yet, by their keys."""
    with open_index(None) as index, Filing(None, rules="") as filing:
        placed = place(contents, fresh, _since(links), index, filing, noted)
        return dict(found(contents, placed, filing, links))


def _published(known: Known, contents: Contents) -> Known:
    """What is known of the reports of a ledger that were published by its day: families that lose some are parted."""
    families: list[Kin] = []
    load = loading(contents)
    for kin in known.families:
        reports = kin.family.reports if kin.family is not None else ()
        held = [report for report in reports if contents.holds(report)]
        families.extend([kin] if len(held) == len(reports) else _parted(held, load))
    heard = (link for link in known.heard if contents.holds(link.left) and contents.holds(link.right))
    return Known(tuple(families), tuple(heard))


def _parted(reports: Sequence[str], load: Load) -> Iterator[Kin]:
    """The families among reports that were of one family, with others that are left out."""
    found = {report: recorded for report in reports if (recorded := load(report)) is not None}
    held = texts(recorded.reading for recorded in found.values())
    with open_index(None) as index:
        index.place_all(map(held.sketch, found))
        for group in index.families():
            if len(group) > 1:
                family, claims = trace_family(group, held, found.__getitem__)
                yield Kin(family=family, claims=claims)
            elif (alone := trace_alone(group[0], held)) is not None:
                yield Kin(family=alone)
