"""A page's pieces to those that are the report's own text, by aligning them with what extractors take for it."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

import trafilatura
from lxml import html as lxml_html
from resiliparse.extract.html2text import extract_plain_text

from recount.reports.dom import Piece

_WORD = re.compile(r"\w+")
_GRAM = 4


def main_text(root: lxml_html.HtmlElement, html: str) -> str:
    """What extractors take for a page's main text.

    trafilatura at its most precise; where it finds under half the words that resiliparse does, resiliparse.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    precise = trafilatura.extract(root, favor_precision=True, include_comments=False) or ""
    broad = extract_plain_text(html, main_content=True, preserve_formatting=True, alt_texts=False, list_bullets=False)
    return broad if 2 * len(precise.split()) < len(broad.split()) else precise


def own_pieces(pieces: Sequence[Piece], text: str) -> list[bool]:
    """For each piece whether it is in the main `text`: half of its runs of four words, or a short piece as a line of its own."""
    words = _WORD.findall(text.lower())
    grams = set(zip(*(words[at:] for at in range(_GRAM)), strict=False))
    lines = {" ".join(_WORD.findall(line.lower())) for line in text.splitlines()}
    return [_inside(_WORD.findall(piece.text.lower()), grams, lines) for piece in pieces]


def _inside(words: list[str], grams: set[tuple[str, ...]], lines: set[str]) -> bool:
    if len(words) < _GRAM:
        return " ".join(words) in lines
    own = list(zip(*(words[at:] for at in range(_GRAM)), strict=False))
    return 2 * sum(gram in grams for gram in own) >= len(own)
