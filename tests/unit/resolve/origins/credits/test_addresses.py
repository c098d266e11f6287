"""One article under many addresses and titles is one; two articles stay two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.resolve.origins.credits.addresses import address_key, same_address, title_key, titles_alike

STORY = "https://www.example.com/world/2024/05/ten-dead-in-port"


@pytest.mark.parametrize(
    "other",
    [
        "http://example.com/world/2024/05/ten-dead-in-port",
        "https://m.example.com/world/2024/05/ten-dead-in-port/",
        "https://amp.example.com/world/2024/05/ten-dead-in-port",
        "https://EXAMPLE.com:443/world/2024/05/ten-dead-in-port",
        "https://www.example.com/world/2024/05/ten-dead-in-port/amp/",
        "https://www.example.com/world/2024/05/ten-dead-in-port.amp",
        "https://www.example.com/amp/world/2024/05/ten-dead-in-port",
        "https://www.example.com/world/2024/05/ten-dead-in-port/print",
        "https://www.example.com/world/2024/05/ten-dead-in-port/index.html",
        "https://www.example.com//world/2024/./05/../05/ten-dead-in-port",
        "https://www.example.com/world/2024/05/ten%2Ddead-in-port#comments",
        f"{STORY}?utm_source=feed&utm_medium=rss",
        f"{STORY}?fbclid=IwAR0&ref=home",
        f"{STORY}?amp=1&outputType=amp",
        f" {STORY} ",
    ],
)
def test_one_article_under_two_addresses_is_one(other: str) -> None:
    assert same_address(STORY, other)
    assert same_address(other, STORY)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://example.com/story?id=1", "https://example.com/story?id=2"),
        ("https://example.com/story?cid=1", "https://example.com/story?cid=2"),
        ("https://example.com/modules.php?name=News&sid=1", "https://example.com/modules.php?name=News&sid=2"),
        ("https://example.com/a", "https://example.org/a"),
        ("https://sport.example.com/a", "https://news.example.com/a"),
        ("https://example.com/a", "https://example.com/a/page/2"),
        ("https://example.com/a", "https://example.com:8080/a"),
        ("https://example.com/", "https://www.example.com"),
        ("https://example.com/index.php?utm_source=x", "https://example.com/"),
        ("", ""),
        (None, None),
        ("reports/a.html", "reports/a.html"),
        ("https://example.com:port/a", "https://example.com:port/a"),
    ],
)
def test_what_is_no_sign_of_one_article_is_none(left: str | None, right: str | None) -> None:
    assert not same_address(left, right)


def test_parameters_that_name_the_article_count_in_any_order() -> None:
    assert address_key("https://example.com/s?b=2&a=1&utm_id=9") == address_key("https://example.com/s?a=1&b=2")


@given(st.text(max_size=60))
def test_any_words_have_a_key_or_none(words: str) -> None:
    for url in (words, f"https://{words}", f"https://example.com/{words}"):
        key = address_key(url)
        assert key is None or address_key(f"https://{key}") == key


@pytest.mark.parametrize(
    "other",
    [
        "Ten dead as shells hit Rivertons port",
        "TEN DEAD AS SHELLS HIT RIVERTON'S PORT",
        "Ten dead as shells hit Riverton&#39;s port",
        "Ten dead as shells hit Riverton\x92s port",
        "Ten dead as shells hit Riverton\x95_s port",
        "Ten dead as shells hit Riverton’s port | Jordan Times",
        "Ten dead as shells hit Riverton’s port - Daily Sabah",
        "Ten dead as shells hit Riverton’s port – Reuters",
        "Ten dead as shells hit Riverton’s port | World News | Harbour Gazette",
        "UPDATE 2: Ten dead as shells hit Riverton’s port",
        "“Ten dead” as shells hit Riverton’s port",
    ],
)
def test_one_title_in_many_spellings_is_one(other: str) -> None:
    title = "Ten dead as shells hit Riverton’s port"
    assert title_key(other) == title_key(title)
    assert titles_alike(title, other) == 1.0


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("War in the north - what we know - and what comes next", "war in the north what we know and what comes next"),
        ("Ukraine war | Ten Dead in Riverton", "ukraine war ten dead in riverton"),
        ("Ten dead in the port - Harbour Gazette", "ten dead in the port harbour gazette"),
        (None, ""),
        ("Reuters", "reuters"),
    ],
)
def test_what_is_not_an_outlet_stays_in_the_title(title: str | None, key: str) -> None:
    assert title_key(title) == key


def test_the_publisher_s_own_name_leaves_the_title() -> None:
    assert title_key("Ten dead in the port - Harbour Gazette", "The Harbour Gazette") == "ten dead in the port"


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share_and_the_same_both_ways(left: str, right: str) -> None:
    assert 0.0 <= titles_alike(left, right) == titles_alike(right, left) <= 1.0


@pytest.mark.parametrize(
    ("left", "right", "least", "most"),
    [
        ("Ten dead as shells hit Riverton port", "Shells hit Riverton port, ten dead", 0.6, 0.95),
        ("Ten dead as shells hit Riverton port", "At least 12 dead as shells hit Riverton port", 0.6, 0.95),
        ("Ten dead as shells hit Riverton port", "Talks to end the war resume in the capital", 0.0, 0.1),
        ("Ten dead as shells hit Riverton port", None, 0.0, 0.0),
    ],
)
def test_titles_that_share_words_are_alike_by_so_much(left: str, right: str | None, least: float, most: float) -> None:
    assert least <= titles_alike(left, right) <= most
