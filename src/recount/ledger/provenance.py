"""Which run brought each report to a ledger: what read it, with which model and gazetteer, who ran it, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from recount.ledger import bodies
from recount.ledger.contents import Contents
from recount.model import ReportRun, Run


def report_runs(contents: Contents) -> Iterator[ReportRun]:
    """The run that read each report as it is held, in the order they were added.

    It is the last run before the report's entry that the same person began with the same software.
    """
    runs = list(contents.entries_of("run"))
    latest: dict[tuple[str, str], tuple[str, Run]] = {}
    for entry in contents.latest_of("report"):
        while runs and runs[0].seq < entry.seq:
            begun = runs.pop(0)
            latest[begun.who, begun.software] = begun.key, bodies.record_of(begun, Run)
        key, run = latest.get((entry.who, entry.software), (None, None))
        yield ReportRun(report=entry.key, id=key, run=run, who=entry.who, at=datetime.fromisoformat(entry.at))
