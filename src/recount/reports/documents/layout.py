"""Lines of printed pages to paragraphs: running heads found, columns put in order, words and paragraphs re-joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from statistics import median

from msgspec import Struct, structs

from recount.lexicon.lists import words

_DIGITS = re.compile(r"\d+")
_EDGE_ROWS = 2
_DRIFT = 3.0  # points
_PAGE_NUMBER = re.compile(r"(?:page|p\.?)?\s*[-–—|]?\s*\d{1,4}\s*(?:(?:of|/|\|)\s*\d{1,4})?\s*[-–—|]?", re.IGNORECASE)
_ENDED = (".", "!", "?", ":", ";", ".”", '."', ".’", ".)", "…")
_BULLET = re.compile(r"[•‣◦▪■●·–—*o-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_SOFT = "\u00ad"
_HYPHENS = ("-", "\u2010")
_COLUMN_WORDS = 24  # code points of a line of running text
_COLUMN_LINES = 5
_WIDE_LEADING = 1.45
_TALLER = 1.3


class Line(Struct, frozen=True):
    """Words printed in one line, and the box around them in points from the lower left corner of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """How tall it is, in points."""
        return self.top - self.bottom


class Paragraph(Struct, frozen=True):
    """A paragraph: its words, its first page (from 0), where later pages begin in it, and its height in print."""

    text: str
    page: int
    turns: tuple[tuple[int, int], ...] = ()
    height: float = 0.0


def running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """The lines at the edges of pages that repeat from page to page at one height, digits aside: heads and feet.

    >>> pages = [[Line(f"Report No. 4 | {n}", 50, 200, 800, 810), Line(f"Words {w}", 50, 200, 400, 410)]
    ...          for n, w in ((1, "one."), (2, "two."), (3, "three."))]
    >>> sorted(running(pages))
    ['Report No. # | #']
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({(_shape(line.text), round(line.top / _DRIFT)) for line in _edges(page, _EDGE_ROWS)})
    enough = max(2, len(pages) / 2)
    return frozenset(shape for (shape, _), times in seen.items() if times >= enough)


def repeated(page: Sequence[Line], shapes: frozenset[str]) -> frozenset[Line]:
    """The lines of a page that are running heads or feet, and a page number that stands alone at its edge."""
    heads = {line for line in _edges(page, _EDGE_ROWS) if _shape(line.text) in shapes}
    for line in _edges(page, 1):
        alone = not any(other is not line and _level(other, line) for other in page)
        if alone and is_page_number(line.text):
            heads.add(line)
    return frozenset(heads)


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but the number of its page.

    >>> is_page_number("Page 3 of 12"), is_page_number("- 3 -"), is_page_number("3 dead")
    (True, True, False)
    """
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """A page's lines in the order they are read in: where text runs in two columns, one column after the other.

    A table has two sides as well, but its cells are short.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return list(lines)
    ordered: list[Line] = []
    pending: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.top):
        if line.left < gutter < line.right:
            ordered += _sides(pending, gutter)
            pending = []
            ordered.append(line)
        else:
            pending.append(line)
    return ordered + list(_sides(pending, gutter))


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """The paragraphs of pages whose lines are in reading order, joined over line and page ends.

    >>> page = [Line("Two people were kil-", 50, 300, 700, 710), Line("led in Vell.", 50, 120, 688, 698)]
    >>> paragraphs_of([page])[0].text
    'Two people were killed in Vell.'
    """
    lines = [(number, line) for number, page in enumerate(pages) for line in page]
    width = max((line.right - line.left for _, line in lines), default=0.0)
    hyphenated = frozenset(re.findall(r"\w+-\w+", " ".join(line.text for _, line in lines).lower()))
    leading = _leading(lines)
    found: list[Paragraph] = []
    last: Line | None = None
    last_page = 0
    for page, line in lines:
        begins = last is None or _begins(last, line, page != last_page, leading, width)
        if begins:
            found.append(Paragraph(line.text.strip(), page, (), line.height))
        else:
            found[-1] = _joined(found[-1], line, page, page != last_page, hyphenated)
        last, last_page = line, page
    return [structs.replace(one, text=one.text.rstrip(_SOFT)) for one in found if one.text]


def _shape(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split()))


def _edges(page: Sequence[Line], rows: int) -> list[Line]:
    """The lines in so many rows at the top and at the bottom of a page."""
    order = sorted(page, key=lambda line: -line.top)
    return _first_rows(order, rows) + _first_rows(order[::-1], rows)


def _first_rows(lines: Sequence[Line], rows: int) -> list[Line]:
    found: list[Line] = []
    for line in lines:
        rows -= not found or not _level(found[-1], line)
        if rows < 0:
            break
        found.append(line)
    return found


def _level(line: Line, other: Line) -> bool:
    """Whether two lines stand beside each other."""
    return abs(line.bottom - other.bottom) < max(line.height, other.height) / 2


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the white between two columns of running text; None where there is none."""
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    middle = (left + right) / 2
    first = [line for line in lines if line.right <= middle + (right - left) / 10 and line.left < middle]
    second = [line for line in lines if line.left >= middle - (right - left) / 10 and line not in first]
    for side in (first, second):
        long = [line for line in side if len(line.text) >= _COLUMN_WORDS]
        if len(long) < _COLUMN_LINES or median(len(line.text) for line in side) < _COLUMN_WORDS:
            return None
    edge, start = max(line.right for line in first), min(line.left for line in second)
    return (edge + start) / 2 if edge < start else None


def _sides(lines: Sequence[Line], gutter: float) -> Iterator[Line]:
    """The left side from top to bottom, then the right one."""
    return chain((line for line in lines if line.left < gutter), (line for line in lines if line.left >= gutter))


def _leading(lines: Sequence[tuple[int, Line]]) -> float:
    """The usual distance from one line to the next below it, in points."""
    steps = [
        upper.top - lower.top
        for (page, upper), (next_page, lower) in pairwise(lines)
        if page == next_page and 0 < upper.top - lower.top < 4 * max(lower.height, 1.0)
    ]
    return median(steps) if steps else 0.0


def _begins(last: Line, line: Line, turned: bool, leading: float, width: float) -> bool:
    """Whether a line begins a paragraph."""
    ended = last.text.rstrip().endswith(_ENDED)
    if "\t" in line.text or "\t" in last.text or _BULLET.match(line.text.lstrip()):
        return True
    if max(last.height, line.height) > _TALLER * max(0.1, min(last.height, line.height)) and _differ(last, line):
        return True
    goes_on = line.text[:1].islower() or last.text.rstrip().endswith((*_HYPHENS, _SOFT))
    if turned or line.top > last.top + last.height:  # the next page or column
        return ended or not goes_on
    step = last.top - line.top
    if step > _WIDE_LEADING * max(leading, line.height):
        return not goes_on or ended
    short = last.right - last.left < 0.75 * width
    return ended and (short or line.left > last.left + line.height)


def _differ(last: Line, line: Line) -> bool:
    """Whether two lines differ in height by their type, not by which letters happen to stand in them."""
    tall = max(last, line, key=lambda one: one.height)
    low = min(last, line, key=lambda one: one.height)
    return tall.height > 1.5 * low.height or (len(low.text) > 15 and len(tall.text) > 15)


def _joined(one: Paragraph, line: Line, page: int, turned: bool, hyphenated: frozenset[str]) -> Paragraph:
    """A paragraph with one more line."""
    head, gap = _head(one.text, line.text, hyphenated)
    text = head + gap + line.text.strip()
    turns = (*one.turns, (page, len(head) + len(gap))) if turned else one.turns
    return Paragraph(text, one.page, turns, one.height)


def _head(text: str, following: str, hyphenated: frozenset[str]) -> tuple[str, str]:
    """A text as it goes before the next line, and what stands between: a word broken at the line end is mended."""
    if text.endswith(_SOFT):
        return text[:-1], ""
    if text.endswith(_HYPHENS) and text[-2:-1].isalpha() and following[:1].islower():
        left = re.split(r"\W", text[:-1])[-1].lower()
        right = re.match(r"\w*", following)
        whole = f"{left}-{right.group().lower() if right else ''}"
        kept = whole in hyphenated or left in words("hyphens", "kept")
        return (text, "") if kept else (text[:-1], "")
    return text, " "
