"""A page's HTML to its pieces: the visible text block by block, in document order, with the tags it stands under.

The walk is our own because extractors move and drop text, and a report's text must hold still under its spans.
"""

from __future__ import annotations

import re
from typing import Literal

from lxml import etree
from lxml import html as lxml_html
from msgspec import Struct

from recount.reports.refusal import Refused

Zone = Literal["menu", "form", "aside", "caption", "none"]

_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe", "object", "embed",
    "applet", "canvas", "audio", "video", "map", "select", "option", "datalist", "textarea", "input", "dialog",
    "source", "track",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "rt", "rp", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "amp-img", "amp-link", "meta", "link",
})  # fmt: skip
_ZONES: dict[str, Zone] = {
    "nav": "menu",
    "footer": "menu",
    "menu": "menu",
    "form": "form",
    "button": "form",
    "aside": "aside",
    "figcaption": "caption",
}
_ROLES: dict[str, Zone] = {
    "navigation": "menu",
    "contentinfo": "menu",
    "banner": "menu",
    "complementary": "aside",
    "search": "form",
}
# Cells of a row are one block, unless they hold running text, as in pages laid out by tables.
_CELLS = frozenset({"td", "th"})
_LONGEST_CELL = 60
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ZERO_WIDTH = re.compile(r"[\u200b\u2060\ufeff]")
_NEAREST = 4


class Piece(Struct, frozen=True):
    """One block of visible text.

    `tag` is the innermost block tag and `zone` what the tags round it say; `linked` is the share of the text that is
    links; `parent` numbers the element that the block stands in; `marks` holds the nearest class names and ids.
    """

    text: str
    tag: str
    zone: Zone
    linked: float
    parent: int
    marks: str


def parsed(html: str) -> lxml_html.HtmlElement:
    """The tree of a page.

    Raises `Refused` ("no_text") where the parser finds nothing in it.
    """
    # Without `huge_tree` whatever nests deeper than 256 is dropped in silence; nesting was looked at before.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True, huge_tree=True
    )
    # What makes an element is chosen in C: lxml's own choice by tag, for forms, costs as much as parsing.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement))
    try:
        root = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError as error:
        raise Refused("no_text", f"the page holds nothing to read ({error})") from error
    # What follows a stray </html> is parsed into trees of its own, beside the first.
    for stray in list(root.itersiblings(tag=etree.Element)):
        root.append(stray)
    return root


def pieces(root: lxml_html.HtmlElement) -> list[Piece]:
    """The visible text of a tree, block by block.

    >>> [(piece.tag, piece.text) for piece in pieces(parsed("<h1>Raid</h1><p>Two <b>died</b>.<p>One<br>fled."))]
    [('h1', 'Raid'), ('p', 'Two died.'), ('p', 'One'), ('p', 'fled.')]
    """
    walk = etree.iterwalk(root, events=("start", "end"))
    gathered, skipped = _Gatherer(), None
    enter, leave, add = gathered.enter, gathered.leave, gathered.add
    for event, element in walk:
        if event == "start":
            if _unseen(element):
                walk.skip_subtree()
                skipped = element
            else:
                enter(element)
        else:
            if element is not skipped:
                leave(element)
            tail = element.tail
            if tail:
                add(tail)
    return gathered.pieces


def _unseen(element: lxml_html.HtmlElement) -> bool:
    """Whether a browser shows nothing of the element."""
    if element.tag in _SKIPPED or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


class _Gatherer:
    """The state of one walk: the open elements, and the text since the last break."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._open: list[tuple[str, Zone, str, int]] = []
        self._entered = 0
        self._words: list[str] = []
        self._linked = 0
        self._links = 0

    def enter(self, element: lxml_html.HtmlElement) -> None:
        tag = str(element.tag)
        if tag not in _INLINE:
            if tag in _CELLS and sum(map(len, self._words)) < _LONGEST_CELL:
                self.add(" ")
            else:
                self._flush()
            above = self._open[-1][1] if self._open else "none"
            zone = _ZONES.get(tag) or _ROLES.get(element.get("role", "")) or "none"
            marks = f"{element.get('class', '')} {element.get('id', '')}".strip()
            self._entered += 1
            self._open.append((tag, above if zone == "none" else zone, marks, self._entered))
        elif tag == "a":
            self._links += 1
        text = element.text
        if text:
            self.add(text)

    def leave(self, element: lxml_html.HtmlElement) -> None:
        tag = str(element.tag)
        if tag == "a":
            self._links -= 1
        elif tag not in _INLINE:
            if tag not in _CELLS or sum(map(len, self._words)) >= _LONGEST_CELL:
                self._flush()
            self._open.pop()

    def add(self, text: str) -> None:
        self._words.append(text)
        if self._links > 0:
            self._linked += len(text)

    def _flush(self) -> None:
        if not self._words:
            return
        raw = "".join(self._words)
        text = "" if raw.isspace() else " ".join((raw if raw.isascii() else _ZERO_WIDTH.sub("", raw)).split())
        if text:
            inner = [layer for layer in self._open if layer[0] != "br"]
            tag, zone, _, _ = inner[-1]
            parent = inner[-2][3] if len(inner) > 1 else 0
            marks = " ".join(layer[2] for layer in inner[-_NEAREST:] if layer[2])
            self.pieces.append(Piece(text, tag, zone, min(1.0, self._linked / len(raw)), parent, marks.lower()))
        self._words = []
        self._linked = 0
