"""What a check of a ledger finds."""

from __future__ import annotations

from msgspec import Struct

from recount.ledger.entries import Head


class Finding(Struct, frozen=True, kw_only=True):
    """Something found: at the entry of number `seq`, or (None) in the file or a seal; what it is, and what to do."""

    seq: int | None
    kind: str | None
    key: str | None
    wrong: str
    remedy: str

    def __str__(self) -> str:
        what = "the file" if self.kind is None else f"the {self.kind} {self.key}"
        where = what if self.seq is None else f"entry {self.seq} ({self.kind} {self.key})"
        return f"{where}: {self.wrong}; {self.remedy}"


class Verification(Struct, frozen=True, kw_only=True):
    """What a check of a whole ledger found: how much was checked, where the chain ends, and what is wrong.

    `findings` are damage: entries that break the chain come first, in order; then entries whose content does not hold
    together, which may be a consequence; what is wrong with the file as such comes last. `contradictions` are claims
    that were kept as they were read and cannot be true together. `notes` are no fault, but worth a look.
    """

    entries: int
    reports: int
    claims: int
    head: Head
    findings: tuple[Finding, ...] = ()
    contradictions: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings and not self.contradictions

    @property
    def intact(self) -> bool:
        """Whether the ledger is what it was: nothing is damaged."""
        return not self.findings

    @property
    def first(self) -> Finding | None:
        """The first damaged entry, else the first thing wrong with the file."""
        return self.findings[0] if self.findings else None
