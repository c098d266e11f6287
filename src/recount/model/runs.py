"""One run of the software, and what one input became."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from recount.model.decisions import ResolvedClaim, ResolvedStatement
from recount.model.texts import Reading


class Run(Struct, frozen=True, kw_only=True):
    """One run of the software over some inputs: what did the reading, which language model listened, and the gazetteer.

    `gazetteer` names the indexes of places that names were looked up in, each with its SHA-256.
    """

    software: str
    started_at: datetime
    inputs: tuple[str, ...]
    model: str | None = None
    gazetteer: str | None = None


class Recorded(Struct, frozen=True, kw_only=True):
    """A report as read, with every claim and statement found in it: what one input becomes where not `Rejected`."""

    reading: Reading
    claims: tuple[ResolvedClaim, ...]
    statements: tuple[ResolvedStatement, ...] = ()


class ReportRun(Struct, frozen=True, kw_only=True):
    """Which run read a report as it is held now: the run's id and what it was, who ran it, when it told of the report.

    `id` and `run` are None where the ledger does not say.
    """

    report: str
    id: str | None
    run: Run | None
    who: str
    at: datetime
