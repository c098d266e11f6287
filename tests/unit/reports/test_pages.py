"""Pages: all that shows is kept, in order, and labelled."""

from __future__ import annotations

from datetime import date

import pytest

from recount.model import Reading
from recount.reports import Limits, body
from recount.reports.pages import read_page
from recount.reports.reading import Details
from recount.reports.refusal import Refused

NEWS = (
    "Twelve people were killed on Monday when shells hit a market in the port city of Vell, the mayor said.",
    "Rescuers were still looking for at least four people who were missing under the roof of the hall.",
    "The army said that it had not fired at the city, and accused the rebels of shelling their own side.",
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Shelling kills 12 | The Post</title>
<script>var hidden = "not shown";</script><style>p {{}}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Shelling kills 12</h1><p>{NEWS[0]}</p>
<figure><img src="a.jpg"><figcaption>A burnt stall in Vell</figcaption></figure>
<p>{NEWS[1]}</p><blockquote>“accused the rebels of shelling”</blockquote><p>{NEWS[2]}</p>
<p style="display:none">Not shown either</p>
<p>If you would like to donate, our fund page is here.</p></article>
<aside><h3>Most read</h3><a href="/x">How to grow leeks</a></aside>
<div id="comments"><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div>
<footer><p>© 2022 The Post</p></footer></body></html>"""


def read(page: str, given: Details | None = None, *, whole: bool = False) -> Reading:
    return read_page(page, given or Details(), Limits(), "", whole=whole)


def words(reading: Reading, kind: str) -> list[str]:
    return [passage.span.of(reading.report.text) for passage in reading.passages if passage.kind == kind]


def test_a_page_is_its_body_with_everything_round_it_labelled() -> None:
    reading = read(PAGE)
    assert tuple(body(reading).split("\n")) == NEWS
    assert words(reading, "headline") == ["Shelling kills 12"]
    assert words(reading, "caption") == ["A burnt stall in Vell"]
    assert words(reading, "furniture") == [
        "Home",
        "World",
        "“accused the rebels of shelling”",
        "If you would like to donate, our fund page is here.",
        "Most read",
        "How to grow leeks",
        "Leave a Reply",
        "Your email address will not be published.",
        "© 2022 The Post",
    ]


def test_what_a_browser_hides_is_not_text() -> None:
    assert "shown" not in read(PAGE).report.text


def test_a_title_that_the_page_does_not_show_comes_first() -> None:
    reading = read(f'<meta property="og:title" content="Raid on Vell"><p>{NEWS[0]}</p>')
    assert reading.report.text == f"Raid on Vell\n\n{NEWS[0]}"
    assert words(reading, "headline") == ["Raid on Vell"]


def test_what_is_given_stands_over_what_the_page_says() -> None:
    given = Details(title="Given", published_on=date(2022, 4, 1), published_from="given")
    page = f'<meta name="date" content="2022-04-07T10:00:00Z"><h1>Said</h1><p>{NEWS[0]}</p>'
    report = read(page, given).report
    assert (report.title, report.published_on, report.published_at, report.published_from) == (
        "Given",
        date(2022, 4, 1),
        None,
        "given",
    )


def test_a_page_of_one_short_paragraph_still_has_a_body() -> None:
    assert body(read("<nav>Home</nav><p>Two died.</p>")) == "Two died."


def test_the_whole_of_an_entry_is_the_report() -> None:
    assert body(read("<p>Two died.</p><p>One fled.</p>", whole=True)) == "Two died.\nOne fled."


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>Two <b>peo</b>ple<!-- x --> died.</p>", ["Two people died."]),
        ("<p>Two died.<br>One fled.</p>", ["Two died.", "One fled."]),
        ("<div>Two died.<p>One fled.</p>Ten hid.</div>", ["Two died.", "One fled.", "Ten hid."]),
        ("<table><tr><td>Vell</td><td>12</td></tr><tr><td>Tarn</td><td>3</td></tr></table>", ["Vell 12", "Tarn 3"]),
        ("<p>Two\u200b died&nbsp;there &amp; then.</p>", ["Two died there & then."]),
        ("<p>Two died.</p></body></html><p>One fled.</p>", ["Two died.", "One fled."]),
        ("<p>Two died.<script>x</script> One fled.</p>", ["Two died. One fled."]),
    ],
)
def test_markup_becomes_lines(markup: str, lines: list[str]) -> None:
    assert read(markup, whole=True).report.text.split("\n\n") == lines


@pytest.mark.parametrize("page", ["<html></html>", "<script>x</script>", "<p> </p>", "<!-- x -->"])
def test_a_page_that_shows_nothing_is_refused(page: str) -> None:
    with pytest.raises(Refused) as refused:
        read(page)
    assert refused.value.reason == "no_text"
