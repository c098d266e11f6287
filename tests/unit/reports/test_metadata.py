"""What a page says of itself, and what it must not be taken to say."""

from __future__ import annotations

from datetime import date

import pytest

from recount.reports.dom import parsed, pieces
from recount.reports.metadata import described
from recount.reports.reading import Details


def said(page: str, url: str | None = None) -> Details:
    root = parsed(page)
    return described(root, pieces(root), url)


LD = '<script type="application/ld+json">%s</script>'
META = '<meta property="article:published_time" content="2022-04-06T08:00:00Z">'


@pytest.mark.parametrize(
    ("page", "on", "where"),
    [
        (LD % '{"@type": "NewsArticle", "datePublished": "2022-04-07"}' + META, date(2022, 4, 7), "jsonld"),
        (LD % '{"@graph": [{"@type": "Article", "datePublished": "2022-04-07"}]}', date(2022, 4, 7), "jsonld"),
        (LD % '{"@type": "Article", "datePublished": "2022-04-07", broken', date(2022, 4, 7), "jsonld"),
        (LD % '{"@type": "NewsArticle", "dateModified": "2022-04-09"}' + META, date(2022, 4, 6), "meta"),
        ('<p><time itemprop="datePublished" datetime="2022-04-07">today</time>', date(2022, 4, 7), "meta"),
        ("<h1>Raid</h1><p>7 April 2022</p><p>Two died.</p>", date(2022, 4, 7), "text"),
        ("<h1>Raid</h1><p>Updated 7 April 2022</p><p>Two died.</p>", None, None),
        ('<h1>Raid</h1><meta property="article:modified_time" content="2022-04-09"><p>Two died.</p>', None, None),
        (
            "<h1>Raid</h1><p>Two died on 7 April 2022 when a shell hit, the mayor of Vell told reporters there.</p>",
            None,
            None,
        ),
        ("<h1>Raid</h1><p>Two died.</p>" * 9 + "<p>7 April 2022</p>", None, None),
    ],
)
def test_a_date_is_found_where_it_is_written_or_not_at_all(page: str, on: date | None, where: str | None) -> None:
    details = said(page)
    assert (details.published_on, details.published_from) == (on, where)


def test_the_address_may_date_a_page() -> None:
    details = said("<h1>Raid</h1><p>Two died.", "https://example.org/2022/04/07/raid")
    assert (details.published_on, details.published_from) == (date(2022, 4, 7), "url")


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (LD % '{"@type": "NewsArticle", "headline": "Two dead in raid"}', "Two dead in raid"),
        (
            '<meta property="og:title" content="Two dead | The Post"><meta property="og:site_name" content="The Post">',
            "Two dead",
        ),
        (
            LD % '{"@type": "NewsArticle", "headline": "Raid"}'
            + '<meta property="og:title" content="Two dead"><h1>Two dead</h1>',
            "Two dead",
        ),
        ("<title>Two dead in raid - The Post</title><h1>Two dead in raid</h1>", "Two dead in raid"),
        ("<title>The Post | Update 14</title><h1>Update 14: two dead</h1>", "Update 14: two dead"),
        ("<title>Two dead - or more - in raid</title>", "Two dead - or more - in raid"),
        (LD % '{"@type": "Organization", "name": "The Post"}' + "<h1>Two dead</h1>", "Two dead"),
        (LD % '{"@type": "NewsArticle", "headline": "Vell &amp; Tarn"}', "Vell & Tarn"),
        ("<p>Two died.", None),
    ],
)
def test_the_title_is_the_headline_without_the_site(page: str, title: str | None) -> None:
    assert said(page).title == title


def test_publisher_authors_and_language() -> None:
    page = '<html lang="en-GB">' + LD % (
        '{"@type": ["NewsArticle"], "publisher": {"name": "The Post"}, "author": [{"name": "Jane Doe"}, "John Roe"]}'
    )
    details = said(page)
    assert (details.publisher, details.byline, details.language) == ("The Post", "Jane Doe, John Roe", "en")


def test_the_window_title_names_the_publisher_beside_the_headline() -> None:
    assert said("<title>Two dead in raid | The Post</title><h1>Two dead in raid</h1>").publisher == "The Post"


@pytest.mark.parametrize(
    "script", ["null", "[]", "3", '"x"', "{", "[" * 5000, '{"@graph": {"@graph": [[[[[[[{}]]]]]]]}}', ""]
)
def test_odd_json_ld_is_passed_over(script: str) -> None:
    assert said(LD % script + "<h1>Two dead</h1>").title == "Two dead"
