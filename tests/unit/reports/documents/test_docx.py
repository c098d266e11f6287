"""DOCX documents: headings, paragraphs, tables and footnotes, and nothing that an archive or XML can hide."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from packed import outcomes, texts_of, zipped
from recount.model import Reading

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>Strike on Vell</dc:title><dc:creator>Jane Doe</dc:creator>"
    "<dcterms:created>2031-05-04T10:00:00Z</dcterms:created></cp:coreProperties>"
)


def p(*runs: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    made = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{cells}</w:tr>' for cells in made)}</w:tbl>"


def docx(body: str, before: str = "", **parts: str) -> bytes:
    document = f'<?xml version="1.0"?>{before}<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document} | parts)


def test_a_document_is_read_in_order(tmp_path: Path) -> None:
    body = (
        p("Strike on ", "Vell", style="Title")
        + p("Two people ", "died.")
        + table(("District", "Killed"), ("Vell", "2"))
        + "<w:p><w:r><w:t>Five</w:t></w:r><w:del><w:r><w:delText>ten</w:delText></w:r></w:del><w:r><w:tab/></w:r>"
        + "<w:ins><w:r><w:t>fled.</w:t></w:r></w:ins></w:p>"
    )
    notes = f"<w:footnotes {NAMESPACE}><w:footnote>{p('Seen by our staff.')}</w:footnote></w:footnotes>"
    data = docx(body, **{"word/footnotes.xml": notes, "docProps/core.xml": CORE})
    [found] = outcomes(tmp_path, "a.docx", data)
    assert isinstance(found, Reading)
    report = found.report
    assert report.text.split("\n\n") == [
        "Strike on Vell",
        "Two people died.",
        "District\tKilled",
        "Vell\t2",
        "Five\tfled.",
        "Seen by our staff.",
    ]
    assert (report.title, report.byline, report.published_on, report.published_from) == (
        "Strike on Vell",
        "Jane Doe",
        date(2031, 5, 4),
        "meta",
    )
    assert found.passages[0].kind == "headline"


def test_a_document_is_known_by_content_in_archives_too(tmp_path: Path) -> None:
    assert texts_of(outcomes(tmp_path, "a", zipped({"x.bin": docx(p("Two died."))}))) == ["Two died."]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(p("&b;"), before=BOMB), "unreadable"),
        (docx(p("&x;"), before='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "unreadable"),
        (docx("<w:p>" * 500), "unreadable"),
        (docx(p(" ")), "no_text"),
        (docx(p("Two died."), **{"docProps/core.xml": "<a" + " " * 20_000_000 + "/>"}), "bomb"),
        (zipped({"word/document.xml": "no xml"}), "unreadable"),
    ],
)
def test_what_is_not_honest_is_rejected(tmp_path: Path, data: bytes, reason: str) -> None:
    assert texts_of(outcomes(tmp_path, "a.docx", data)) == [f"<{reason}>"]
