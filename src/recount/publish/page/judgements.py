"""What the page shows of judgements: who judges what of which claims, what is replied, what people disagree about."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from recount.model import Disagreement, Rating
from recount.publish import judgements
from recount.publish.judgements import judgement_rows
from recount.publish.reviewed import JudgementRow
from recount.publish.view import View


class Judgement(Struct, frozen=True, kw_only=True):
    """A judgement in words with its mark, who signed it, and what it is of: numbers of claims, or a source."""

    row: JudgementRow
    told: str
    signature: str
    note: str | None
    claims: tuple[int, ...]
    source: str | None


class Dispute(Struct, frozen=True, kw_only=True):
    """What people judge differently, and of what."""

    disagreement: Disagreement
    claims: tuple[int, ...]


class Judgements(Struct, frozen=True, kw_only=True):
    """The section of judgements and replies."""

    judgements: tuple[Judgement, ...]
    disputes: tuple[Dispute, ...]


def gather(view: View, numbers: Mapping[str, int]) -> Judgements | None:
    """The judgements of a view, in the order they were made; None where there are none."""
    if not view.judgements:
        return None
    return Judgements(
        judgements=tuple(_judgement(row, numbers) for row in judgement_rows(view.judgements)),
        disputes=tuple(Dispute(disagreement=one, claims=_numbered(one.claims, numbers)) for one in view.disagreements),
    )


def _judgement(row: JudgementRow, numbers: Mapping[str, int]) -> Judgement:
    return Judgement(
        row=row,
        told=judgements.told(row),
        signature=judgements.signature(row),
        note=getattr(row.said, "note", None),
        claims=_numbered(row.claims, numbers),
        source=row.said.source if isinstance(row.said, Rating) else None,
    )


def _numbered(claims: tuple[str, ...], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted(numbers[claim] for claim in claims if claim in numbers))
