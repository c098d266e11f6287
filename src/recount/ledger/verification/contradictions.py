"""Claims that were kept as they were read and cannot be true together: a part larger than its whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from recount.errors import LedgerDamagedError
from recount.ledger.contents import Contents
from recount.ledger.judgements import standing
from recount.ledger.verification.content import Part, larger
from recount.ledger.verification.findings import Finding
from recount.model import Corrected, Correction, Judged, Review

_LOOK: Final = "look at the two in their report, and correct or reject the one that was misread: `recount judge`"
_MENDS: Final[frozenset[Corrected]] = frozenset({"low", "high", "operator", "subset_of"})


def contradictions(contents: Contents, parts: Sequence[Part]) -> tuple[Finding, ...]:
    """Of the parts that were found larger than their wholes, those that the ledger still says and nobody has mended.

    Mended are two claims of which somebody rejects one, or corrects its figure or what it is part of.
    """
    return tuple(_standing(contents, parts)) if parts else ()


def _standing(contents: Contents, parts: Sequence[Part]) -> Iterator[Finding]:
    try:
        mended = {claim for each in standing(contents) for claim in _mended(each)}
    except LedgerDamagedError:  # a finding of its own
        mended = set()
    for each in parts:
        if mended.intersection((each.part, each.whole)):
            continue
        try:
            claims = {found.claim.id: found.claim for found in contents.claims(each.report)}
        except LedgerDamagedError:
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


def _mended(judged: Judged) -> tuple[str, ...]:
    match judged.judgement:
        case Review(claim=claim, verdict="reject"):
            return (claim,)
        case Correction(claim=claim, field=field) if field in _MENDS:
            return (claim,)
        case _:
            return ()
