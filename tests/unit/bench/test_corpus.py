from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest

from recount.bench.corpus import Article, Feed, article, page, write
from recount.bench.corpus.furniture import outlets
from recount.bench.corpus.templates import templates
from recount.model import Reading
from recount.reports import read_html
from recount.reports.reading import body


@pytest.fixture(scope="module")
def general() -> tuple[Article, ...]:
    return tuple(article("general", number) for number in range(400))


def test_the_same_seed_makes_the_same_articles() -> None:
    assert [article("war", number) for number in range(3)] == [article("war", number) for number in range(3)]
    assert article("war", 0) != article("war", 0, seed=2) != article("general", 0, seed=2)


def test_lengths_are_those_of_news(general: tuple[Article, ...]) -> None:
    lengths = sorted(len(one.text.split()) for one in general)
    assert lengths[0] >= 40  # what is printed again may be cut
    assert lengths[-1] <= 2050
    assert 430 <= lengths[len(lengths) // 2] <= 530


def test_desks_write_their_shares(general: tuple[Article, ...]) -> None:
    desks = Counter(one.desk for one in general)
    for desk, share in templates().feeds["general"].items():
        assert desks[desk] / len(general) == pytest.approx(share, abs=0.05)
    assert {article("war", number).desk for number in range(20)} == {"war"}


def test_the_shares_of_a_feed_are_all_of_it() -> None:
    assert [sum(desks.values()) for desks in templates().feeds.values()] == pytest.approx([1.0, 1.0])


def test_a_fifth_prints_a_recent_one_again() -> None:
    told = [article("general", number) for number in range(400, 700)]
    again = [one for one in told if one.again]
    assert 0.12 <= len(again) / len(told) <= 0.28
    written = {article("general", number).paragraphs[0] for number in range(100, 700)}
    assert all(one.paragraphs[0] in written for one in again[:5])


@pytest.mark.parametrize("feed", ["general", "war"])
def test_every_slot_is_filled(feed: Feed) -> None:
    told = [article(feed, number) for number in range(60)]
    assert [one.title for one in told if re.search("[{}]|,[,.]", " ".join((one.title, one.byline, one.text)))] == []


@pytest.mark.parametrize("number", range(6))
def test_the_text_of_a_page_is_found_among_its_furniture(number: int) -> None:
    read = read_html(page("war", number))
    assert isinstance(read, Reading)
    assert read.report.title == article("war", number).title
    found, told = Counter(body(read).split()), Counter(article("war", number).text.split())
    assert (found & told).total() == told.total()
    assert found.total() <= 1.1 * told.total() + 15


def test_pages_are_as_large_as_those_of_news_sites() -> None:
    sizes = [len(page("general", number)) for number in range(12)]
    assert min(sizes) >= 60_000
    assert max(sizes) <= 140_000
    assert {outlet.make for outlet in outlets()} == {"elements", "classes", "state"}


def test_pages_are_written_to_folders_of_a_thousand(tmp_path: Path) -> None:
    [last, first] = write(tmp_path, "war", 2, first=999)
    assert (last.parent.name, first.parent.name) == ("00000", "00001")
    assert last.read_text(encoding="utf-8") == page("war", 999)
    [packed] = write(tmp_path / "packed", "war", 1, packed=True)
    assert gzip.decompress(packed.read_bytes()).decode() == page("war", 0)
