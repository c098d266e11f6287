"""The shape of a measurement and its arithmetic; how long anything takes is no concern of a test."""

from __future__ import annotations

import warnings

import pytest
from rich.console import Console

from recount.bench.corpus import FEEDS, article
from recount.bench.speed import assembled, laps, processes, stages
from recount.bench.speed.laps import SIZES, Lap, Sizes, expected, first_of
from recount.bench.speed.measured import Measured
from recount.bench.speed.stages import STAGES, staged, whole
from recount.bench.speed.summing import Speed, Spread, summed
from recount.bench.speed.table import speed_tables
from recount.errors import LanguageModelError

STUB = "stub_backend:StubBackend"


def rounds(contest: str, feed: str | None, done: int, *values: float) -> list[Lap]:
    return [
        Lap(contest=contest, feed=feed, round=number, measured=Measured(value, done, f"the {contest}"))  # type: ignore[arg-type]
        for number, value in enumerate(values)
    ]


def measured(*more: Lap) -> list[Lap]:
    of_feeds = [
        lap
        for feed in FEEDS
        for lap in (
            *(lap for stage in STAGES for lap in rounds(stage, feed, 10, 99.0, 0.1, 0.2, 0.4)),
            *rounds("whole", feed, 10, 99.0, 1.0, 2.0, 4.0),
        )
    ]
    by_clock = [
        lap
        for count in (1, 2)
        for kind in ("added", "traced")
        for lap in rounds(f"{kind} by {count}", "general", 8, 99.0, 4 / count, 4 / count, 2 / count)
    ]
    return [
        *of_feeds,
        *by_clock,
        *rounds("model", None, 100, 99.0, 2.0, 4.0, 8.0),
        *rounds("where", None, 100, 99.0, 0.2, 0.4, 1.6),
        *rounds("load", None, 1, 99.0, 0.25, 0.5, 0.75),
        Lap(contest="peak", feed=None, round=3, measured=Measured(3 * 2**20)),
        *more,
    ]


def beside() -> list[Lap]:
    return [
        *rounds("spacy", None, 100, 1.0, 4.0, 4.0, 2.0),
        *(lap for feed in FEEDS for lap in rounds("assembled", feed, 10, 1.0, 10.0, 40.0, 80.0)),
        *(lap for feed in FEEDS for lap in rounds("assembled, triage first", feed, 10, 1.0, 0.5, 1.0, 4.0)),
    ]


def shown(found: Speed) -> str:
    console = Console(width=140)
    with console.capture() as capture:
        for table in speed_tables(found):
            console.print(table)
    return capture.get()


def test_the_first_round_is_not_counted() -> None:
    found = summed(measured())
    assert found.rounds == 3
    assert found.load_s == Spread(0.5, 0.25, 0.75)
    assert found.sentences_per_s == Spread(25.0, 12.5, 50.0)
    assert found.feeds[0].whole == Spread(5.0, 2.5, 10.0)
    assert found.peak_mib == 3.0


def test_a_ratio_is_taken_within_a_round() -> None:
    found = summed(measured(*beside()))
    assert found.ratio == Spread(1.0, 0.25, 2.0)
    assert {one.ratio for one in found.feeds} == {Spread(20.0, 10.0, 20.0)}
    assert {one.ratio_first for one in found.feeds} == {Spread(0.5, 0.5, 1.0)}
    assert found.where_ratio == Spread(0.1, 0.1, 0.2)


def test_two_processes_are_set_beside_one() -> None:
    one, two = summed(measured()).side_by_side
    assert (one.processes, one.added_ratio.median) == (1, 1.0)
    assert (two.processes, two.added_ratio.median, two.traced.median) == (2, 2.0, 4.0)


def test_what_is_not_installed_is_left_out_and_said_to_be() -> None:
    found = summed(measured())
    assert (found.spacy, found.ratio, found.assembled, found.feeds[0].ratio) == (None, None, None, None)
    assert shown(found).count("installed, so nothing is set beside") == 2


def test_the_tables_name_every_measurement() -> None:
    table = shown(summed(measured(*beside())))
    for row in (*STAGES, "the whole", "general", "war", "triage first", "model / spaCy", "places and times / model"):
        assert row in table
    assert "installed" not in table


def test_pages_measured_are_of_the_mix_that_the_feed_has() -> None:
    numbers = range(first_of(1, SIZES.general), first_of(laps.ROUNDS + 1, SIZES.general))
    war = sum(article("general", number).desk == "war" for number in numbers)
    assert abs(war - 0.05 * len(numbers)) <= 1


def test_every_stage_is_measured_and_the_whole_adds_what_they_find() -> None:
    found = staged(("war", 0, 1), STUB)
    assert [stage for stage, _ in found] == list(STAGES)
    assert all(took.done == 1 for _, took in found)
    assert whole(("war", 0, 1), STUB).who.split()[1::2] == ["claims,", "statements"]


def test_stages_make_the_reading_that_reading_makes() -> None:
    [item] = stages.items(("general", 5, 1))
    [reading] = stages.read_item(item)
    text = stages.decoded(item.data)
    root = stages.parsed(text)
    pieces = stages.pieces(root)
    details = stages.described(root, pieces, None)
    own = stages.own_pieces(root, text, pieces)
    assert stages.reading_of_pieces(pieces, own, details, stages.digest(item.data)) == reading


@pytest.mark.skipif(not assembled.is_installed(), reason="the libraries come with the development tools")
def test_the_assembled_pipeline_finds_harm_that_is_counted() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        full, first = (assembled.assembled(("war", 2, 1), triage) for triage in (False, True))
    assert full.done == first.done == 1
    for one in (full, first):
        assert int(one.who.split()[-2]) > 0
        assert one.who.startswith("spaCy ")


def test_laps_are_run_in_processes_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laps, "has_spacy", lambda: False)
    monkeypatch.setattr(assembled, "is_installed", lambda: False)
    steps = list(laps.laps(rounds=0, name=STUB, sizes=Sizes(general=1, war=1, heard=1)))
    assert len(steps) == expected(0)
    fed = ["decoding", "whole"] * len(FEEDS)
    assert [step[0].contest for step in steps] == ["load", "model", "where", *fed, "peak"]


def test_pages_are_read_by_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_WARM", 1)
    (added, first), (traced, then) = processes.read_by(1, ("general", 0, 2), STUB)
    assert (added, traced) == ("added by 1", "traced by 1")
    assert 0 < first.value < then.value


def test_a_backend_that_is_not_there_stops_the_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laps, "has_spacy", lambda: False)
    with pytest.raises(LanguageModelError, match="No module named 'nowhere'"):
        next(laps.laps(name="nowhere:nothing"))
