"""A page to a reading: its visible text in document order, each block headline, body, caption or furniture."""

from __future__ import annotations

from msgspec import structs

from recount.model import Reading, Sort, Span
from recount.reports.blocks import Block
from recount.reports.captions import caption_end
from recount.reports.decoding import UnreadableBytes
from recount.reports.dom import Piece, Zone, parsed, pieces
from recount.reports.furniture import sort_of_sentence
from recount.reports.limits import Limits
from recount.reports.maintext import main_text, own_pieces
from recount.reports.nesting import refuse_tangled
from recount.reports.plain import furniture_line, same_words
from recount.reports.reading import Details, reading_of

_SORT_OF_ZONE: dict[Zone, Sort] = {"menu": "menu", "form": "comment_form", "aside": "related_links"}


def read_page(html: str, given: Details, limits: Limits, digest: str, *, whole: bool = False) -> Reading:
    """The reading of a page; `whole` says that all of it is the report, as in a feed.

    Raises `UnreadableBytes` ("too_deep", "too_large", "no_text").
    """
    refuse_tangled(html, limits)
    root = parsed(html)
    shown = pieces(root)
    if not shown:
        raise UnreadableBytes("no_text", "the page shows no text: it may be drawn by a script; save it from a browser")
    own = [piece.zone == "none" for piece in shown] if whole else own_pieces(shown, main_text(root, html))
    details = given
    title = details.title
    lines: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece, is_own in zip(shown, own, strict=True):
        span = Span(at, at + len(piece.text))
        blocks.append(_block(piece, span, is_own, title))
        lines.append(piece.text)
        at = span.end + 2
    return reading_of("\n\n".join(lines), blocks, details, digest)


def _block(piece: Piece, span: Span, own: bool, title: str | None) -> Block:
    if (title and same_words(piece.text, title)) or (piece.tag == "h1"):
        return Block(span, "headline")
    sort = furniture_line(piece.text)
    if sort is not None:
        return Block(span, "furniture", sort)
    if piece.zone == "caption":
        return Block(span, "caption")
    if own:
        return Block(span, "body")
    return Block(span, "furniture", sort_of_sentence(piece.text) or _SORT_OF_ZONE.get(piece.zone))
