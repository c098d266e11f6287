"""A bad input given to the readers: what became of it, which numbers were read from it, and how long that took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from hostile.inputs.bad import RECORDED, Bad
from hostile.targets import check_claims, check_reading
from recount.ledger import bodies
from recount.model import Reading, Recorded, Rejected
from recount.reports import Details, Limits, items, read_item

SECONDS = 10.0
"""Of one processor, for one input: the limit of a report, far above what any takes."""
_LIMITS = Limits()


class Tried(Struct, frozen=True, kw_only=True):
    """What became of an input: "recorded" or a reason, all numbers that its claims hold, seconds of one processor."""

    bad: Bad
    outcome: str
    figures: frozenset[int]
    claims: int
    seconds: float
    wrong: tuple[str, ...]


def tried(name: str, one: Bad, folder: Path) -> Tried:
    """Write an input into a folder and read it as `recount add` does, up to its resolved claims."""
    path = folder / name
    path.write_bytes(one.data)
    started = time.process_time()
    wrong: list[str] = []
    outcomes: list[Recorded | Rejected] = []
    try:
        outcomes.extend(_outcomes(path))
    except Exception as error:
        wrong.append(f"raised {error!r:.200}")
    seconds = time.process_time() - started
    path.unlink()
    recorded = [each for each in outcomes if isinstance(each, Recorded)]
    rejected = [each for each in outcomes if isinstance(each, Rejected)]
    claims = [resolved.claim for each in recorded for resolved in each.claims]
    ends = {end for claim in claims for end in (claim.quantity.low, claim.quantity.high) if end is not None}
    outcome = RECORDED if recorded else rejected[0].reason if rejected else "nothing"
    if outcome not in one.may:
        wrong.append(f"{outcome}, not {' or '.join(sorted(one.may))}")
    if one.figures is not None and not ends <= one.figures:
        wrong.append(f"the number {min(ends - one.figures)} was read")
    if seconds > SECONDS:
        wrong.append(f"{seconds:.1f} s")
    wrong.extend(f"{each.where} is elsewhere" for each in rejected if not each.where.startswith(str(path)))
    return Tried(
        bad=one, outcome=outcome, figures=frozenset(ends), claims=len(claims), seconds=seconds, wrong=tuple(wrong)
    )


def _outcomes(path: Path) -> Iterator[Recorded | Rejected]:
    for item in items([str(path)], Details(), _LIMITS):
        for outcome in (item,) if isinstance(item, Rejected) else read_item(item, _LIMITS):
            if isinstance(outcome, Reading):
                check_reading(outcome)
                outcome = check_claims(outcome)
            bodies.of_outcome(outcome)
            yield outcome
