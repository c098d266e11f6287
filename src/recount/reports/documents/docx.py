"""A DOCX document to a reading: headings, paragraphs, tables row by row, footnotes, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree
from msgspec import structs

from recount.model import Reading, Span
from recount.reports.blocks import Block
from recount.reports.containers.directory import faults
from recount.reports.containers.streams import in_memory
from recount.reports.containers.zips import held_member, opened_zip
from recount.reports.dates import read_stamp
from recount.reports.documents.xml import safely_parsed
from recount.reports.limits import Limits
from recount.reports.plain import furniture_line, same_words
from recount.reports.reading import Details, reading_of
from recount.reports.refusal import Refused

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_BREAK = "\n\n"
_TITLES = frozenset({"title", "heading1"})
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# Words taken out by a reviewer, and drawings, whose words stand in the text a second time.
_PASSED_OVER = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText"})


def read_docx(data: bytes, given: Details, limits: Limits, digest: str) -> Reading:
    """The reading of a DOCX; what is `given` stands over what the file says of itself.

    A table's row is a line with tabs between its cells; footnotes come last. The date is that of the file's making.
    Raises `Refused` ("encrypted", "unreadable", "bomb", "too_large", "no_text").

    Source: ECMA-376 part 1 (WordprocessingML) and part 2 (core properties).
    """
    with opened_zip(in_memory(data), limits) as archive:
        _refuse_faulty(archive, limits)
        names = set(archive.namelist())
        root = safely_parsed(held_member(archive, "word/document.xml", limits), "its text")
        notes = _part(archive, names, "word/footnotes.xml", limits)
        said = _said(_part(archive, names, "docProps/core.xml", limits))
    paragraphs = list(_paragraphs(root)) if root.find(f"{_W}body") is not None else []
    footnotes = [text for _, text in _paragraphs(notes)] if notes is not None else []
    if not paragraphs and not footnotes:
        raise Refused("no_text", "the document has no words: if they stand in pictures, save it as text")
    title = given.title or said.title or next((text for style, text in paragraphs if style in _TITLES), None)
    text, blocks = _laid_out([text for _, text in paragraphs] + footnotes, title)
    known = structs.replace(given, title=title, byline=given.byline or said.byline)
    if given.published_on is None:
        dated = {name: getattr(said, name) for name in ("published_on", "published_at", "published_from")}
        known = structs.replace(known, **dated)
    return reading_of(text, blocks, known, digest)


def _refuse_faulty(archive: ZipFile, limits: Limits) -> None:
    """Raise `Refused` where a part is a bomb or otherwise no honest member of an archive."""
    infos = archive.infolist()
    for info, fault in zip(infos, faults(infos, limits), strict=True):
        if fault is not None and info.filename.endswith((".xml", ".rels")):
            raise Refused(fault[0], f"its part {info.filename[:100]}: {fault[1]}")


def _part(archive: ZipFile, names: set[str], name: str, limits: Limits) -> etree._Element | None:
    return safely_parsed(held_member(archive, name, limits), f"its part {name}") if name in names else None


def _said(core: etree._Element | None) -> Details:
    """What the core properties say: title, author, and the day the file was made."""
    if core is None:
        return Details()
    stamp = read_stamp(core.findtext(f"{_TERMS}created") or "")
    return Details(
        title=" ".join((core.findtext(f"{_DC}title") or "").split()) or None,
        byline=" ".join((core.findtext(f"{_DC}creator") or "").split()) or None,
        published_on=stamp.on if stamp else None,
        published_at=stamp.at if stamp else None,
        published_from="meta" if stamp else None,
    )


def _paragraphs(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The paragraphs that have words, each with the name of its style; a table's row is one."""
    for element in _outermost(root):
        if element.tag == f"{_W}tr":
            cells = (" ".join(_words(cell).split()) for cell in element.iterfind(f"{_W}tc"))
            text, style = "\t".join(cell for cell in cells if cell), ""
        else:
            named = element.find(f"{_W}pPr/{_W}pStyle")
            text, style = _words(element).strip(), "" if named is None else str(named.get(f"{_W}val", "")).lower()
        if text.strip():
            yield style, text


def _outermost(root: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and rows that lie in no other one, in order."""
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if element.tag in (f"{_W}p", f"{_W}tr"):
            yield element
            walker.skip_subtree()


def _words(element: etree._Element) -> str:
    """The words of an element, as they stand after what reviewers took out and put in."""
    parts: list[str] = []
    walker = etree.iterwalk(element, events=("start",))
    for _, inner in walker:
        if inner.tag in _PASSED_OVER or str(inner.tag).endswith("}Fallback"):
            walker.skip_subtree()
        elif inner.tag == f"{_W}t":
            parts.append(inner.text or "")
        elif inner.tag in _SPACES:
            parts.append(_SPACES[inner.tag])
        elif inner.tag == f"{_W}p" and parts:
            parts.append("\n")
    return "".join(parts)


def _laid_out(paragraphs: list[str], title: str | None) -> tuple[str, list[Block]]:
    """The text and its blocks."""
    blocks: list[Block] = []
    at = 0
    for text in paragraphs:
        span = Span(at, at + len(text))
        if title is not None and same_words(text, title) and not any(block.part == "headline" for block in blocks):
            blocks.append(Block(span, "headline"))
        elif (sort := furniture_line(text)) is not None:
            blocks.append(Block(span, "furniture", sort))
        else:
            blocks.append(Block(span, "body"))
        at = span.end + len(_BREAK)
    return _BREAK.join(paragraphs), blocks
