"""A page's pieces to those that are the report's own text.

Two extractors give their opinion, trafilatura at its most careful and resiliparse, which is generous; a logistic model
weighs them with tags, links and neighbours, block by block. Whole-page extractors lose or add text in either direction:
on pages never seen in fitting this choice is right more often than either, and than the better of the two by rule.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from resiliparse.extract.html2text import extract_plain_text
from trafilatura.settings import MANUALLY_CLEANED

from recount.reports.dom import Piece
from recount.reports.features import scores
from recount.reports.furniture import sort_of_line

# It reports an empty page as an error; here that is an answer like any other.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


# What trafilatura throws away first, but for what it looks at before that: a form by its text, tables in a figure, TeX.
_THROWN_AWAY = tuple(sorted({*MANUALLY_CLEANED} - {"form", "figure", "math"}))
_LEAVES = frozenset({"area", "embed", "input", "link", "param", "script", "source", "style", "track"})
_NESTING = tuple(tag for tag in _THROWN_AWAY if tag not in _LEAVES)
_LOOKED_AT = ("DiscussionForumPosting", "infinite-scroll", "infinitescroll")


def own_pieces(root: lxml_html.HtmlElement, html: str, pieces: Sequence[Piece]) -> list[bool]:
    """For each piece of a page whether it belongs to the report itself; nothing is fetched.

    Where nothing seems to, every piece outside menus, forms and asides does. The tree is thinned by it.

    >>> from recount.reports.dom import parsed, pieces
    >>> page = "<nav><a href='/'>Home</a></nav><p>Two people died in the town on Monday, the mayor said.</p>"
    >>> root = parsed(page)
    >>> own_pieces(root, page, pieces(root))
    [False, True]
    """
    _thin(root, html)
    precise = trafilatura.extract(root, favor_precision=True, fast=True, include_comments=False) or ""
    broad = extract_plain_text(html, main_content=True, preserve_formatting=True, alt_texts=False, list_bullets=False)
    own: list[bool] = (scores(pieces, precise, broad) > 0).tolist()
    if any(own):
        return own
    return [piece.zone == "none" and piece.tag != "h1" and sort_of_line(piece.text) is None for piece in pieces]


def _thin(root: lxml_html.HtmlElement, html: str) -> None:
    """Take out of a tree what trafilatura would, before it copies and searches the whole four times.

    Of elements inside others of their name it keeps some, so those are left to it; and so is a page of which it looks
    at what it then throws away.
    """
    if any(word in html for word in _LOOKED_AT) or any(
        figure.find(".//table") is not None for figure in root.iter("figure")
    ):
        return
    nested = {one.tag for one in root.iter(*_NESTING) if next(one.iterancestors(one.tag), None) is not None}
    etree.strip_elements(root, *(tag for tag in _THROWN_AWAY if tag not in nested), with_tail=False)
