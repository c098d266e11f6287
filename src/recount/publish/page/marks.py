"""A report's text cut into blocks and pieces, so that every piece knows which claims it is evidence of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Literal

from msgspec import Struct

from recount.model import Mention, Passage, Reading, ResolvedClaim, ResolvedStatement, Span
from recount.publish.wording import label

Role = Literal["quantity", "source", "cue", "victims", "place", "time", "statement"]
BlockKind = Literal["headline", "caption", "text", "furniture"]
# Where mentions overlap, the first of these gives the piece its look; all of them stay in its note.
ROLES: tuple[Role, ...] = ("quantity", "cue", "source", "victims", "place", "time", "statement")


class Mark(Struct, frozen=True):
    """Words that play a role in the claim of that number, or those of the statement of that number."""

    role: Role
    span: Span
    number: int


class Piece(Struct, frozen=True):
    """A stretch of text: its look, what it is evidence of, and the claims and statements that start or end with it.

    A claim does so with its quantity.
    """

    text: str
    role: Role | None = None
    note: str = ""
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


class Block(Struct, frozen=True):
    """Paragraphs of one kind; `sort` names the furniture, else it is empty."""

    kind: BlockKind
    sort: str
    paragraphs: tuple[tuple[Piece, ...], ...]


def blocks(
    reading: Reading,
    claims: Iterable[ResolvedClaim],
    numbers: Mapping[str, int],
    statements: Iterable[ResolvedStatement] = (),
) -> tuple[Block, ...]:
    """The report as blocks in order, its claims and statements marked; `numbers` gives the number of each by its id."""
    marks = [mark for resolved in claims for mark in marks_of(resolved, numbers[resolved.claim.id])]
    marks += (Mark("statement", each.statement.content.span, numbers[each.statement.id]) for each in statements)
    found = []
    for (kind, sort), members in groupby(reading.passages, key=_block):
        paragraphs = [list(passages) for _, passages in groupby(members, key=lambda passage: passage.paragraph)]
        spans = [Span(passages[0].span.start, passages[-1].span.end) for passages in paragraphs]
        found.append(Block(kind, sort, tuple(pieces(reading.report.text, span, marks) for span in spans)))
    return tuple(found)


def pieces(text: str, span: Span, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """The words of the span, cut wherever a mark starts or ends.

    >>> [piece.text for piece in pieces("At least 12 died", Span(0, 16), [Mark("quantity", Span(0, 11), 1)])]
    ['At least 12', ' died']
    """
    inside = [mark for mark in marks if mark.span.overlaps(span)]
    cuts = {span.start, span.end}
    for mark in inside:
        cuts |= {max(mark.span.start, span.start), min(mark.span.end, span.end)}
    return tuple(_piece(text, Span(*cut), span, inside) for cut in pairwise(sorted(cuts)))


def _piece(text: str, cut: Span, span: Span, marks: Sequence[Mark]) -> Piece:
    covering = [mark for mark in marks if mark.span.contains(cut) or mark.span.overlaps(cut)]
    whole = [mark for mark in covering if mark.role in ("quantity", "statement")]
    return Piece(
        text=cut.of(text),
        role=min((mark.role for mark in covering), key=ROLES.index, default=None),
        note="; ".join(_notes(covering)),
        starts=tuple(mark.number for mark in whole if max(mark.span.start, span.start) == cut.start),
        ends=tuple(mark.number for mark in whole if min(mark.span.end, span.end) == cut.end),
    )


def _notes(marks: Sequence[Mark]) -> Iterator[str]:
    for role in ROLES:
        numbers = sorted({mark.number for mark in marks if mark.role == role})
        if numbers:
            what = role if role == "statement" else f"{role} of claim"
            yield f"{what}{'' if len(numbers) == 1 else 's'} {', '.join(map(str, numbers))}"


def _block(passage: Passage) -> tuple[BlockKind, str]:
    if passage.kind == "furniture":
        return "furniture", label(passage.sort or "furniture")
    if passage.kind in ("headline", "caption"):
        return passage.kind, ""
    return "text", ""


def marks_of(resolved: ResolvedClaim, number: int) -> Iterator[Mark]:
    """The words of a claim as found, and those that its resolutions rest on; each once."""
    claim, decided = resolved.claim, resolved.resolutions
    named: list[tuple[Role, Mention | None]] = [
        ("cue", claim.cue),
        ("source", claim.source.mention if claim.source else None),
        ("source", decided.source.value.mention if decided.source.value else None),
        ("victims", claim.victims.mention if claim.victims else None),
        ("place", decided.place.value.mention if decided.place.value else None),
        ("time", decided.time.value.mention if decided.time.value else None),
        *(("source", via.mention) for via in claim.via),
    ]
    yield Mark("quantity", claim.quantity.span, number)
    for role, span in dict.fromkeys((role, mention.span) for role, mention in named if mention is not None):
        yield Mark(role, span, number)
