"""The review queue: what a person should look at, kind by kind, one matter at a time or as a list; live only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, get_args

from msgspec import Struct

from recount.catalogue import At, ClaimEntry, Matter, MatterKind, SubjectEntry
from recount.catalogue.matters import names_of, settled
from recount.compare.judged import judged
from recount.errors import ChoiceError
from recount.ledger.judgements import claims_of, history_of, stand, standing_of, standing_since
from recount.model import Judged, Judgement, Reply, ResolvedClaim, Span
from recount.publish import wording
from recount.publish.judgements import judgement_rows, told
from recount.publish.page.bars import Bar, Scale
from recount.publish.page.marks import Piece, marks_of, pieces
from recount.site.correcting import Correctable, all_correctable
from recount.site.frame import Visiting
from recount.site.material import Material

LISTED: Final = 50
_CONTEXT: Final = 160
_MOST_UNDONE: Final = 20


class Asked(Struct, frozen=True, kw_only=True):
    """Which matter is wanted: of a kind (None: the first of which any is left), the first from a place among them on.

    `done` are the ids of judgements just made, which can be undone; `listed` asks for a list instead of one.
    """

    kind: MatterKind | None = None
    at: int = 1
    done: tuple[str, ...] = ()
    listed: bool = False


class KindLeft(Struct, frozen=True):
    """A kind of matters, how many there are, and how many of them are left for this reviewer."""

    kind: MatterKind
    total: int
    left: int


class Said(Struct, frozen=True, kw_only=True):
    """What somebody judged, in words with its mark, and why; `mine` is whether whoever looks at the page did."""

    id: str
    who: str
    what: str
    note: str | None
    mine: bool


class Shown(Struct, frozen=True, kw_only=True):
    """A claim of the matter: its bar on the scale of all of them, its evidence with what stands around it, and what
    people judge of it. `open` is whether whoever looks at the page has yet to judge it.
    """

    entry: ClaimEntry
    bar: Bar | None
    before: str
    pieces: tuple[Piece, ...]
    after: str
    said: tuple[Said, ...]
    open: bool
    fields: tuple[Correctable, ...]


class Undo(Struct, frozen=True):
    """Judgements just made, by their ids, in words."""

    ids: tuple[str, ...]
    what: str


class ReviewPage(Struct, frozen=True, kw_only=True):
    """The matter at place `at` of its kind, of which `left` of `total` are left; `skipped` of these lie before it.

    `following` is where the next one is (None: this is the last). There is no matter where none is left from there on.
    A list has `lines` instead. `smaller` is the subject of the fewest claims; subjects are `mergeable` that count one
    harm. `asked_at` is the place that was asked for: that of what was just judged.
    """

    kind: MatterKind
    kinds: tuple[KindLeft, ...]
    at: int
    total: int
    left: int
    skipped: int
    following: int | None
    asked_at: int
    matter: Matter | None
    scale: Scale | None
    shown: tuple[Shown, ...]
    subjects: tuple[SubjectEntry, ...]
    smaller: str | None
    mergeable: bool
    undo: Undo | None
    listed: bool
    lines: tuple[At, ...] = ()


def asked(query: Sequence[tuple[str, str]]) -> Asked:
    """What the query of a URL asks for; raises `ChoiceError` where there is no such kind, or a place is no number.

    >>> asked([("kind", "near miss"), ("at", "3")]).at
    3
    """
    values = {name: value for name, value in query if value.strip()}
    kind: MatterKind | None = next((each for each in get_args(MatterKind) if each == values.get("kind")), None)
    if kind is None and "kind" in values:
        raise ChoiceError(f"kind: {values['kind']!r} is none of {', '.join(get_args(MatterKind))}")
    at = values.get("at", "1")
    if not (at.isascii() and at.isdecimal() and 1 <= len(at) <= 9 and int(at) >= 1):
        raise ChoiceError(f"at: {at!r} is no number from 1")
    done = tuple(value for name, value in query if name == "done")[:_MOST_UNDONE]
    return Asked(kind=kind, at=int(at), done=done, listed=values.get("view") == "list")


def gather(material: Material, asked: Asked, visiting: Visiting) -> ReviewPage:
    """The matter asked for, of those that whoever looks has not judged since the catalogue was made."""
    looked = _judged_since(material, visiting)
    counts = material.catalogue.matter_counts()
    kinds = tuple(KindLeft(kind, number, number - len(looked.get(kind, ()))) for kind, number in counts.items())
    kind = asked.kind if asked.kind is not None else _first(kinds)
    done = looked.get(kind, frozenset())
    open_ = (each for each in material.catalogue.matters(kind, asked.at) if each.place not in done)
    found = tuple(islice(open_, LISTED if asked.listed else 2))
    matter = found[0].matter if found and not asked.listed else None
    at = found[0].place if found else counts.get(kind, 0) + 1
    entries = material.catalogue.claims(matter.claims) if matter else ()
    scale = Scale.over([each.row for each in entries])
    subjects = _subjects(material, matter)
    total = counts.get(kind, 0)
    return ReviewPage(
        kind=kind,
        kinds=kinds,
        at=at,
        total=total,
        left=total - len(done),
        skipped=at - 1 - sum(place < at for place in done),
        asked_at=asked.at,
        following=found[1].place if len(found) > 1 and not asked.listed else None,
        matter=matter,
        scale=scale,
        shown=tuple(_shown(material, each, scale, visiting) for each in entries),
        subjects=subjects,
        smaller=min(subjects, key=lambda each: (len(each.subject.claims), each.subject.id)).subject.id
        if subjects
        else None,
        mergeable=len({each.row.effect for each in entries}) == 1,
        undo=_undo(material, asked.done, visiting),
        listed=asked.listed,
        lines=found if asked.listed else (),
    )


def _first(kinds: Iterable[KindLeft]) -> MatterKind:
    """The first kind of which any is left."""
    return next((each.kind for each in kinds if each.left), "contradiction")


def _judged_since(material: Material, visiting: Visiting) -> Mapping[MatterKind, frozenset[int]]:
    """By kind the places of the matters that whoever looks has settled since the catalogue was made."""
    if visiting.name is None:
        return {}
    catalogue = material.catalogue
    since = standing_since(material.contents, int(catalogue.about["seq"]))
    mine: dict[str, list[Judgement]] = {}
    for each in since:
        if each.who == visiting.name:
            for name in names_of(each.judgement):
                mine.setdefault(name, []).append(each.judgement)
    found = catalogue.matters_about(mine)
    claims = {claim for each in found for claim in each.matter.claims}
    before = frozenset(
        each.row.id for each in catalogue.claims(sorted(claims)) if each.row.review or each.row.corrected
    )
    places: dict[MatterKind, set[int]] = {}
    for at in found:
        said = [one for name in at.matter.names for one in mine.get(name, ())]
        if settled(at.matter, said, before):
            places.setdefault(at.matter.kind, set()).add(at.place)
    return {kind: frozenset(each) for kind, each in places.items()}


def _subjects(material: Material, matter: Matter | None) -> tuple[SubjectEntry, ...]:
    named = (material.catalogue.subject(each) for each in (matter.subjects if matter else ()))
    return tuple(each for each in named if each is not None)


def _shown(material: Material, entry: ClaimEntry, scale: Scale | None, visiting: Visiting) -> Shown:
    row, contents = entry.row, material.contents
    said = [each for each in stand(history_of(contents, [row.report])) if row.id in claims_of(each.judgement)]
    reading = contents.reading(row.report)
    text, stands = (reading.report.text if reading else ""), row.evidence
    resolved = [each for each in contents.claims(row.report) if each.claim.id == row.id]
    as_corrected = judged(resolved, said).claims
    return Shown(
        entry=entry,
        bar=scale.bar(row) if scale else None,
        before=_up_to(text, stands.start),
        pieces=_pieces(text, Span(stands.start, stands.end), resolved),
        after=_from(text, stands.end),
        said=tuple(_said(said, visiting)),
        open=not any(each.who == visiting.name for each in said if not isinstance(each.judgement, Reply)),
        fields=tuple(field for each in as_corrected for field in all_correctable(each)),
    )


def _pieces(text: str, span: Span, resolved: Iterable[ResolvedClaim]) -> tuple[Piece, ...]:
    return pieces(text, span, [mark for each in resolved for mark in marks_of(each, 1)])


def _up_to(text: str, end: int) -> str:
    """The last words before a place in a text, from the beginning of a word on; not beyond its paragraph."""
    words = text[max(0, end - _CONTEXT) : end].rpartition("\n\n")[2]
    return words if len(words) < _CONTEXT else f"… {words.partition(' ')[2]}"


def _from(text: str, start: int) -> str:
    words = text[start : start + _CONTEXT].partition("\n\n")[0]
    return words if len(words) < _CONTEXT else f"{words.rpartition(' ')[0]} …"


def _said(stands: Sequence[Judged], visiting: Visiting) -> Iterator[Said]:
    for row in judgement_rows(stands):
        yield Said(
            id=row.id,
            who=row.who,
            what=told(row),
            note=getattr(row.said, "note", None),
            mine=row.who == visiting.name,
        )


def _undo(material: Material, ids: Sequence[str], visiting: Visiting) -> Undo | None:
    mine = [each for each in standing_of(material.contents, ids) if each.who == visiting.name]
    rows = judgement_rows(mine)
    if not rows:
        return None
    claims = material.catalogue.claims(dict.fromkeys(claim for row in rows for claim in row.claims))
    about = ", ".join(wording.headline(each.row) for each in claims)
    said = "; ".join(dict.fromkeys(told(row) for row in rows))
    return Undo(tuple(row.id for row in rows), f"{said} — {about}" if about else said)
