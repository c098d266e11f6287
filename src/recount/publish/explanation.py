"""A claim with why each of its fields is as it is: a row a decision, and what a terminal shows of them.

A decision is a `Reason` of the claim or a `Resolution` about it, told alike. Nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, TypeVar

from msgspec import Struct, structs
from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from recount.model import Assessment, Evidence, Field, Mention, Reading, Reason, Resolution, ResolvedClaim
from recount.publish import wording
from recount.publish.cells import cell
from recount.publish.rows import ClaimRow, TimeRow, report_row

T = TypeVar("T")
Explained = Literal[
    "quantity",
    "effect",
    "victims",
    "victims.party",
    "source",
    "source.name",
    "source.party",
    "act",
    "modality",
    "place",
    "time",
    "scope",
    "subset_of",
    "supersedes",
]

# Methods of resolving whose names do not say by themselves what decided.
_METHODS: Mapping[tuple[str, str], str] = {
    ("place", "sentence"): "weighed: named in its sentence",
    ("place", "before"): "weighed: named before it",
    ("place", "after"): "weighed: named after it",
    ("place", "unstated"): "no place is named",
    ("time", "words"): "weighed: words for it",
    ("time", "war"): "weighed: the war so far",
    ("time", "statement"): "weighed: day of the statement",
    ("time", "unstated"): "weighed: not stated",
}
_RIVALS, _FITS = 2, 0.5
_SPACE = re.compile(r"\s+")


class DecisionRow(Struct, frozen=True, kw_only=True):
    """Why one field of a claim is as it is.

    `value` is what was decided, as people read it (None: nothing); `words` are those of the report that it rests on,
    `rule` is what decided, `confidence` how sure it is (0-1), `rivals` what came next, the likeliest first.
    """

    field: Explained
    value: str | None
    words: Mention | None
    rule: str
    confidence: float
    rivals: tuple[str, ...] = ()


class ExplanationRow(Struct, frozen=True, kw_only=True):
    """A claim, and the decisions that made it."""

    claim: ClaimRow
    decisions: tuple[DecisionRow, ...]

    def _repr_html_(self) -> str:
        from recount.publish.notebook import explanation_html  # which shows rows, and so stands on this module

        return explanation_html(self)


def explanation_rows(
    reading: Reading, claims: Sequence[ResolvedClaim], assessments: Sequence[Assessment] = ()
) -> tuple[ExplanationRow, ...]:
    """All claims of a reading, in the order of its text, each with why its fields are as they are.

    `assessments` are what people judge of them.
    """
    rows = report_row(reading, claims, assessments=assessments).claims
    by_id = {resolved.claim.id: resolved for resolved in claims}
    return tuple(explanation_row(row, rows, by_id[row.id]) for row in rows)


def explanation_row(row: ClaimRow, rows: Sequence[ClaimRow], resolved: ResolvedClaim) -> ExplanationRow:
    """A claim with why its fields are as they are; `rows` are those of all claims of its report, in order."""
    return ExplanationRow(claim=row, decisions=tuple(_decisions(row, rows, resolved)))


def _decisions(row: ClaimRow, rows: Sequence[ClaimRow], resolved: ResolvedClaim) -> Iterator[DecisionRow]:
    """The decisions of a claim: its reasons, and what was decided about it, in the order of the codebook."""
    claim, decided = resolved.claim, resolved.resolutions
    told = {reason.field: reason for reason in claim.reasons}
    quantity = f"{wording.figure_of(row)}, {wording.label(row.operator)}"
    yield from _of_reason(told, "quantity", quantity, row.quantity)
    yield from _of_reason(told, "effect", row.effect, None)
    if claim.victims is not None:
        yield from _of_reason(told, "victims", wording.label(claim.victims.group), claim.victims.mention)
    yield _of_resolution("victims.party", decided.party, decided.party.value, None)
    yield from _of_reason(told, "source", claim.source.mention.exact if claim.source is not None else None, None)
    if claim.source is not None:
        who, side = decided.source, decided.speaker_party
        name = f"{who.value.name} ({wording.label(who.value.kind)})" if who.value is not None else None
        rivals = [one for one in who.candidates if who.value is None or one != who.value.name]
        yield _of_resolution("source.name", who, name, who.value.mention if who.value is not None else None, rivals)
        yield _of_resolution("source.party", side, side.value, None)
    yield from _of_reason(told, "act", row.act, row.cue)
    yield from _of_reason(told, "modality", row.modality, None)
    where, when = decided.place, decided.time
    words = where.value.mention if where.value is not None else None
    yield _fitted(_of_resolution("place", where, wording.place_of(row) or None, words, where.candidates[1:]), row)
    words, rivals = when.value.mention if when.value is not None else None, [_days(one) for one in when.candidates[1:]]
    yield _of_resolution("time", when, wording.days(row.time) or None, words, rivals)
    yield from _of_reason(told, "scope", row.scope, None)
    yield from _of_reason(told, "subset_of", _other(rows, row.subset_of), None)
    yield from _of_reason(told, "supersedes", _other(rows, row.supersedes), None)


def _other(rows: Sequence[ClaimRow], at: int | None) -> str | None:
    """Another claim of the report, as it counts."""
    return f"“{rows[at].quantity.exact}” {rows[at].effect}" if at is not None else None


def _of_reason(
    told: Mapping[Field, Reason], field: Field, value: str | None, own: Mention | None
) -> Iterator[DecisionRow]:
    """The decision that a reason tells, resting on the words of the field itself where it names none."""
    reason = told.get(field)
    if reason is not None:
        yield DecisionRow(
            field=field, value=value, words=reason.words or own, rule=reason.rule, confidence=reason.confidence
        )


def _of_resolution(
    field: Explained, decided: Resolution[T], value: str | None, words: Mention | None, rivals: Sequence[str] = ()
) -> DecisionRow:
    """The decision that a resolution tells."""
    rule = _METHODS.get((field, decided.method), decided.method)
    return DecisionRow(
        field=field, value=value, words=words, rule=rule, confidence=decided.confidence, rivals=tuple(rivals[:_RIVALS])
    )


def _fitted(place: DecisionRow, row: ClaimRow) -> DecisionRow:
    """The decision on a place, with how it lies by the words that tell it by another."""
    told = row.place.relative if row.place is not None else None
    if told is None or row.place is None:
        return place
    if told.agreement is None:
        how = "told by another place" if row.place.gazetteer is None and row.place.lat is not None else None
    else:
        how = "lies as told" if told.agreement >= _FITS else "does not lie as told"
    return place if how is None else structs.replace(place, rule=f"{place.rule}; {how}")


def _days(interval: str) -> str:
    """Days of ISO 8601 in words; other words as they are.

    >>> _days("2022-02-24/2022-04-07"), _days("not stated")
    ('24 Feb – 7 Apr 2022', 'not stated')
    """
    if not interval[0].isdigit():
        return interval
    first, last = (date.fromisoformat(day) for day in (interval.split("/") * 2)[:2])
    return wording.days(TimeRow(first=first, last=last, exact=None, start=None, end=None))


def explanation(row: ExplanationRow) -> RenderableType:
    """What a terminal shows of a claim: the sentence it rests on, its quantity marked, and a line a decision."""
    claim = row.claim
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1), header_style="bold", pad_edge=False)
    table.add_column("Field", no_wrap=True, width=max(len(one.field) for one in row.decisions))
    for heading in ("Value", "Words", "Rule"):
        table.add_column(heading, ratio=1, overflow="fold")
    table.add_column("Sure", justify="right", width=4)
    for one in row.decisions:
        table.add_row(cell(one.field, "bold"), _value(one), _words(one.words), cell(one.rule), f"{one.confidence:.2f}")
    return Group(_head(claim), _marked(claim.evidence, claim.quantity), table)


def _head(claim: ClaimRow) -> Text:
    """The figure, the id, and the report."""
    told = [claim.publisher or "", wording.day(claim.published) if claim.published else "", claim.title or ""]
    told.append(wording.printed_on(claim))
    head = cell(f"{wording.figure_of(claim)} {claim.effect}", "bold").append(f"  {claim.id}", "not bold dim")
    head.append("\n").append_text(cell(", ".join(part for part in told if part) or claim.report, "not bold dim"))
    return Text("\n").join([head, *(cell(each, "bold") for each in wording.judged(claim))])


def _marked(evidence: Evidence, quantity: Mention) -> Padding:
    """The evidence with the quantity between marks, which show without colour too."""
    first, last = quantity.start - evidence.start, quantity.end - evidence.start
    before, after = (wording.visible(_SPACE.sub(" ", part)) for part in (evidence.exact[:first], evidence.exact[last:]))
    marked = Text(before).append_text(cell(f"▸{quantity.exact}◂", "bold")).append(after)
    return Padding(marked, (1, 2, 0, 2))


def _value(one: DecisionRow) -> Text:
    """What was decided, and what came next."""
    value = cell(one.value) if one.value is not None else Text("none", "italic")
    for rival in one.rivals:
        value.append("\n").append_text(cell(f"or {rival}", "dim"))
    return value


def _words(words: Mention | None) -> Text:
    """Words in quotation marks, and their place."""
    if words is None:
        return Text("")
    return cell(f"“{words.exact}”").append(f" {words.start}–{words.end}", "dim")
