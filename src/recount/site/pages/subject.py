"""A subject: every source's figures side by side, over time, what they add up to, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from recount.catalogue import ClaimEntry, RelationEntry, SubjectEntry
from recount.catalogue.reckoning import CONVENTIONS, Summed
from recount.compare.conventions import conventions
from recount.errors import ChoiceError
from recount.model import ConventionName, Figure, RelationKind, Series
from recount.publish import wording
from recount.publish.estimates import deaths_told, numbers_of, part_told, span_told
from recount.publish.page.bars import Bar, Scale
from recount.publish.page.chart import Chart, Voice, draw, voices
from recount.publish.page.content import WIDTHS
from recount.publish.series import notes, told
from recount.site.asking import last_of, page_asked
from recount.site.material import Material
from recount.site.reckoning import reckon

LINES: Final = 100
"""How many claims stand side by side; of more the latest."""
PAIRS: Final = 8
"""How many pairs of a kind are shown; on a page of that kind `MORE`."""
MORE: Final = 50
NOTES: Final = 10
"""How many notes of a series are told."""
BESIDE: Final = 25
"""How many subjects of one event are named."""


class Line(Struct, frozen=True):
    """A claim with its bar on the scale of the subject."""

    entry: ClaimEntry
    bar: Bar | None


class Charted(Struct, frozen=True, kw_only=True):
    """A series drawn for a phone, a tablet and a desk, its sources by number, and what to note of it, in words.

    `more_notes` is how many notes are left out.
    """

    label: str
    charts: tuple[Chart, ...]
    voices: tuple[Voice, ...]
    notes: tuple[str, ...]
    more_notes: int


class Weighed(Struct, frozen=True):
    """A claim of the event, and what became of it."""

    entry: ClaimEntry
    figure: Figure


class Reckoning(Struct, frozen=True, kw_only=True):
    """What the claims add up to by a convention: the numbers with their bar, and of each claim what became of it.

    `best` is where the best stands. `deaths` tells the best by side, `parts` the groups each with the steps to its
    numbers, `conceded` what a side owns up to. What `counts` comes first, then what is `aside` with the reason.
    """

    convention: ConventionName
    title: str
    summed: Summed
    bar: Bar | None
    best: float | None
    deaths: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    conceded: str | None
    counts: tuple[Weighed, ...]
    aside: tuple[Weighed, ...]
    chosen: bool


class Pairs(Struct, frozen=True, kw_only=True):
    """Pairs of one kind: how many there are, and those of one page of `pages`; `open`: it was asked for."""

    kind: RelationKind
    count: int
    pairs: tuple[RelationEntry, ...]
    page: int
    pages: int
    open: bool


class Near(Struct, frozen=True):
    """A subject that may be this one, for all that is known, and what differs."""

    id: str
    label: str
    why: str
    score: float


class SubjectPage(Struct, frozen=True, kw_only=True):
    """A subject and all that the page shows of it; `beside` are other subjects that count the same event."""

    entry: SubjectEntry
    scale: Scale | None
    lines: tuple[Line, ...]
    total: int
    charts: tuple[Charted, ...]
    reckonings: tuple[Reckoning, ...]
    span: Scale | None
    joined: tuple[tuple[int, str], ...]
    related: tuple[Pairs, ...]
    near: tuple[Near, ...]
    beside: tuple[SubjectEntry, ...]


def gather(material: Material, name: str, asked: Sequence[tuple[str, str]] = ()) -> SubjectPage | None:
    """The page of the subject of that id; None where there is none.

    ``convention`` says by which house the derivation is shown first, ``kind`` and ``page`` which pairs of claims.
    Raises `ChoiceError` where there is no such convention or kind.
    """
    chosen = _convention(last_of(asked, "convention"))
    kind, page = _kind(last_of(asked, "kind")), page_asked(asked)
    entry = material.catalogue.subject(name)
    if entry is None:
        return None
    subject = entry.subject
    shown = material.catalogue.claims(subject.claims[-LINES:])
    scale = Scale.over([each.row for each in shown])
    around = material.catalogue.beside(name, BESIDE) or (entry,)
    reckoned = reckon(material, subject, around)
    span = Scale.holding(number for each in reckoned.sums for number in numbers_of(each.estimate.range))
    return SubjectPage(
        entry=entry,
        scale=scale,
        lines=tuple(Line(each, scale.bar(each.row) if scale else None) for each in shown),
        total=len(subject.claims),
        charts=tuple(_charted(reckoned.series)),
        reckonings=tuple(_reckonings(material, reckoned.sums, span, chosen)),
        span=span,
        joined=wording.joined(subject),
        related=tuple(_related(material, name, kind, page)),
        near=tuple(_near(material, name)),
        beside=tuple(each for each in around if each.subject.id != name),
    )


def _convention(told: str | None) -> ConventionName:
    found = next((name for name in CONVENTIONS if name == (told or CONVENTIONS[0])), None)
    if found is None:
        raise ChoiceError(f"convention: {told!r} is none of {', '.join(CONVENTIONS)}")
    return found


def _kind(told: str | None) -> RelationKind | None:
    found = next((kind for kind in wording.RELATION_MARKS if kind == told), None)
    if told is not None and found is None:
        raise ChoiceError(f"kind: {told!r} is none of {', '.join(wording.RELATION_MARKS)}")
    return found


def _charted(series: Sequence[Series]) -> Iterator[Charted]:
    """The series that are more than one figure."""
    for one in told(series):
        drawn = tuple(chart for width in WIDTHS if (chart := draw(one, width)) is not None)
        if drawn:
            noted = tuple(note.plain for note in notes(one))
            yield Charted(
                label=one.label,
                charts=drawn,
                voices=voices(one),
                notes=noted[:NOTES],
                more_notes=max(0, len(noted) - NOTES),
            )


def _reckonings(
    material: Material, sums: Sequence[Summed], span: Scale | None, chosen: ConventionName
) -> Iterator[Reckoning]:
    """The estimates with the claims that they were derived from."""
    named = dict.fromkeys(figure.claim for each in sums for figure in each.estimate.figures)
    entries = {each.row.id: each for each in material.catalogue.claims(named)}
    for each in sums:
        estimate = each.estimate
        house = conventions()[estimate.convention]
        low, best, high = numbers_of(estimate.range)
        weighed = [Weighed(entries[one.claim], one) for one in estimate.figures if one.claim in entries]
        yield Reckoning(
            convention=estimate.convention,
            title=house.title,
            summed=each,
            bar=span.between(low, high) if span else None,
            best=span.at(best) if span and best is not None else None,
            deaths=deaths_told(estimate),
            parts=tuple((part_told(part, estimate), part.steps) for part in estimate.parts),
            conceded=None if estimate.conceded.empty else span_told(estimate.conceded),
            counts=tuple(one for one in weighed if one.figure.weight != "set aside"),
            aside=tuple(one for one in weighed if one.figure.weight == "set aside"),
            chosen=estimate.convention == chosen,
        )


def _related(material: Material, name: str, kind: RelationKind | None, page: int) -> Iterator[Pairs]:
    """The pairs kind by kind, the first of each; of the kind asked for the page asked for."""
    counts: Mapping[RelationKind, int] = material.catalogue.relation_counts(name)
    for each in wording.RELATION_MARKS:
        if count := counts.get(each, 0):
            asked = each == kind
            most = MORE if asked else PAIRS
            start = (page - 1) * MORE if asked else 0
            yield Pairs(
                kind=each,
                count=count,
                pairs=material.catalogue.relations_of_subject(name, each, start, most),
                page=page if asked else 1,
                pages=max(1, -(-count // MORE)),
                open=asked,
            )


def _near(material: Material, name: str) -> Iterator[Near]:
    for matter in material.catalogue.matters_of_subject(name, "near miss"):
        other = next((each for each in matter.subjects if each != name), None)
        entry = material.catalogue.subject(other) if other else None
        if entry is not None:
            yield Near(entry.subject.id, entry.subject.label, matter.why, matter.weight)
