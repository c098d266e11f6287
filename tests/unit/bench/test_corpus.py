from __future__ import annotations

import re

import pytest

from recount.bench.corpus import WAR_SHARE, Article, articles


@pytest.fixture(scope="module")
def corpus() -> tuple[Article, ...]:
    return articles(12)


def test_the_same_seed_makes_the_same_articles(corpus: tuple[Article, ...]) -> None:
    assert articles(12) == corpus
    assert articles(12, seed=2) != corpus
    assert len({article.text for article in corpus}) == 12


def test_articles_are_of_a_newspaper_s_length(corpus: tuple[Article, ...]) -> None:
    assert all(450 <= len(article.text.split()) <= 550 for article in corpus)


def test_the_stated_share_is_news_of_war(corpus: tuple[Article, ...]) -> None:
    assert sum(article.topic == "war" for article in corpus) == len(corpus) * WAR_SHARE


def test_sentences_of_sample_reports_stand_in_news_of_war_alone(corpus: tuple[Article, ...]) -> None:
    sampled = re.compile("Ukrain|Russia|Moscow|Kyiv")
    assert {article.topic for article in corpus if sampled.search(article.text)} == {"war"}


def test_every_slot_is_filled(corpus: tuple[Article, ...]) -> None:
    assert [article.title for article in corpus if "{" in article.title + article.text] == []
