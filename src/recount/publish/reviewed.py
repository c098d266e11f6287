"""What people judge, as rows: the records of `recount review`. How to reach somebody who replied is in none of them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from recount.model import Disagreement, Judgement, Withdrawal
from recount.publish.rows import ClaimRow


class JudgementRow(Struct, frozen=True, kw_only=True):
    """A turn of a judgement: its id, who took it, when, in which entry; what they said, and of which claims.

    `stands` is whether this is what it says now. Of a signed reply `signed_by` is the fingerprint of the key, and
    `signature` whether it fits what is signed.
    """

    id: str
    who: str
    at: datetime
    seq: int
    stands: bool
    said: Judgement | Withdrawal
    claims: tuple[str, ...] = ()
    signed_by: str | None = None
    signature: Literal["fits", "does not fit"] | None = None


class Reviewed(Struct, frozen=True, kw_only=True):
    """What people judge: the turns, in the order they were taken; what they disagree about; the claims it is about."""

    turns: tuple[JudgementRow, ...]
    disagreements: tuple[Disagreement, ...]
    claims: tuple[ClaimRow, ...]
