"""A claim: its sentence with all that it rests on, why each field is as it is, its copies, and what people judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from recount.catalogue import ClaimEntry, RelationEntry
from recount.model import Disagreement, Reading, Reply, ResolvedClaim, Span
from recount.model.descent import kin_of
from recount.publish import judgements
from recount.publish.copies.rows import CourseRow, StepRow, courses
from recount.publish.explanation import DecisionRow, explanation_row
from recount.publish.judgements import judgement_rows, touches
from recount.publish.page.bars import Bar, Scale
from recount.publish.page.marks import Piece, marks_of, pieces
from recount.publish.reviewed import JudgementRow
from recount.publish.rows import ClaimRow, report_row
from recount.publish.wording import RELATION_MARKS
from recount.site.correcting import Correctable, correctable
from recount.site.judging import Judging, judging
from recount.site.material import Material

RELATED = 12
"""How many pairs of a kind are shown before the rest are left to the page of the subject."""


class Excerpt(Struct, frozen=True):
    """A paragraph of the report: what stands before the sentence of the claim, that, and what stands after it.

    Where the paragraph only holds words that the claim rests on, all of it is `before`.
    """

    before: tuple[Piece, ...]
    sentence: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()


class Explained(Struct, frozen=True):
    """A decision about the claim, and the fields by which a person may correct it."""

    decision: DecisionRow
    correctable: tuple[Correctable, ...]


class Step(Struct, frozen=True):
    """The claim as one report has it, on the scale of all its copies; `here` is whether it is the claim of the page."""

    step: StepRow
    bar: Bar | None
    here: bool


class Related(Struct, frozen=True):
    """Pairs of one kind that the claim is of; `more` is how many there are beside these."""

    kind: str
    pairs: tuple[RelationEntry, ...]
    more: int


class Said(Struct, frozen=True):
    """A turn of a judgement in words with its mark; who signed a reply, and what its author adds."""

    row: JudgementRow
    told: str
    signature: str
    note: str | None


class ClaimPage(Struct, frozen=True, kw_only=True):
    """A claim, as people corrected it, with its entry in the catalogue and all that the page shows of it.

    `scale` is that of its figure beside those of its copies, `bar` its own.
    """

    entry: ClaimEntry
    row: ClaimRow
    excerpts: tuple[Excerpt, ...]
    scale: Scale | None
    bar: Bar | None
    explained: tuple[Explained, ...]
    steps: tuple[Step, ...]
    related: tuple[Related, ...]
    history: tuple[Said, ...]
    replies: tuple[Said, ...]
    disagreements: tuple[Disagreement, ...]


def gather(material: Material, name: str) -> ClaimPage | None:
    """The page of the claim of that id; None where none is held."""
    entry = material.catalogue.claim(name)
    reading = material.contents.reading(entry.row.report) if entry else None
    if entry is None or reading is None:
        return None
    found = judging(material, tuple(material.contents.claims(entry.row.report)))
    claim = next((each for each in found.outcome.claims if each.claim.id == name), None)
    if claim is None:
        return None
    rows = report_row(reading, found.outcome.claims, assessments=found.outcome.assessments).claims
    row = next(each for each in rows if each.id == name)
    told = explanation_row(row, rows, claim)
    course = _course(material, row, found)
    scale = Scale.over([row, *(step.claim for step in course)])
    said = tuple(_said(name, found))
    return ClaimPage(
        entry=entry,
        row=row,
        excerpts=tuple(_excerpts(reading, claim)),
        scale=scale,
        bar=scale.bar(row) if scale else None,
        explained=tuple(Explained(each, correctable(each.field, claim)) for each in told.decisions),
        steps=tuple(Step(step, scale.bar(step.claim) if scale else None, step.claim.id == name) for step in course),
        related=tuple(_related(material, name)),
        history=tuple(each for each in said if not isinstance(each.row.said, Reply)),
        replies=tuple(each for each in said if isinstance(each.row.said, Reply) and each.row.stands),
        disagreements=tuple(
            one
            for one in found.outcome.disagreements
            if name in one.claims or touches(one, [each.row for each in said])
        ),
    )


def _excerpts(reading: Reading, claim: ResolvedClaim) -> Iterator[Excerpt]:
    """The paragraph of the sentence, and those that hold other words which the claim rests on, in order."""
    text, evidence = reading.report.text, claim.claim.evidence
    sentence = Span(evidence.start, evidence.end)
    marks = tuple(marks_of(claim, 1))
    for _, passages in groupby(reading.passages, key=lambda passage: passage.paragraph):
        held = tuple(passages)
        whole = Span(held[0].span.start, held[-1].span.end)
        if whole.overlaps(sentence):
            first, last = max(whole.start, sentence.start), min(whole.end, sentence.end)
            yield Excerpt(
                before=pieces(text, Span(whole.start, first), marks),
                sentence=pieces(text, Span(first, last), marks),
                after=pieces(text, Span(last, whole.end), marks),
            )
        elif any(mark.span.overlaps(whole) for mark in marks):
            yield Excerpt(before=pieces(text, whole, marks))


def _course(material: Material, row: ClaimRow, found: Judging) -> tuple[StepRow, ...]:
    """The claim through its copies, as far as it is carried at all."""
    links = found.lineage.claims
    kin = kin_of([row.id], links)
    if len(kin) < 2:
        return ()
    others = (each.row for each in material.catalogue.claims(sorted(kin - {row.id})))
    told: Sequence[CourseRow] = courses((row, *others), (link for link in links if link.copy in kin))
    return next((each.steps for each in told if any(step.claim.id == row.id for step in each.steps)), ())


def _related(material: Material, name: str) -> Iterator[Related]:
    """How the claim stands to others, kind by kind."""
    pairs = material.catalogue.relations_of_claim(name)
    for kind in RELATION_MARKS:
        alike = tuple(each for each in pairs if each.relation.kind == kind)
        if alike:
            yield Related(kind, alike[:RELATED], max(0, len(alike) - RELATED))


def _said(name: str, found: Judging) -> Iterator[Said]:
    """What was judged of the claim and taken back, the last first."""
    for row in reversed(judgement_rows(found.turns)):
        if name in row.claims:
            note = getattr(row.said, "note", None)
            yield Said(row, judgements.told(row), judgements.signature(row), note)
