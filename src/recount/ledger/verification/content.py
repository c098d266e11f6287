"""What entries say, checked against what the ledger holds: records, quotations, claims that others name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder

from recount.errors import EvidenceError, LedgerDamagedError
from recount.ledger import bodies, database, evidence, links, sql
from recount.ledger.contents import LATEST
from recount.ledger.database import Database
from recount.ledger.entries import Kind
from recount.ledger.judgements import KINDS, judgement_fault
from recount.ledger.projection import Version, version_of
from recount.ledger.replies import reply_fault
from recount.ledger.verification.lookup import REMEDY, WRONG, Lookup
from recount.ledger.verification.unproven import decoder
from recount.model import Claim, Quantity, Rejected, Reply, Resolutions, ResolvedStatement, Run, bounds_of

_REREAD: Final = "add the report again with a newer recount, and tell its makers"
_RUN: Final = Decoder(Run)
_REPORT: Final = Decoder(bodies.ReportBody)
_CLAIM: Final = decoder(Claim)
_RESOLUTIONS: Final = decoder(Resolutions)
_STATEMENT: Final = decoder(ResolvedStatement)
_REJECTED: Final = Decoder(Rejected)
_LINKS: Final[dict[type[links.Body], Decoder[links.Body]]] = {
    links.Kin: Decoder(links.Kin),
    links.Heard: Decoder(links.Heard),
    links.Traced: Decoder(links.Traced),
}


class Said(NamedTuple):
    """Of an entry, what it says, of what, and for which report."""

    seq: int
    kind: str
    key: str
    report: str | None
    body: bytes


class Part(Struct, frozen=True):
    """A claim whose figure lies above that of the claim it is part of: number of its entry, report, both ids."""

    seq: int
    report: str
    part: str
    whole: str


class _Report:
    """The report that entries tell of: its text or why there is none, and what was met of it since its entry."""

    def __init__(self, name: str, text: str, fault: str | None = None) -> None:
        self.id = name
        self.text = text
        self.fault = fault
        self.entry: Said | None = None
        self.published: date | None = None
        self.positions: dict[str, int] = {}
        self.unmet: set[tuple[Kind, str]] = set()
        self.met: dict[str, tuple[int, Quantity, str | None]] = {}
        self.last: tuple[int, Claim] | None = None
        self.versions: list[Version] = []

    def meet(self, seq: int, claim: Claim) -> None:
        """Note a claim: its entry, its count, and which other it is part of."""
        self.met[claim.id] = seq, claim.quantity, claim.subset_of
        self.unmet.discard(("claim", claim.id))
        self.last = seq, claim

    def decide(self, seq: int, decided: Resolutions) -> None:
        """Note what a claim is looked up by, if nothing else is ever said of it: it was met just before."""
        if self.entry is not None and self.last is not None and decided.claim == self.last[1].id in self.positions:
            said, claim = self.last
            where = (self.entry.seq, self.positions[claim.id], seq)
            self.versions.append(version_of(where, (said, seq), claim, decided, self.published))


class Content:
    """Checks what entries say, in their order; one whose place in the chain is not sound is left out by `leave`.

    `faults` are entries with what is wrong with them, `parts` the claims larger than what they are part of; both are
    whole once `leave` was called after the last entry.
    """

    def __init__(self, store: Database, lookup: Lookup) -> None:
        self._store = store
        self._lookup = lookup
        self._report = _Report("", "", "it names no report")
        self._checks: dict[str, Callable[[Said], str | None]] = {
            "run": lambda said: _decodes(_RUN, said),
            "report": self._report_fault,
            "claim": self._claim_fault,
            "resolution": self._resolutions_fault,
            "statement": self._statement_fault,
            "rejected": lambda said: _decodes(_REJECTED, said),
            "link": self._link_fault,
            **dict.fromkeys(KINDS, self._judgement_fault),
        }
        self.faults: list[tuple[Said, str, str]] = []
        self.parts: list[Part] = []

    def check(self, said: Said) -> None:
        """Check what an entry says."""
        check = self._checks.get(said.kind)
        if check is None:
            wrong: str | None = f"there is no such kind of entry as {said.kind!r}"
        else:
            try:
                wrong = check(said)
            except (MsgspecError, EvidenceError) as error:
                wrong = f"it holds no {said.kind} record: {error}"
        if wrong is not None:
            self.faults.append((said, wrong, _REREAD))

    def leave(self) -> None:
        """Be done with the report that the entries before were about."""
        left, self._report = self._report, _Report("", "", "it names no report")
        for claim, (seq, part, of) in left.met.items():
            whole = None if of is None else self._quantity(of, left)
            if of is not None and whole is not None and larger(part, whole):
                self.parts.append(Part(seq, left.id, claim, of))
        if left.entry is None:
            return
        for kind, key in sorted(left.unmet):
            if not self._holds(kind, key, left.id):
                self.faults.append((left.entry, f"its {kind} {key} is not in the ledger", _REREAD))
                return
        if not self._lookup.agrees(left.id, left.entry.seq, left.versions):
            self.faults.append((left.entry, WRONG, REMEDY))

    def _report_fault(self, said: Said) -> str | None:
        self.leave()
        body = _REPORT.decode(said.body)
        if not body.report.id == said.key == said.report:
            return f"it holds report {body.report.id}"
        self._report = report = _Report(said.key, body.report.text)
        report.entry, report.published = said, body.report.published_on
        report.positions = {claim: position for position, claim in enumerate(body.claims)}
        report.unmet.update(("claim", claim) for claim in body.claims)
        report.unmet.update(("statement", statement) for statement in body.statements)
        return evidence.reading_fault(body.reading)

    def _claim_fault(self, said: Said) -> str | None:
        claim = _CLAIM.decode(said.body)
        if claim.id != said.key or claim.report != said.report:
            return f"it holds claim {claim.id} of report {claim.report}"
        report = self._at(said)
        report.meet(said.seq, claim)
        if claim.subset_of is not None and not self._has_claim(claim.subset_of):
            return f"the claim {claim.subset_of} that it is part of is not in the ledger"
        if claim.supersedes is not None and not self._has_claim(claim.supersedes):
            return f"the claim {claim.supersedes} that it revises is not in the ledger"
        return report.fault or evidence.claim_fault(claim, report.text)

    def _resolutions_fault(self, said: Said) -> str | None:
        resolutions = _RESOLUTIONS.decode(said.body)
        if resolutions.claim != said.key:
            return f"it holds what was decided about claim {resolutions.claim}"
        report = self._at(said)
        if not self._has_claim(said.key):
            return "its claim is not in the ledger"
        report.decide(said.seq, resolutions)
        return report.fault or evidence.resolutions_fault(resolutions, report.text)

    def _statement_fault(self, said: Said) -> str | None:
        stated = _STATEMENT.decode(said.body)
        statement = stated.statement
        if statement.id != said.key or statement.report != said.report:
            return f"it holds statement {statement.id} of report {statement.report}"
        report = self._at(said)
        report.unmet.discard(("statement", said.key))
        for claim in evidence.answered(statement):
            if not self._has_claim(claim):
                return f"the claim {claim} that it answers is not in the ledger"
        return report.fault or evidence.statement_fault(stated, report.text)

    def _link_fault(self, said: Said) -> str | None:
        body = _LINKS[links.kind_of(said.key, said.report)].decode(said.body)
        for report in links.reports_of(body):
            if not self._holds("report", report, report):
                return f"the report {report} that it names is not in the ledger"
        return None

    def _judgement_fault(self, said: Said) -> str | None:
        try:
            (entry,) = database.entries(self._store, sql.LATEST, said.kind, said.key, said.seq)
            before = next(database.entries(self._store, sql.LATEST, said.kind, said.key, said.seq - 1), None)
            judged = bodies.judgement_of(entry)
            fault = judgement_fault(entry, before, lambda claim: any(self._store.rows(sql.DIGEST, "claim", claim)))
            return fault or (reply_fault(judged) if isinstance(judged, Reply) else None)
        except LedgerDamagedError as error:
            return str(error)

    def _at(self, said: Said) -> _Report:
        """The report that an entry is about, as the ledger had it then; entries of a report mostly come together."""
        report = said.report or ""
        if report != self._report.id:
            self.leave()
            self._report = self._found(report, said.seq)
        return self._report

    def _found(self, report: str, until: int) -> _Report:
        try:
            for entry in database.entries(self._store, sql.LATEST, "report", report, until):
                return _Report(report, bodies.record_of(entry, bodies.ReportBody).report.text)
        except LedgerDamagedError as error:
            return _Report(report, "", str(error))
        return _Report(report, "", "its report is not in the ledger")

    def _has_claim(self, claim: str) -> bool:
        return claim in self._report.met or self._holds("claim", claim, self._report.id)

    def _holds(self, kind: Kind, key: str, report: str) -> bool:
        try:
            return any(self._store.rows(sql.EXISTS, kind, key, report))
        except LedgerDamagedError:  # the check of the file tells
            return False

    def _quantity(self, claim: str, report: _Report) -> Quantity | None:
        """The count of a claim; None where it is not in the ledger or cannot be read, which other checks tell."""
        if claim in report.met:
            return report.met[claim][1]
        try:
            for entry in database.entries(self._store, sql.LATEST, "claim", claim, LATEST):
                return bodies.record_of(entry, Claim).quantity
        except LedgerDamagedError:
            pass
        return None


def _decodes(decoder: Decoder[Any], said: Said) -> None:
    decoder.decode(said.body)


def larger(part: Quantity, whole: Quantity) -> bool:
    """Whether the least that one count allows is above the most that another allows.

    >>> part = Quantity(exact="15", start=0, end=2, low=15, high=15, operator="exact")
    >>> larger(part, Quantity(exact="12", start=9, end=11, low=12, high=12, operator="exact"))
    True
    """
    least, most = bounds_of(part), bounds_of(whole)
    low, high = (least.low if least else None), (most.high if most else None)
    return low is not None and high is not None and low > high
