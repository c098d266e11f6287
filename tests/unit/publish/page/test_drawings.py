"""Maps, timelines and bars stay inside their frames and draw open ends open."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from invented import view
from recount.lexicon.atlas import countries
from recount.publish.page import maps, timeline
from recount.publish.page.bars import WIDTH, Scale
from recount.publish.rows import ClaimRow, TimeRow, claim_rows

ROWS = tuple(enumerate(claim_rows(view()), start=1))
BY_NUMBER = dict(ROWS)
SIZES = (340.0, 680.0, 1040.0)


def test_neighbouring_points_of_the_atlas_are_never_half_a_world_apart() -> None:
    found = countries()
    assert len(found) > 200
    for country in found:
        for ring in country.rings:
            inner = [point for point in ring if point[1] > -90]
            assert max(abs(a[0] - b[0]) for a, b in itertools.pairwise(inner)) < 180, country.name


def test_claims_on_one_spot_are_one_site() -> None:
    sites = maps.sites(ROWS)
    assert next((site.name, site.claims) for site in sites) == ("Karsova", (1, 2, 3, 4, 6, 8))
    assert "Tarn Valley" not in {site.name for site in sites}


@pytest.mark.parametrize("width", SIZES)
def test_dots_and_captions_stay_on_the_map(width: float) -> None:
    drawn = maps.draw(maps.sites(ROWS), countries(), width, width / 2)
    assert len(drawn.dots) == 4
    for dot in drawn.dots:
        assert 0 < dot.x < width
        assert 0 < dot.y < width / 2
    assert drawn.scale_px <= width / 4
    assert "Ukraine" in {name.text for name in drawn.names}


def test_a_place_known_roughly_is_drawn_apart_from_an_exact_one() -> None:
    drawn = maps.draw(maps.sites(ROWS), (), 680, 340)
    rough = {dot.site.name: dot.rough for dot in drawn.dots}
    assert rough == {"Karsova": False, "Velmor": False, "Old Mill": True, "Velmor province": True}


def test_more_claims_make_a_larger_dot_whatever_their_figures() -> None:
    drawn = maps.draw(maps.sites(ROWS), (), 680, 340)
    sizes = [(len(dot.site.claims), dot.radius) for dot in drawn.dots]
    assert sizes == sorted(sizes, reverse=True)


def test_one_spot_under_one_name_is_one_site_however_it_is_spelt() -> None:
    place = BY_NUMBER[1].place
    assert place is not None
    shouted = replace(BY_NUMBER[1], place=replace(place, name="KARSOVA"))
    assert maps.sites([*ROWS, (13, shouted)])[0].claims == (1, 2, 3, 4, 6, 8, 13)


def test_a_lone_place_far_away_is_named_and_left_off_the_map() -> None:
    near = maps.sites(ROWS)
    crowd = maps.Site("Karsova", "XK", 48.9, 36.2, 1, tuple(range(100)))
    far = maps.Site("Far Point", None, -40.0, 170.0, 1, (101,))
    assert maps.core((*near, far)) == (*near, far)
    drawn = maps.draw((crowd, *near[1:], far), (), 680, 340)
    assert drawn.outside == (far,)
    assert {dot.site.name for dot in drawn.dots} == {site.name for site in near}


COORDINATES = st.tuples(st.floats(-500, 1500), st.floats(-500, 1500))


@given(st.lists(COORDINATES, min_size=3, max_size=12))
def test_a_clipped_ring_stays_inside(ring: list[tuple[float, float]]) -> None:
    for x, y in maps.clip(tuple(ring), 800, 400, slack=8):
        assert -8.001 <= x <= 808.001
        assert -8.001 <= y <= 408.001


@given(st.lists(st.tuples(st.floats(0, 800), st.floats(0, 400)), min_size=3, max_size=12))
def test_a_ring_inside_is_not_clipped(ring: list[tuple[float, float]]) -> None:
    assert maps.clip(tuple(ring), 800, 400) == tuple(ring)


@pytest.mark.parametrize("width", SIZES)
def test_each_claim_has_a_mark_in_the_lane_of_its_effect(width: float) -> None:
    drawn = timeline.draw(ROWS, width)
    assert drawn is not None
    numbers = sorted(mark.number for lane in drawn.lanes for mark in lane.marks)
    assert numbers == list(range(1, 13))
    for lane in drawn.lanes:
        for mark in lane.marks:
            assert BY_NUMBER[mark.number].effect == lane.effect
            assert 0 <= mark.x <= width
            assert lane.top < mark.y < lane.top + lane.height
    assert 0 < len(drawn.ticks) < 12


def test_a_claim_is_marked_on_the_day_it_was_stated_and_its_bar_is_the_harm() -> None:
    drawn = timeline.draw(ROWS, 1040)
    assert drawn is not None
    marks = {mark.number: mark for lane in drawn.lanes for mark in lane.marks}
    assert marks[8].x > marks[1].x
    assert marks[1].bar == marks[8].bar
    since = marks[7].bar
    assert since is not None
    assert since[0] < since[1] == marks[7].x


def test_harm_long_ago_does_not_crush_the_axis() -> None:
    long_ago = TimeRow(first=date(1941, 6, 1), last=date(1941, 6, 2), exact=None, start=None, end=None)
    drawn = timeline.draw([*ROWS, (13, replace(BY_NUMBER[1], time=long_ago))], 1040)
    assert drawn is not None
    mark = next(mark for lane in drawn.lanes for mark in lane.marks if mark.number == 13)
    assert mark.before
    assert mark.bar is None
    assert drawn.ticks[0].label.endswith("2031")


def test_a_claim_without_any_date_is_counted_and_not_drawn() -> None:
    bare = replace(BY_NUMBER[9], said_on=None, published=None, time=None)
    drawn = timeline.draw([*ROWS, (13, bare)], 680)
    assert drawn is not None
    assert drawn.undated == 1
    assert timeline.draw([(1, bare)], 680) is None


def test_a_crowded_lane_says_how_many_it_leaves_out() -> None:
    crowd = [(number, BY_NUMBER[1]) for number in range(1, 101)]
    drawn = timeline.draw(crowd, 680)
    assert drawn is not None
    lane = drawn.lanes[0]
    assert lane.more > 0
    assert len(lane.marks) + lane.more == 100


@given(st.dates(date(1800, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000))
def test_ticks_are_few_and_on_the_axis_whatever_the_span(first: date, span: int) -> None:
    last = first + timedelta(days=span)
    rows = [(1, replace(BY_NUMBER[2], time=None, said_on=on)) for on in (first, last)]
    drawn = timeline.draw(rows, 1040)
    assert drawn is not None
    assert len(drawn.ticks) <= 14
    assert all(drawn.left <= tick.x <= drawn.right for tick in drawn.ticks)


def scale_of(*rows: ClaimRow) -> Scale:
    scale = Scale.over(rows)
    assert scale is not None
    return scale


def test_the_scale_holds_all_bounds_and_bars_leave_open_ends_open() -> None:
    at_least, up_to, between = BY_NUMBER[1], BY_NUMBER[5], BY_NUMBER[6]
    scale = scale_of(at_least, up_to, between)
    assert scale.top == 4000
    opens, falls, closed = scale.bar(at_least), scale.bar(up_to), scale.bar(between)
    assert opens is not None
    assert falls is not None
    assert closed is not None
    assert (opens.opens, opens.falls, opens.end) == (True, False, WIDTH - 2)
    assert (falls.opens, falls.falls, falls.start) == (False, True, scale.at(0))
    assert (closed.opens, closed.falls) == (False, False)
    assert closed.start < closed.end < WIDTH


def test_a_vague_count_has_no_bar_and_vague_counts_no_scale() -> None:
    assert scale_of(BY_NUMBER[1]).bar(BY_NUMBER[9]) is None
    assert Scale.over([BY_NUMBER[9]]) is None
    assert scale_of(BY_NUMBER[12]).top == 1
