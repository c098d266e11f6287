"""Claims that were kept as they were read and cannot be true together: a part larger than its whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from recount.errors import LedgerDamagedError
from recount.ledger.contents import Contents
from recount.ledger.verification.content import Part, larger
from recount.ledger.verification.findings import Finding

_LOOK: Final = "look at the two in their report, and correct or reject the one that was misread"


def contradictions(contents: Contents, parts: Iterable[Part]) -> tuple[Finding, ...]:
    """Of the parts that were found larger than their wholes, those that the ledger still says."""
    return tuple(_standing(contents, parts))


def _standing(contents: Contents, parts: Iterable[Part]) -> Iterator[Finding]:
    for each in parts:
        try:
            claims = {found.claim.id: found.claim for found in contents.claims(each.report)}
        except LedgerDamagedError:  # a finding of its own
            continue
        part, whole = claims.get(each.part), claims.get(each.whole)
        if part is None or whole is None or not larger(part.quantity, whole.quantity):
            continue
        yield Finding(
            seq=each.seq,
            kind="claim",
            key=each.part,
            wrong=f"“{part.quantity.exact}” is said to be part of “{whole.quantity.exact}” ({whole.id}), which is less",
            remedy=_LOOK,
        )
