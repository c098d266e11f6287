"""Whether records say what the text of their report says: each quotation at its place. Pure functions.

Each returns what is wrong in one sentence, or None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from recount.model import (
    Accusation,
    Action,
    Appeal,
    Claim,
    Evidence,
    Mention,
    Quantity,
    Reading,
    Recorded,
    Resolutions,
    ResolvedStatement,
    Statement,
)

_Words = Mention | Quantity | Evidence


def reading_fault(reading: Reading) -> str | None:
    """What is wrong with the passages of a reading: outside the text, out of order or overlapping."""
    end = 0
    for passage in reading.passages:
        if passage.span.start < end:
            return f"the {passage.kind} at {passage.span.start} begins before the passage before it ends"
        end = passage.span.end
    if end > len(reading.report.text):
        return f"its last passage ends at {end}, past the end of the text at {len(reading.report.text)}"
    return None


def claim_fault(claim: Claim, text: str) -> str | None:
    """What is wrong with the quotations of a claim, in the text of its report.

    >>> from recount.model import Evidence, Quantity
    >>> quantity = Quantity(exact="12", start=0, end=2, low=12, high=12, operator="exact")
    >>> evidence = Evidence.at("12 died.", 0, 8)
    >>> claim = Claim(id="clm:1", report="rpt:1", quantity=quantity, effect="killed", victims=None, source=None, via=(),
    ...     cue=None, act=None, modality="asserted", places=(), times=(), scope="incident", subset_of=None,
    ...     evidence=evidence)
    >>> claim_fault(claim, "12 died.") is None
    True
    >>> claim_fault(claim, "13 died.")
    "its quantity '12' does not stand at 0 to 2 of the report, which reads '13' there"
    """
    if fault := _misquoted(_quoted(claim), text):
        return fault
    evidence = claim.evidence
    before = text[max(0, evidence.start - len(evidence.prefix)) : max(0, evidence.start)]
    if before != evidence.prefix:
        return f"the words before its evidence are {before!r} in the report, not {evidence.prefix!r}"
    after = text[evidence.end : evidence.end + len(evidence.suffix)]
    if after != evidence.suffix:
        return f"the words after its evidence are {after!r} in the report, not {evidence.suffix!r}"
    return None


def resolutions_fault(resolutions: Resolutions, text: str) -> str | None:
    """What is wrong with the quotations of the decisions about a claim, in the text of its report."""
    return _misquoted(_quoted_of_decisions(resolutions), text)


def statement_fault(resolved: ResolvedStatement, text: str) -> str | None:
    """What is wrong with the quotations of a statement and of the decisions about it, in the text of its report."""
    return _misquoted(_quoted_of_statement(resolved), text)


def answered(statement: Statement) -> tuple[str, ...]:
    """The ids of the claims that a statement is plainly about."""
    return () if isinstance(statement, Action) else statement.answers


def recorded_fault(recorded: Recorded) -> str | None:
    """What is wrong with a report and its claims taken together."""
    report = recorded.reading.report
    if fault := reading_fault(recorded.reading):
        return fault
    ids = Counter(each.claim.id for each in recorded.claims)
    for each in recorded.claims:
        claim, resolutions = each.claim, each.resolutions
        fault = (
            _wrong_id(claim, resolutions, report.id, ids)
            or claim_fault(claim, report.text)
            or resolutions_fault(resolutions, report.text)
        )
        if fault:
            return f"claim {claim.id}: {fault}"
    for stated in recorded.statements:
        statement = stated.statement
        fault = statement_fault(stated, report.text)
        if statement.report != report.id:
            fault = f"it belongs to report {statement.report}"
        if fault:
            return f"statement {statement.id}: {fault}"
    return None


def _wrong_id(claim: Claim, resolutions: Resolutions, report: str, ids: Counter[str]) -> str | None:
    if ids[claim.id] > 1:
        return "another claim has the same id"
    if claim.report != report:
        return f"it belongs to report {claim.report}"
    if resolutions.claim != claim.id:
        return f"what was decided is about claim {resolutions.claim}"
    if claim.subset_of is not None and (claim.subset_of not in ids or claim.subset_of == claim.id):
        return f"it is part of {claim.subset_of}, which is no other claim of this report"
    if claim.supersedes is not None and (claim.supersedes not in ids or claim.supersedes == claim.id):
        return f"it revises {claim.supersedes}, which is no other claim of this report"
    return None


def _quoted(claim: Claim) -> Iterator[tuple[str, Iterable[_Words | None]]]:
    """The words that a claim quotes, field by field."""
    yield "quantity", (claim.quantity,)
    yield "evidence", (claim.evidence,)
    yield "place", claim.places
    yield "time", claim.times
    yield "cue", (claim.cue, claim.said)
    if claim.victims is not None:
        yield "victims", (claim.victims.mention,)
    if claim.source is not None:
        yield "source", (claim.source.mention,)
    if claim.via or claim.speakers:
        yield "source", [each.mention for each in (*claim.via, *claim.speakers)]
    yield "reasons", [each.words for each in claim.reasons]


def _quoted_of_decisions(decided: Resolutions) -> Iterator[tuple[str, Iterable[_Words | None]]]:
    if decided.source.value is not None:
        yield "speaker", (decided.source.value.mention,)
    place = decided.place.value
    if place is not None:
        yield "place", (place.mention,)
        if place.relative is not None:
            yield "place", (place.relative.wording, *(anchor.mention for anchor in place.relative.anchors))
    if decided.time.value is not None:
        yield "time", (decided.time.value.mention,)


def _quoted_of_statement(resolved: ResolvedStatement) -> Iterator[tuple[str, Iterable[_Words | None]]]:
    statement = resolved.statement
    yield "content", (statement.content,)
    yield "evidence", (statement.evidence,)
    if statement.source is not None:
        yield "source", (statement.source.mention,)
    yield "speakers", [each.mention for each in statement.speakers]
    if isinstance(statement, Action):
        yield "verb", (statement.verb,)
        yield "time", statement.times
        yield "actor", (statement.actor.mention if statement.actor is not None else None,)
        yield "recipient", (statement.recipient,)
    else:
        yield "cue", (statement.cue,)
        yield "day", (statement.said,)
        if isinstance(statement, Accusation):
            yield "accused", (statement.accused,)
        elif isinstance(statement, Appeal):
            yield "asked", (statement.asked,)
    yield "speaker", [who.mention for who in (resolved.agent.value, resolved.reporter.value) if who is not None]


def _misquoted(quoted: Iterable[tuple[str, Iterable[_Words | None]]], text: str) -> str | None:
    for name, group in quoted:
        for words in group:
            if words is None:
                continue
            start = words.start
            if start < 0 or text[start : words.end] != words.exact:
                stands = text[start : words.end] if start >= 0 else ""
                return (
                    f"its {name} {words.exact!r} does not stand at {start} to {words.end} of the report, "
                    f"which reads {stands!r} there"
                )
    return None
