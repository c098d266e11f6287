"""Figures over time, drawn: steps and falls, open ends, periods and revisions apart, gaps between sides."""

from __future__ import annotations

from datetime import date

from recount.model import Gap, Operator, Point, Quantity, Series, SourceSeries, Step
from recount.publish.page.chart import draw, voices


def point(day: int, low: int | None, high: int | None, operator: Operator = "exact", since: int | None = None) -> Point:
    quantity = Quantity(exact="so many", start=0, end=7, low=low, high=high, operator=operator)
    first = date(2031, 4, since) if since else None
    return Point(on=date(2031, 4, day), first=first, claim=f"clm:{day}", quantity=quantity, modality="asserted")


def source(name: str, totals: tuple[Point, ...] = (), **more: object) -> SourceSeries:
    given = {"kind": None, "party": None, "side": "third", "periods": (), "revisions": (), "steps": (), **more}
    return SourceSeries(source=name, totals=totals, **given)  # type: ignore[arg-type]


def series(*sources: SourceSeries, gaps: tuple[Gap, ...] = ()) -> Series:
    return Series(
        id="ser:1", label="civilians killed, Karsova", effect="killed", group="civilians", party=None, place="Karsova",
        country=None, conflict=None, noun=None, part=False, sources=sources, gaps=gaps,
    )  # fmt: skip


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw(series(source("Ada Lind")), 680) is None
    assert voices(series(source("Ada Lind"))) == ()


def test_totals_are_steps_and_a_fall_is_marked() -> None:
    fell = Step(since=date(2031, 4, 3), until=date(2031, 4, 5), change=-20)
    drawn = draw(
        series(source("Ada Lind", (point(1, 90, 90), point(3, 120, 120), point(5, 100, 100)), steps=(fell,))), 680
    )
    assert drawn is not None
    ((line,),) = [panel.lines for panel in drawn.panels]
    assert line.path.count("M") == 1
    assert line.path.count("H") == line.path.count("V") == 2
    assert [dot.fell for dot in line.dots] == [False, False, True]
    low, top, mid = (dot.y for dot in line.dots)
    assert top < mid < low


def test_what_is_left_open_is_drawn_open() -> None:
    given = (point(1, 90, None, "at_least"), point(2, None, 140, "at_most"), point(3, 100, 120, "between"))
    drawn = draw(series(source("Ada Lind", given)), 340)
    assert drawn is not None
    (line,) = drawn.panels[0].lines
    assert [dot.opens for dot in line.dots] == ["up", "down", None]
    assert line.dots[2].low is not None
    assert line.dots[2].high is not None
    assert line.dots[2].low > line.dots[2].high


def test_periods_and_revisions_have_panels_of_their_own() -> None:
    drawn = draw(
        series(
            source(
                "Ada Lind",
                (point(9, 90, 90),),
                periods=(point(8, 12, 12, since=6),),
                revisions=(point(9, -5, -5),),
            )
        ),
        1040,
    )
    assert drawn is not None
    assert [panel.kind for panel in drawn.panels] == ["running totals", "by period", "revisions"]
    (period,) = drawn.panels[1].lines[0].blocks
    assert period.height > 0
    assert any(tick.label.startswith("−") for tick in drawn.panels[2].ticks)
    assert all(panel.bottom <= drawn.height for panel in drawn.panels)


def test_gaps_run_from_figure_to_figure() -> None:
    own, other = point(4, 10, 10), point(5, 90, 90)
    gap = Gap(
        on=own.on,
        right_on=other.on,
        left=own.claim,
        right=other.claim,
        left_source="A",
        right_source="B",
        low=80,
        high=80,
    )
    drawn = draw(series(source("A", (own,), side="own"), source("B", (other,), side="other"), gaps=(gap,)), 680)
    assert drawn is not None
    ((x, left, right),) = drawn.panels[0].gaps
    lines = {line.side: line for line in drawn.panels[0].lines}
    assert (x, left, right) == (lines["own"].dots[0].x, lines["own"].dots[0].y, lines["other"].dots[0].y)
