"""A page to a reading: its visible text in document order, each block headline, body, caption or furniture."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from recount.model import Reading, Sort, Span
from recount.reports.blocks import Block
from recount.reports.captions import caption_end
from recount.reports.dom import Piece, Zone, parsed, pieces
from recount.reports.furniture import sort_of_sentence
from recount.reports.limits import Limits
from recount.reports.maintext import own_pieces
from recount.reports.metadata import described
from recount.reports.nesting import refuse_tangled
from recount.reports.plain import furniture_line, shared_words, words_alone
from recount.reports.reading import Details, reading_of
from recount.reports.refusal import Refused

_SORT_OF_ZONE: dict[Zone, Sort] = {"menu": "menu", "form": "menu", "aside": "related_links"}
_BREAK = "\n\n"
_QUOTATION_MARKS = " \"'“”‘’«».,"
_MOST_PULL_QUOTES = 20


def read_page(html: str, given: Details, limits: Limits, digest: str, *, whole: bool = False) -> Reading:
    """The reading of a page; `whole` says that all of it is the report, as in a feed.

    What is `given` stands over what the page says of itself. Nothing is fetched. Raises `Refused` ("too_deep",
    "too_large", "no_text").

    >>> page = "<title>Raid</title><h1>Raid</h1><p>Two people died on Monday.</p><h3>Leave a Reply</h3>"
    >>> [(passage.kind, passage.sort) for passage in read_page(page, Details(), Limits(), "").passages]
    [('headline', None), ('sentence', None), ('furniture', 'comment_form')]
    """
    refuse_tangled(html, limits)
    root = parsed(html)
    shown = pieces(root)
    if not shown:
        raise Refused("no_text", "the page shows no text: it may be drawn by a script; save it from a browser")
    details = _merged(described(root, shown, given.url), given)
    own = [piece.zone == "none" for piece in shown] if whole else own_pieces(root, html, shown)
    return reading_of_pieces(shown, own, details, digest)


def reading_of_pieces(shown: Sequence[Piece], own: Sequence[bool], details: Details, digest: str) -> Reading:
    """The reading of a page's pieces; `own` says of each whether it belongs to the report itself."""
    text, blocks = _laid_out(shown, own, details.title)
    return reading_of(text, blocks, details, digest)


def _merged(said: Details, given: Details) -> Details:
    """What was given over what the page says; a date comes from one of them whole."""
    dated = ("published_on", "published_at", "published_from")
    fields = structs.asdict(given)
    changes = {name: value for name, value in fields.items() if value is not None and name not in dated}
    if given.published_on is not None:
        changes |= {name: fields[name] for name in dated}
    return structs.replace(said, **changes)


def _laid_out(shown: Sequence[Piece], own: Sequence[bool], title: str | None) -> tuple[str, list[Block]]:
    """The page's text and its blocks; a title that the page does not show comes first."""
    lines: list[str] = []
    blocks: list[Block] = []
    at = 0
    wanted = None if title is None else words_alone(title)
    headlines = [_is_headline(piece, title, wanted) for piece in shown]
    if title and not any(headlines):
        lines.append(title)
        blocks.append(Block(Span(0, len(title)), "headline"))
        at = len(title) + len(_BREAK)
    pulled = _pulled(shown, own)
    for number, piece in enumerate(shown):
        span = Span(at, at + len(piece.text))
        is_own = own[number] and number not in pulled
        blocks.extend([Block(span, "headline")] if headlines[number] else _blocks(piece, span, is_own))
        lines.append(piece.text)
        at = span.end + len(_BREAK)
    return _BREAK.join(lines), blocks


def _is_headline(piece: Piece, title: str | None, wanted: str | None) -> bool:
    """Whether a piece is the title, or a first heading that says about the same; `wanted` are the title's words."""
    if piece.zone != "none":
        return False
    if title is None:
        return piece.tag == "h1"
    return words_alone(piece.text) == wanted or (piece.tag == "h1" and shared_words(piece.text, title) >= 0.5)


def _pulled(shown: Sequence[Piece], own: Sequence[bool]) -> set[int]:
    """The numbers of the pull quotes: block quotations of words that stand in the report's text already."""
    quotes = [at for at, piece in enumerate(shown) if own[at] and piece.tag == "blockquote"]
    if len(quotes) > _MOST_PULL_QUOTES:
        return set()
    rest = "\n".join(
        piece.text for piece, is_own in zip(shown, own, strict=True) if is_own and piece.tag != "blockquote"
    )
    return {at for at in quotes if shown[at].text.strip(_QUOTATION_MARKS) in rest}


def _blocks(piece: Piece, span: Span, own: bool) -> list[Block]:
    """One piece that is no headline as a block, or as a caption and the rest."""
    sort = furniture_line(piece.text)
    if sort is not None:
        return [Block(span, "furniture", sort)]
    if piece.zone == "caption":
        return [Block(span, "caption")]
    if own:
        return [Block(span, "body")]
    if piece.zone == "none" and caption_end(piece.text, Span(0, len(piece.text))) == len(piece.text):
        return [Block(span, "caption")]
    return [Block(span, "furniture", sort_of_sentence(piece.text) or _SORT_OF_ZONE.get(piece.zone))]
