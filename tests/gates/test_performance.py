"""The page on speed says what was measured, whatever has been measured so far."""

from __future__ import annotations

import msgspec

from gates.performance import NOTHING, PAGE, measurements, rendered, tables
from recount.bench.corpus import FEEDS
from recount.bench.speed.stages import STAGES
from recount.bench.speed.summing import FeedSpeed, SideBySide, Speed, Spread, StageSpeed

ONE = Spread(2.0, 1.0, 3.0)


def speed(*, beside: bool) -> Speed:
    other = ONE if beside else None
    return Speed(
        rounds=3,
        feeds=tuple(
            FeedSpeed(
                feed=feed,
                pages=20,
                found="",
                stages=tuple(StageSpeed(stage, ONE, ONE) for stage in STAGES),
                whole=ONE,
                whole_ms=ONE,
                assembled=other,
                ratio=other,
                assembled_first=other,
                ratio_first=other,
            )
            for feed in FEEDS
        ),
        assembled="spaCy blank" if beside else None,
        side_by_side=(SideBySide(processes=2, added=ONE, added_ratio=ONE, traced=ONE, traced_ratio=ONE),),
        peak_mib=200.0,
        model="a model",
        sentences_per_s=ONE,
        spacy=None,
        spacy_sentences_per_s=None,
        ratio=None,
        where_ratio=ONE,
        load_s=ONE,
    )


def test_the_tables_of_the_page_are_of_what_was_measured() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == rendered(page, measurements()), "`python tests/gates/performance.py` makes them anew"


def test_every_stage_is_a_row_and_what_is_not_installed_is_said() -> None:
    made = tables({"speed": msgspec.to_builtins(speed(beside=False))})
    assert all(f"| {stage} | 2 | 2 | 2 | 2 |" in made["stages"] for stage in STAGES)
    assert made["baseline"].count("not installed") == 9
    assert made["soak"] == made["growth"] == NOTHING
    assert "not installed" not in tables({"speed": msgspec.to_builtins(speed(beside=True))})["baseline"]


def test_growth_and_soak_are_told_with_their_sums() -> None:
    tenth = {"reports": 10, "claims": 1, "read_s": 0.4, "traced_s": 0.1, "by_clock_s": 1.0, "own_mb": 200.0}
    grown = {"feed": "general", "reports": 20, "claims": 2, "slower": 0.05, "grown_mb": 3.0, "tenths": [tenth, tenth]}
    assert "| 10 | 40.0 | 10.0 | 20.0 | 200 |" in tables({"general": grown})["growth"]
    sizes = {"mb_early": 90.0, "mb_late": 91.0, "mb_most": 95.0, "files_early": 12, "files_late": 12}
    soak = {
        "hours": 6.0, "seconds": 1200.0, "feeds": 40, "stories": 100, "entries": 100, "recorded": 90, "rejected": 10,
        "reports": 90, "claims": 7, "intact": True, "rounds": 9, "answers": 50, "median_ms": 8.0, "p95_ms": 20.0,
        "processes": [{"process": "follow", **sizes}],
    }  # fmt: skip
    told = tables({"soak": soak})["soak"]
    assert "| follow | 90 | 91 | 95 | 12 | 12 |" in told
    assert "100 came in = 90 recorded + 10 rejected" in told
