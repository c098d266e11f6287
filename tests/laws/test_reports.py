"""Laws of reading: passages cover the text in order without overlap, and no text or bytes make reading fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.model import Reading, Refusal, Rejected
from recount.reports import Limits, body, read_reports, read_text
from recount.reports.pages import read_page
from recount.reports.reading import Details
from recount.reports.refusal import Refused

BITS = (
    "VELL (AP) — ", "Two died. ", "“Two died,” he said. ", '"', "“", "”", "``", "''", "\n", "\n\n", " ", "\u2028",
    "\u00a0", "Leave a Reply", "Sign our petition here. ", "we ", "(AP Photo/Jane Doe) ", "By Jane Doe", "U.S. ",
    "Gen. ", "...", "¿", "7 April 2022", "Read more: ",
)  # fmt: skip
TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<br>", "<a href='x'>", "</a>", "<h1>",
    "</h1>", "<nav>", "</nav>", "<!--", "-->", "<script>", "</script>", "<blockquote>", "</html>", "<", ">",
    "&amp;", "&#0;", "<ul>", "<li>", "<form>", "<svg>", "<title>",
)  # fmt: skip
texts = st.one_of(st.text(), st.lists(st.sampled_from(BITS), max_size=30).map("".join))
pages = st.lists(st.sampled_from(BITS + TAGS), max_size=40).map("".join)


def assert_covers(reading: Reading) -> None:
    """The passages stand in order, do not overlap, and leave only white space out."""
    text = reading.report.text
    at = 0
    paragraph = 0
    for passage in reading.passages:
        assert at <= passage.span.start < passage.span.end <= len(text)
        assert not text[at : passage.span.start].strip()
        assert passage.paragraph >= paragraph
        assert (passage.sort is None) or passage.kind == "furniture"
        at, paragraph = passage.span.end, passage.paragraph
    assert not text[at:].strip()


def read_or_refused(page: str, whole: bool) -> Reading | Refusal:
    try:
        return read_page(page, Details(), Limits(), "", whole=whole)
    except Refused as refused:
        return refused.reason


@given(texts)
def test_passages_cover_any_text_and_leave_it_as_it_is(text: str) -> None:
    reading = read_text(text)
    assert reading.report.text == text
    assert_covers(reading)


@given(texts, st.one_of(st.none(), texts))
def test_a_title_changes_no_offset(text: str, title: str | None) -> None:
    assert_covers(read_text(text, title=title))


@given(st.text(st.characters(categories=["Cs", "L", "Zs"]), max_size=40))
def test_lone_surrogates_are_read_as_what_stands_for_them(line: str) -> None:
    text = f"Two dead {line} in Vell\n\nTwo people died there."
    mended = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    assert read_text(text, title=line).report.text == mended
    assert read_text(text).report.text == mended


@given(texts)
def test_the_body_adds_no_word(text: str) -> None:
    assert set(body(read_text(text)).split()) <= set(text.split())


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(pages, st.booleans())
def test_passages_cover_any_page(page: str, whole: bool) -> None:
    found = read_or_refused(page, whole)
    if isinstance(found, Reading):
        assert_covers(found)
    else:
        assert found == "no_text"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.xml", "a.jsonl", "a.gz", "a"])
@given(data=st.one_of(st.binary(max_size=200), texts.map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_read_or_rejected(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for found in read_reports([str(path)]):
        if isinstance(found, Rejected):
            assert found.where.startswith(str(path))
            assert found.detail
        else:
            assert_covers(found)
