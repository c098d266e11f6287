"""Reports that were read anew: when, by whom, and between which entries their claims may have changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from recount.ledger import bodies, sql
from recount.ledger.contents import Contents
from recount.model import Claim, Resolutions, ResolvedClaim


class Rereading(Struct, frozen=True, kw_only=True):
    """One time that a report was read anew and something else was found in it, or decided of it.

    `before` and `after` are the numbers of the entries up to which a ledger tells the former and the new reading; the
    latter is the last entry of the new one.
    """

    report: str
    before: int
    after: int
    at: datetime
    who: str
    software: str


def rereadings(contents: Contents) -> Iterator[Rereading]:
    """Every time that a report was read anew, in the order they were added."""
    last: dict[str, int] = {}
    for report, seq, at, who, software in contents.database.rows(sql.REREADINGS, contents.until, contents.until):
        name, number = str(report), int(str(seq))
        if name in last:
            yield Rereading(
                report=name,
                before=last[name],
                after=number,
                at=datetime.fromisoformat(str(at)),
                who=str(who),
                software=str(software),
            )
        last[name] = number


def once_held(contents: Contents, claim: str) -> ResolvedClaim | None:
    """The claim with that id as it was last told, also one that no reading finds any more; None where there is none."""
    told, decided = contents.latest("claim", claim), contents.latest("resolution", claim)
    if told is None or decided is None:
        return None
    return ResolvedClaim(claim=bodies.record_of(told, Claim), resolutions=bodies.record_of(decided, Resolutions))


def changed_at(contents: Contents) -> datetime | None:
    """When the last entry of a ledger was made (UTC); None where it has none."""
    (_, last) = next(contents.database.rows(sql.BETWEEN_TIMES, contents.until))
    return None if last is None else datetime.fromisoformat(str(last))
