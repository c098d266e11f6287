"""The shape of a measurement and its arithmetic; how long anything takes is no concern of a test."""

from __future__ import annotations

import pytest
from rich.console import Console

from recount.bench import speed
from recount.bench.corpus import Article, articles
from recount.bench.speed import Contest, Lap, Spread, expected, laps, summed
from recount.bench.speed_table import speed_table
from recount.errors import LanguageModelError


@pytest.fixture(scope="module")
def corpus() -> tuple[Article, ...]:
    return articles(4)


def rounds(contest: Contest, *values: float) -> list[Lap]:
    return [Lap(contest, number, value, f"the {contest}") for number, value in enumerate(values)]


def measured(*more: Lap) -> list[Lap]:
    return [
        *rounds("model", 99.0, 2.0, 4.0, 8.0),
        *rounds("general", 99.0, 1.0, 1.0, 2.0),
        *rounds("war", 99.0, 1.0, 3.0, 2.0),
        *rounds("rules", 99.0, 0.5, 1.0, 1.0),
        *rounds("where", 99.0, 0.2, 0.4, 1.6),
        *rounds("load", 99.0, 0.25, 0.5, 0.75),
        Lap("peak", 3, 3 * 2**20),
        *more,
    ]


def test_the_first_round_is_not_counted(corpus: tuple[Article, ...]) -> None:
    found = summed(corpus, measured())
    assert found.rounds == 3
    assert found.load_s == Spread(0.5, 0.25, 0.75)
    assert found.sentences_per_s.median == pytest.approx(found.sentences / 4, rel=0.01)


def test_a_ratio_is_taken_within_a_round(corpus: tuple[Article, ...]) -> None:
    found = summed(corpus, measured(*rounds("spacy", 1.0, 4.0, 4.0, 2.0)))
    assert found.ratio == Spread(1.0, 0.25, 2.0)
    assert found.spacy == "the spacy"


def test_without_spacy_only_the_model_is_measured(corpus: tuple[Article, ...]) -> None:
    found = summed(corpus, measured())
    assert (found.spacy, found.spacy_sentences_per_s, found.ratio) == (None, None, None)
    assert shown(found).count("not installed") == 1


def test_articles_are_counted_in_words(corpus: tuple[Article, ...]) -> None:
    found = summed(corpus, measured())
    general = sum(len(article.text.split()) for article in corpus if article.topic == "general")
    assert found.general_articles_per_s.median == pytest.approx(general / 500, rel=0.01)
    assert found.articles_per_s.low == pytest.approx(found.words / 500 / 4, rel=0.01)
    assert found.peak_mib == 3.0


def test_rules_are_set_beside_the_model_for_as_many_words(corpus: tuple[Article, ...]) -> None:
    found = summed(corpus, measured())
    war = sum(len(article.text.split()) for article in corpus if article.topic == "war")
    assert found.rules_ms.low == pytest.approx(500 * 500 / war, rel=0.01)
    assert found.rules_ratio.median == pytest.approx(0.25 * found.words / war, rel=0.01)


def test_places_and_times_are_set_beside_the_model(corpus: tuple[Article, ...]) -> None:
    found = summed(corpus, measured())
    assert found.where_ratio == Spread(0.1, 0.1, 0.2)
    assert found.where_ms.median == pytest.approx(400 * 500 / found.words, rel=0.01)


def test_the_table_names_every_measurement(corpus: tuple[Article, ...]) -> None:
    table = shown(summed(corpus, measured(*rounds("spacy", 1.0, 4.0, 4.0, 2.0))))
    for row in (
        "second: model",
        "second: spaCy",
        "model / spaCy",
        "general news",
        "news of war",
        "25% of war",
        "rules / model",
        "places and times / model",
    ):
        assert row in table
    assert "not installed" not in table


def shown(found: speed.Speed) -> str:
    console = Console(width=120)
    with console.capture() as capture:
        console.print(speed_table(found))
    return capture.get()


def test_laps_are_run_in_processes_of_their_own(corpus: tuple[Article, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "_rivalled", lambda: False)
    found = list(laps(corpus, rounds=1, name="stub_backend:StubBackend"))
    assert [lap.contest for lap in found] == ["load", "model", "general", "war", "rules", "where"] * 2 + ["peak"]
    assert len(found) == expected(1)
    assert {lap.who for lap in found if lap.contest in {"load", "model"}} == {"stub 1 sha256:0"}
    assert summed(corpus, found).rounds == 1


def test_a_backend_that_is_not_there_stops_the_measurement(
    corpus: tuple[Article, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "_rivalled", lambda: False)
    with pytest.raises(LanguageModelError, match="No module named 'nowhere'"):
        next(laps(corpus, name="nowhere:nothing"))
