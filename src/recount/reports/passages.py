"""Blocks to passages: headline, dateline, sentence, quotation, caption, furniture, in order and without overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recount.language.paragraphs import stripped
from recount.language.sentences import of_paragraph
from recount.model import Passage, Sort, Span
from recount.reports.blocks import Block
from recount.reports.captions import dateline_end
from recount.reports.furniture import headings_of_links, leads_to_appeal, sort_of_sentence
from recount.reports.quotations import quoted, wholly_quoted

# Sorts whose paragraphs speak as a whole: the sentences round the one that gives them away belong with it.
_SPREADING: tuple[Sort, ...] = ("appeal", "donation", "subscription")

_FOOT = 3
"""How many sentences of furniture make a foot."""


def passages(text: str, blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """The passages of `text`, given its blocks in order; each block is a paragraph.

    >>> from recount.reports.plain import label_text
    >>> text = 'KYIV (Northwire) — Two died. “We fled.”'
    >>> [(passage.kind, passage.span.of(text)) for passage in passages(text, label_text(text, None))]
    [('dateline', 'KYIV (Northwire) —'), ('sentence', 'Two died.'), ('quotation', '“We fled.”')]
    """
    found: list[Passage] = []
    begun = False
    for number, block in enumerate(blocks):
        if block.part == "body":
            found.extend(_body(text, block.span, number, not begun))
            begun = True
        else:
            found.append(Passage(kind=block.part, span=block.span, paragraph=number, sort=block.sort))
    return tuple(found)


def _body(text: str, span: Span, paragraph: int, first: bool) -> Iterator[Passage]:
    """The passages of one paragraph of the report itself."""
    begin = dateline_end(text, span, first)
    if begin > span.start:
        yield Passage(kind="dateline", span=Span(span.start, begin), paragraph=paragraph)
    rest = stripped(text, begin, span.end)
    if rest is None:
        return
    foot = _foot(text, rest)
    own = stripped(text, rest.start, foot)
    sentences = of_paragraph(text, own) if own is not None else []
    quotations = quoted(text, rest.start, foot)
    for sentence, sort in zip(sentences, _sorts(text, sentences), strict=True):
        if sort is not None:
            yield Passage(kind="furniture", span=sentence, paragraph=paragraph, sort=sort)
        elif wholly_quoted(text, sentence, quotations):
            yield Passage(kind="quotation", span=sentence, paragraph=paragraph)
        else:
            yield Passage(kind="sentence", span=sentence, paragraph=paragraph)
    if foot < rest.end:
        yield Passage(kind="furniture", span=Span(foot, rest.end), paragraph=paragraph, sort="related_links")


def _foot(text: str, paragraph: Span) -> int:
    """Where the foot of a page that lost its line breaks begins: at links to other reports, with furniture after them.

    A third or more of the sentences after the heading are known furniture; where there is no foot, it is the end.
    """
    for begin in headings_of_links(text, paragraph):
        after = [sort_of_sentence(one.of(text)) for one in of_paragraph(text, Span(begin, paragraph.end))]
        known = len(after) - after.count(None)
        if known >= _FOOT and 3 * known >= len(after):
            return begin
    return paragraph.end


def _sorts(text: str, sentences: list[Span]) -> list[Sort | None]:
    """The sort of furniture each sentence is.

    An appeal colours the sentences before it in its paragraph as far back as they lead up to it.
    """
    sorts: list[Sort | None] = [sort_of_sentence(sentence.of(text)) for sentence in sentences]
    for at in range(len(sorts) - 1, 0, -1):
        sort = sorts[at]
        if sort in _SPREADING and sorts[at - 1] is None and leads_to_appeal(sentences[at - 1].of(text)):
            sorts[at - 1] = sort
    return sorts
