"""Re-checking a ledger from its first entry to its last.

What is found: any byte of an entry that was changed, entries removed from the middle or put in another order, entries
removed from the end without the `meta` table being changed to match, quotations that do not stand in their report,
records that do not hold together, and what SQLite itself finds wrong with the file.

What the file alone cannot show: that somebody cut the end off *and* made `meta` agree, or wrote the whole chain anew.
For that, note the head (`Verification.head`) somewhere else and compare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from recount.errors import LedgerBusyError, LedgerDamagedError, LedgerError
from recount.ledger import bodies, database, evidence, sql
from recount.ledger.contents import LATEST
from recount.ledger.database import Database
from recount.ledger.entries import GENESIS, Entry, Head, link_fault
from recount.ledger.judgements import judgement_fault
from recount.ledger.replies import reply_fault
from recount.ledger.sqlite import SQLite
from recount.ledger.store import Ledger
from recount.model import Claim, Rejected, Reply, Resolutions, ResolvedStatement, Run

_RESTORE = "restore the ledger from a copy made before this entry was changed, and add what came after it again"
_RESTORE_FILE = "restore the file from a copy; entries that still read can be exported first"
_REREAD = "add the report again with a newer recount, and tell its makers"


class Finding(Struct, frozen=True, kw_only=True):
    """Something wrong: with the entry of number `seq`, or (None) with the file; what it is, and what to do."""

    seq: int | None
    kind: str | None
    key: str | None
    wrong: str
    remedy: str

    def __str__(self) -> str:
        where = "the file" if self.seq is None else f"entry {self.seq} ({self.kind} {self.key})"
        return f"{where}: {self.wrong}; {self.remedy}"


class Verification(Struct, frozen=True, kw_only=True):
    """What a check of a whole ledger found: how much was checked, where the chain ends, and the findings.

    Entries that break the chain come first, in order; then entries whose content does not hold together, which may be
    a consequence; what is wrong with the file as such comes last.
    """

    entries: int
    reports: int
    claims: int
    head: Head
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    @property
    def first(self) -> Finding | None:
        """The first damaged entry, else the first thing wrong with the file."""
        return self.findings[0] if self.findings else None


def verify(ledger: Ledger | Path | str) -> Verification:
    """Check every entry of an open ledger, or of the file at a path, which is opened for reading only.

    Raises `LedgerError` where there is no such file, `LedgerBusyError` where it is locked; anything else that keeps
    the file from being read is a finding.
    """
    if isinstance(ledger, Ledger):
        with ledger.database.snapshot():
            return _verify(ledger.database)
    path = Path(ledger)
    if not path.exists():
        raise LedgerError(f"there is no ledger at {path}: give the path of one")
    try:
        with closing(SQLite(path, create=False, writable=False, patience=5)) as store, store.snapshot():
            return _verify(store)
    except LedgerBusyError:
        raise
    except LedgerError as error:
        return Verification(entries=0, reports=0, claims=0, head=GENESIS, findings=(_of_file(str(error)),))


def _verify(store: Database) -> Verification:
    counts: Counter[str] = Counter()
    breaks: list[Finding] = []
    faults: list[Finding] = []
    head = GENESIS
    texts = _Texts(store)
    try:
        for entry in database.entries(store, sql.ALL, LATEST):
            if wrong := link_fault(entry, head):
                breaks.append(_of_entry(entry, wrong, _RESTORE))
            elif wrong := _content_fault(entry, texts):
                faults.append(_of_entry(entry, wrong, _REREAD))
            counts[entry.kind] += 1
            head = Head(entry.seq, entry.hash)
    except LedgerDamagedError as error:
        breaks.append(_of_file(f"it cannot be read past entry {head.seq}: {error}"))
    of_file = [_of_file(wrong) for wrong in (*_head_faults(store, head), *_problems(store))]
    return Verification(
        entries=counts.total(),
        reports=counts["report"],
        claims=counts["claim"],
        head=head,
        findings=(*breaks, *faults, *of_file),
    )


def _of_entry(entry: Entry, wrong: str, remedy: str) -> Finding:
    return Finding(seq=entry.seq, kind=entry.kind, key=entry.key, wrong=wrong, remedy=remedy)


def _of_file(wrong: str) -> Finding:
    return Finding(seq=None, kind=None, key=None, wrong=wrong, remedy=_RESTORE_FILE)


def _head_faults(store: Database, head: Head) -> Iterator[str]:
    try:
        meta = {str(name): value for name, value in store.rows(sql.META)}
    except LedgerDamagedError as error:
        yield str(error)
        return
    noted = meta.get("head_seq", str(GENESIS.seq)), meta.get("head_hash", GENESIS.hash)
    if noted != (str(head.seq), head.hash):
        wrong = f"the chain ends at entry {head.seq} and should end at entry {noted[0]} ({noted[1]})"
        yield f"{wrong}: the rest is gone or cannot be read"


def _problems(store: Database) -> Iterator[str]:
    try:
        yield from store.problems()
    except LedgerDamagedError as error:
        yield str(error)


class _Texts:
    """The texts of reports as they stood when an entry was added; keeps one, as entries of a report come together."""

    def __init__(self, store: Database) -> None:
        self._store = store
        self._report = ""
        self._text = ""

    def keep(self, report: str, text: str) -> None:
        self._report, self._text = report, text

    def at(self, entry: Entry) -> str | None:
        report = entry.report or ""
        if report == self._report:
            return self._text
        for found in database.entries(self._store, sql.LATEST, "report", report, entry.seq):
            self.keep(report, bodies.record_of(found, bodies.ReportBody).report.text)
            return self._text
        return None

    def before(self, entry: Entry) -> Entry | None:
        found = database.entries(self._store, sql.LATEST, entry.kind, entry.key, entry.seq - 1)
        return next(found, None)

    def holds(self, claim: str) -> bool:
        return any(self._store.rows(sql.DIGEST, "claim", claim))

    def has_claim(self, claim: str, report: str | None) -> bool:
        return any(self._store.rows(sql.EXISTS, "claim", claim, report))


def _content_fault(entry: Entry, texts: _Texts) -> str | None:
    try:
        return _record_fault(entry, texts)
    except LedgerDamagedError as error:
        return str(error)


def _record_fault(entry: Entry, texts: _Texts) -> str | None:
    match entry.kind:
        case "report":
            return _report_fault(entry, texts)
        case "claim":
            return _claim_fault(entry, texts)
        case "resolution":
            return _resolutions_fault(entry, texts)
        case "statement":
            return _statement_fault(entry, texts)
        case "judgement" | "correction" | "reply":
            return _judgement_fault(entry, texts)
        case "run":
            bodies.record_of(entry, Run)
        case "rejected":
            bodies.record_of(entry, Rejected)
        case _:
            return f"there is no such kind of entry as {entry.kind!r}"
    return None


def _report_fault(entry: Entry, texts: _Texts) -> str | None:
    body = bodies.record_of(entry, bodies.ReportBody)
    texts.keep(entry.key, body.report.text)
    if not body.report.id == entry.key == entry.report:
        return f"it holds report {body.report.id}"
    for claim in body.claims:
        if not texts.has_claim(claim, entry.key):
            return f"its claim {claim} is not in the ledger"
    return evidence.reading_fault(body.reading)


def _claim_fault(entry: Entry, texts: _Texts) -> str | None:
    claim = bodies.record_of(entry, Claim)
    if (claim.id, claim.report) != (entry.key, entry.report):
        return f"it holds claim {claim.id} of report {claim.report}"
    if claim.subset_of is not None and not texts.has_claim(claim.subset_of, entry.report):
        return f"the claim {claim.subset_of} that it is part of is not in the ledger"
    if claim.supersedes is not None and not texts.has_claim(claim.supersedes, entry.report):
        return f"the claim {claim.supersedes} that it revises is not in the ledger"
    text = texts.at(entry)
    return "its report is not in the ledger" if text is None else evidence.claim_fault(claim, text)


def _statement_fault(entry: Entry, texts: _Texts) -> str | None:
    stated = bodies.record_of(entry, ResolvedStatement)
    if (stated.statement.id, stated.statement.report) != (entry.key, entry.report):
        return f"it holds statement {stated.statement.id} of report {stated.statement.report}"
    text = texts.at(entry)
    return "its report is not in the ledger" if text is None else evidence.statement_fault(stated, text)


def _judgement_fault(entry: Entry, texts: _Texts) -> str | None:
    said = bodies.judgement_of(entry)
    fault = judgement_fault(entry, texts.before(entry), texts.holds)
    return fault or (reply_fault(said) if isinstance(said, Reply) else None)


def _resolutions_fault(entry: Entry, texts: _Texts) -> str | None:
    resolutions = bodies.record_of(entry, Resolutions)
    if resolutions.claim != entry.key:
        return f"it holds what was decided about claim {resolutions.claim}"
    if not texts.has_claim(entry.key, entry.report):
        return "its claim is not in the ledger"
    text = texts.at(entry)
    return "its report is not in the ledger" if text is None else evidence.resolutions_fault(resolutions, text)
