"""Plain text to blocks: which paragraph is the headline, a caption, furniture, or part of the report."""

from __future__ import annotations

import re

from recount.language.paragraphs import paragraphs
from recount.language.sentences import split
from recount.model import Sort, Span
from recount.reports.blocks import Block
from recount.reports.captions import caption_end, is_byline
from recount.reports.furniture import sort_of_line, sort_of_sentence
from recount.reports.masthead import Masthead, read_masthead

_LONGEST_HEADLINE = 160
_HEADLINE_WORDS = range(3, 26)
_MARKS = re.compile(r"[\W_]+")


def label_text(text: str, title: str | None) -> list[Block]:
    """The paragraphs of a text with the part each plays.

    The headline is the paragraph equal to `title`, or else a short first line without a full stop before more text.

    >>> text = "Shelling kills 12 in port city\\n\\nTwelve people died on Monday.\\n\\nLeave a Reply"
    >>> [(block.part, block.sort) for block in label_text(text, None)]
    [('headline', None), ('body', None), ('furniture', 'comment_form')]
    """
    spans = paragraphs(text)
    headline = _headline(text, spans, title)
    signed = masthead_of(text, title).lines
    blocks: list[Block] = []
    for span in spans:
        blocks += [Block(span, "furniture", "credit")] if span in signed else _blocks(text, span, span == headline)
    return blocks


def headline_of(text: str) -> str | None:
    """The headline that opens a text, if one does.

    >>> headline_of("Shelling kills 12 in port city\\n\\nTwelve people died on Monday.")
    'Shelling kills 12 in port city'
    """
    span = _headline(text, paragraphs(text), None)
    return None if span is None else span.of(text)


def masthead_of(text: str, title: str | None) -> Masthead:
    """What the lines after the headline say of who published the text, and when; empty where there is no headline."""
    spans = paragraphs(text)
    headline = _headline(text, spans, title)
    return Masthead() if headline is None else read_masthead(text, spans[spans.index(headline) + 1 :])


def same_words(left: str, right: str) -> bool:
    """Whether two lines are the same but for case, marks and white space.

    >>> same_words("Two dead, 5 hurt", "TWO DEAD; 5 HURT ")
    True
    """
    return words_alone(left) == words_alone(right)


def shared_words(line: str, other: str) -> float:
    """The share of a line's distinct words that another line has too.

    >>> shared_words("Two dead in raid", "Raid leaves two dead")
    0.75
    """
    words = set(words_alone(line).split())
    return len(words & set(words_alone(other).split())) / max(1, len(words))


def words_alone(line: str) -> str:
    """The words of a line without case, marks and white space, by which lines are compared.

    >>> words_alone("Two dead, 5 HURT ")
    'two dead 5 hurt'
    """
    return _MARKS.sub(" ", line).strip().casefold()


def _headline(text: str, spans: list[Span], title: str | None) -> Span | None:
    """The paragraph that is the headline, if any."""
    if title and title.strip():
        for span in spans[:5]:
            if same_words(span.of(text), title):
                return span
    if len(spans) > 1 and _looks_like_headline(spans[0].of(text), title):
        return spans[0]
    return None


def _looks_like_headline(line: str, title: str | None) -> bool:
    """Whether a first line is short, one unended sentence, nothing else we know, and about what the title is."""
    if len(line) > _LONGEST_HEADLINE or len(line.split()) not in _HEADLINE_WORDS or "\n" in line:
        return False
    if line.rstrip("\"'”’)").endswith((".", "!", "…", ":", ";", ",")) or len(split(line)) > 1:
        return False
    if furniture_line(line) or sort_of_sentence(line) or caption_end(line, Span(0, len(line))):
        return False
    return not title or shared_words(line, title) >= 0.5


def _blocks(text: str, span: Span, headline: bool) -> list[Block]:
    """One paragraph as one block, or as a caption and the rest."""
    if headline:
        return [Block(span, "headline")]
    sort = furniture_line(span.of(text))
    if sort is not None:
        return [Block(span, "furniture", sort)]
    end = caption_end(text, span)
    if end == span.start:
        return [Block(span, "body")]
    rest = text[end : span.end]
    if not rest.strip(" .)\n\t"):
        return [Block(span, "caption")]
    return [
        Block(Span(span.start, end), "caption"),
        Block(Span(end + len(rest) - len(rest.lstrip()), span.end), "body"),
    ]


def furniture_line(text: str) -> Sort | None:
    """The sort of furniture a whole paragraph is by itself: a known line, or a byline.

    >>> furniture_line("By Jane Doe, Staff Writer")
    'credit'
    """
    return "credit" if is_byline(text) else sort_of_line(text)
